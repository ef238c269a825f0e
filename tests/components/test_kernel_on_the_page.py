"""What is typed into the kernel on the page is what cnnviz reads of it."""

import numpy as np
import pytest

from cnnviz import kernels, operators
from cnnviz.errors import KernelError
from cnnviz.kernels.cells import parse_cell
from cnnviz.typed import signs

READ = """async (cells) => {
    const { cellFault, cellValue, kernelText } = await import("/assets/components/cnnviz/kernel_text.js");
    return cells.map((cell) => [cellFault(cell, 1, 1), String(cellValue(cell)), kernelText([[cell]])]);
}"""
WRITE = """async (weights) => {
    const { kernelText, weightTexts } = await import("/assets/components/cnnviz/kernel_text.js");
    return kernelText(weightTexts(weights));
}"""

GOOD = [
    "-1",
    "−1",
    " 2 ",
    "+.5",
    "3.",
    "1/9",
    "1 / 9",
    "1⁄9",
    "-1/4",
    "2e-3",
    "2E3/4",
    "1000000",
    "–0.5",
    "0",
    "3*(2-1)+4/2",
    "2×3",
    "2·3−1",
    "6÷3",
    "(1-2)*-3",
    "－１．５",
    "＋２／４",
    "—7",
    "½",
    "-⅑*2",
    "\u200b1\u2060",
    "((((1))))",
    "1/2*3",
    "1e-30*1e30",
]
BAD = [
    "2½",
    "1-",
    "()",
    "(1",
    "1)",
    "*2",
    "2**3",
    "1(2)",
    "²",
    "1e",
    "1e-50",
    "1e-400",
    "1/1e400",
    "1..",
    "□",
    ".",
    "(((((((((((((((((((((1",
    "1000001",
    "999999+2",
    "abc",
    "1/0",
    "1e9",
    "1//2",
    "--1",
    "1..2",
    "nan",
    "inf",
    "1/2/3",
    "1e400",
    "0x10",
    "١",
]


@pytest.mark.parametrize("cell", GOOD)
def test_numbers_and_fractions_mean_on_the_page_what_they_mean_to_python(calculator, cell):
    [[fault, value, text]] = calculator.evaluate(READ, [cell])
    assert fault == ""
    assert np.float32(float(value)) == kernels.parse(cell)[0, 0]
    assert kernels.parse(text) == kernels.parse(cell)


@pytest.mark.parametrize("cell", BAD)
def test_what_python_refuses_is_refused_on_the_page_with_its_position(calculator, cell):
    with pytest.raises(KernelError):
        kernels.parse(cell)
    [[fault, value, _]] = calculator.evaluate(READ, [cell])
    assert fault.startswith("Row 1, column 1 reads “")
    assert value == "NaN"


@pytest.mark.parametrize("cell", ["abc", "1)2", "1/0", "1/2/3", "1e-400"])
def test_what_is_wrong_is_said_on_the_page_in_pythons_words(calculator, cell):
    with pytest.raises(KernelError) as refused:
        kernels.parse(cell)
    [[fault, _, _]] = calculator.evaluate(READ, [cell])
    assert fault.rstrip(".").partition(": ")[2] == str(refused.value).partition(": ")[2]


def test_a_decimal_comma_is_a_point_and_an_empty_cell_is_zero(calculator):
    read = calculator.evaluate(READ, ["0,5", "-1,25/2", ""])
    assert [(value, text) for _, value, text in read] == [
        ("0.5", "0.5"),
        (str(-1.25 / 2), "-1.25/2"),
        ("0", "0"),
    ]


def test_a_comma_that_may_stand_between_thousands_is_refused(calculator):
    [[fault, value, _]] = calculator.evaluate(READ, ["1,234"])
    assert (fault, value) == (
        "Row 1, column 1 reads “1,234”: this may be 1.234 or 1234; write it without a comma.",
        "NaN",
    )


def test_spaces_join_no_numbers_and_may_stand_in_an_expression(calculator):
    read = calculator.evaluate(READ, ["1 2", "3 * (2 - 1)"])
    assert [(value, bool(fault)) for fault, value, _ in read] == [("NaN", True), ("3", False)]
    assert kernels.parse(read[1][2])[0, 0] == 3


def test_what_is_too_long_is_refused_and_not_cut_off(calculator):
    [[fault, _, _]] = calculator.evaluate(READ, ["1+" * 12 + "1"])
    assert "this is too long" in fault


ONE_SIGN = "".join(
    chr(code) for code in [*range(0x20, 0x2100), *range(0x2190, 0x2800), *range(0xFE50, 0xFF70)]
)


def test_every_sign_is_spelt_on_the_page_as_python_spells_it(calculator):
    spelt = calculator.evaluate(
        """async (text) => {
            const { plainNumber } = await import("/assets/components/cnnviz/typed_number.js");
            return Array.from(text, plainNumber);
        }""",
        ONE_SIGN,
    )
    assert spelt == [signs.plain(sign) for sign in ONE_SIGN]


def expression(random, depth):
    """A sum or product of others, or a number."""
    if not depth or random.random() < 0.2:
        return str(random.choice(["2", "7", "0.5", ".25", "3.", "-4", "1e-3", "0"]))
    first, second = expression(random, depth - 1), expression(random, depth - 1)
    left, right = random.choice(["()", "  "], 2)
    return f"{left[0]}{first}{left[1]}{random.choice([*'+-*/×·÷−'])}{right[0]}{second}{right[1]}"


def test_sums_and_products_mean_on_the_page_what_they_mean_to_python(calculator):
    random = np.random.default_rng(7)
    cells = [expression(random, 3) for _ in range(300)]
    read = calculator.evaluate(READ, cells)
    for cell, (_, value, _) in zip(cells, read, strict=True):
        try:
            wanted = parse_cell(cell, 1, 1)
        except KernelError:
            wanted = float("nan")
        assert np.array_equal(float(value), wanted, equal_nan=True), cell
    assert 100 < np.isfinite([float(value) for _, value, _ in read]).sum() < len(cells)


@pytest.mark.parametrize("scales", [(1e-6,), (1,), (1e4,), (1e-6, 1, 1e4)])
def test_weights_written_on_the_page_are_read_back_to_the_same_bits(calculator, scales):
    random = np.random.default_rng(5)
    some = np.concatenate([random.normal(0, scale, (15, 5)) for scale in scales], axis=1)
    some[0, :3] = 0, -0.0, some[1, 1] / 9
    weights = operators.on_grid(np.clip(some, -1e6, 1e6))  # as all that the page gets
    text = calculator.evaluate(WRITE, weights.astype(float).tolist())
    assert np.array_equal(operators.on_grid(kernels.parse(text)), weights)
    assert len(text) <= len(kernels.to_text(weights)) + 4 * weights.size  # exponents may be written in full
