"""What is typed into the kernel on the page is what cnnviz reads of it."""

import numpy as np
import pytest

from cnnviz import kernels, operators
from cnnviz.errors import KernelError

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
]
BAD = ["abc", "1/0", "1e9", "1//2", "--1", "1..2", "nan", "inf", "1/2/3", "1e400", "0x10", "١"]


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


def test_a_decimal_comma_is_a_point_and_an_empty_cell_is_zero(calculator):
    read = calculator.evaluate(READ, ["0,5", "-1,25/2", ""])
    assert [(value, text) for _, value, text in read] == [
        ("0.5", "0.5"),
        (str(-1.25 / 2), "-1.25/2"),
        ("0", "0"),
    ]


@pytest.mark.parametrize("scales", [(1e-6,), (1,), (1e4,), (1e-6, 1, 1e4)])
def test_weights_written_on_the_page_are_read_back_to_the_same_bits(calculator, scales):
    random = np.random.default_rng(5)
    some = np.concatenate([random.normal(0, scale, (15, 5)) for scale in scales], axis=1)
    some[0, :3] = 0, -0.0, some[1, 1] / 9
    weights = operators.on_grid(np.clip(some, -1e6, 1e6))  # as all that the page gets
    text = calculator.evaluate(WRITE, weights.astype(float).tolist())
    assert np.array_equal(operators.on_grid(kernels.parse(text)), weights)
    assert len(text) <= len(kernels.to_text(weights)) + 4 * weights.size  # exponents may be written in full
