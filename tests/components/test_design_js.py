"""What the browser says of designs is what cnnviz says, and the fits that it offers fit."""

import pytest

from cnnviz.architectures.words import short, title
from cnnviz.counting.formulas import in_bytes, shape_text
from cnnviz.designs import STARTS, measure_design, nodes_of, read_design, start, write_design
from cnnviz.designs.limits import MOST_NUMBERS, MOST_WORK, NUMBERS
from cnnviz.designs.text import CURVES
from cnnviz.operators import ACTIVATIONS
from tests.designs.drawn import designs

MOST = {"numbers": MOST_NUMBERS, "work": MOST_WORK}
TITLES = {name: ACTIVATIONS[key].title for name, key in CURVES.items()}
MEASURED = """async ({ texts, most, curves }) => {
  const { designOf, designText } = await import("/assets/components/cnnviz/design_text.js");
  const { measureDesign, totalsOf } = await import("/assets/components/cnnviz/design_measure.js");
  const { formulaText, inBytes, shapeText } = await import("/assets/components/cnnviz/formulas.js");
  const { shortName, titleOf } = await import("/assets/components/cnnviz/design_words.js");
  return texts.map((text) => {
    const design = designOf(text);
    const found = measureDesign(design, most);
    const rows = found.rows.map((row, n) => [
      found.nodes[n].name, found.nodes[n].inputs, shapeText(row.shape), row.sizes.map(formulaText),
      ...[row.parameters, row.multiplications, row.memory].map(formulaText), row.field,
    ]);
    const named = found.nodes.map(({ part }) => [shortName(part), titleOf(part, curves)]);
    const totals = totalsOf(found);
    const sums = [totals.parameters, totals.multiplications, inBytes(totals.memory)];
    return { text: designText(design), rows, named, fault: found.fault, totals: sums };
  });
}"""


def expected(design):
    found = measure_design(design)
    rows = [
        [
            row.node.name,
            list(row.node.inputs),
            shape_text(row.shape),
            [size.text() for size in row.sizes],
            row.parameters.text(),
            row.multiplications.text(),
            row.memory.text(),
            None if row.field is None else list(row.field),
        ]
        for row in found.rows
    ]
    return {
        "text": write_design(design),
        "rows": rows,
        "named": [[short(node), title(node)] for node, _ in nodes_of(design)],
        "fault": found.fault,
        "totals": [found.parameters, found.multiplications, in_bytes(found.memory)],
    }


def measured(calculator, some):
    asked = {"texts": list(map(write_design, some)), "most": MOST, "curves": TITLES}
    return calculator.evaluate(MEASURED, asked)


def test_every_start_is_measured_alike(calculator):
    some = [start(key) for key in STARTS]
    for found, design in zip(measured(calculator, some), some, strict=True):
        assert found == expected(design)


@pytest.mark.parametrize("seed", range(3))
def test_any_design_is_measured_and_refused_alike(calculator, seed):
    some = designs(200, seed)
    for found, design in zip(measured(calculator, some), some, strict=True):
        assert found == expected(design)


@pytest.mark.parametrize(
    "text",
    [
        "Input_4096_1024_1024~Conv2d_8_31_p15",
        "Input_3_1024_1024~Conv2d_8192_31_p15",
        "Input_100_1024_1024~Linear_100000~Linear_100000",
        "Input_1_1024_1024~Conv2d_95_1~Conv2d_96_1",
    ],
)
def test_what_is_too_large_is_refused_alike(calculator, text):
    (found,) = measured(calculator, [read_design(text)])
    assert found == expected(read_design(text))
    assert found["fault"]


FITS = """async ({ texts, most, ends }) => {
  const { designOf, designText } = await import("/assets/components/cnnviz/design_text.js");
  const { measureDesign } = await import("/assets/components/cnnviz/design_measure.js");
  const { evenFits, fitsOf } = await import("/assets/components/cnnviz/design_fits.js");
  return texts.map((text) => {
    const design = designOf(text);
    const found = measureDesign(design, most);
    const evenAt = (row, at) => (row.rest ? evenFits(design, found, at, most, ends) : []);
    const uneven = () => found.rows.flatMap(evenAt);
    const fits = found.fault ? fitsOf(design, found, most, ends) : uneven();
    return fits.map((fit) => [fit.label, designText(fit.design)]);
  });
}"""
ENDS = {name: list(ends) for name, ends in NUMBERS.items()}
LENET = write_design(start("lenet5"))


def fits_of(calculator, texts):
    return calculator.evaluate(FITS, {"texts": texts, "most": MOST, "ends": ENDS})


@pytest.mark.parametrize("seed", range(2))
def test_N6_every_fit_that_is_offered_gets_further(calculator, seed):
    some = [design for design in designs(150, 40 + seed) if measure_design(design).fault]
    offered = fits_of(calculator, list(map(write_design, some)))
    for design, fits in zip(some, offered, strict=True):
        before = measure_design(design)
        for label, text in fits:
            if label.startswith("Remove"):
                continue
            fitted = read_design(text)
            after = measure_design(fitted)
            more = len(nodes_of(fitted)) - len(nodes_of(design))
            assert not after.fault or len(after.rows) > len(before.rows) + more, (label, write_design(design))
    assert all(offered)


def test_N6_a_kernel_of_15_is_refused_and_the_nearest_numbers_that_fit_are_offered(calculator):
    text = LENET.replace("Conv2d_16_5", "Conv2d_16_15")
    (fits,) = fits_of(calculator, [text])
    found = dict(fits)
    assert list(found) == ["Kernel 13 × 13", "Padding 1", "Input 36 × 36", "Remove conv2"]
    assert found["Kernel 13 × 13"] == text.replace("_15", "_13")
    shorter, smaller = text.replace("_15", "_14"), text.replace("32_32", "35_35")
    for label, nearer in (("Kernel 13 × 13", shorter), ("Input 36 × 36", smaller)):
        assert not measure_design(read_design(found[label])).fault
        assert measure_design(read_design(nearer)).fault


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Input_1_32_32~Conv2d_8_3~Conv2d_16_3_g3", ["2 groups"]),
        ("Input_1_32_32~Conv2d_8_3_s2_p1~Add~Conv2d_16_3_s2_p1~Or~End", ["1 × 1 convolution on the skip"]),
        ("Input_8_32_32~Add~Conv2d_16_3_p1~Or~End", ["8 filters in conv1", "1 × 1 convolution on the skip"]),
        ("Input_8_32_32~Cat~Conv2d_16_3~Or~Conv2d_4_1~End", ["Padding that keeps the size"]),
        ("Input_1_32_32~Conv2d_16_3~MaxPool2d_2_p2", ["Padding 1", "Kernel 4 × 4"]),
        ("Input_1_32_32~Conv2d_16_3~Linear_10~Conv2d_8_3", ["Put it before the first dense layer"]),
        (
            write_design(start("garments")).replace("28_28", "32_32"),
            ["Global average pooling before it", "New weights, for 1024", "Input 31 × 31"],
        ),
    ],
)
def test_N6_what_does_not_fit_offers_what_would(calculator, text, labels):
    (fits,) = fits_of(calculator, [text])
    found = dict(fits)
    for label in labels:
        assert not measure_design(read_design(found[label])).fault


def test_N6_windows_that_leave_pixels_over_offer_what_leaves_none(calculator):
    (fits,) = fits_of(calculator, ["Input_3_224_224~Conv2d_96_11_s4"])
    assert dict(fits)["Input 223 × 223"]
    for _, text in fits:
        layer, shape = read_design(text).layers[0].layer, read_design(text).shape
        assert (shape[1] + 2 * layer.padding[0] - layer.kernel[0]) % layer.stride[0] == 0


SHOWN = """async ({ text, most, at, seen }) => {
  const { designOf } = await import("/assets/components/cnnviz/design_text.js");
  const { measureDesign } = await import("/assets/components/cnnviz/design_measure.js");
  const told = await import("/assets/components/design/design_told.js");
  const { detailOf, saidOf, sumsOf, veiled, whatChanged } = told;
  const design = designOf(text);
  const measured = measureDesign(design, most);
  const found = veiled(measured, at, seen);
  const { made, lines } = detailOf(measured, found, at, design.shape);
  const each = found.nodes.map((_, n) => saidOf(found, design, n, {}));
  const said = [...each, whatChanged(found, design, at, {})];
  const sums = sumsOf(found).map(([, name]) => name);
  const numbers = sumsOf(found).map(([number]) => number);
  const named = { numbers, lines: lines.map(([name]) => name), sums };
  return { made, ...named, said, fault: found.fault, rows: found.rows.length };
}"""


def shown(calculator, text, at, *heard):
    """What is shown of a design; seen is undefined in the browser where the page has not heard of it yet."""
    asked = {"text": text, "most": MOST, "at": at, **({"seen": heard[0]} if heard else {})}
    return calculator.evaluate(SHOWN, asked)


def test_N6_what_is_to_be_predicted_is_not_shown_before_the_page_says_that_it_may_be(calculator):
    hidden = {"whole": 2, "size": False, "number": False}
    for heard in ((), (hidden,)):
        found = shown(calculator, LENET, 2, *heard)
        assert (found["made"], found["lines"], found["rows"]) == ("?", ["One unit sees"], 2)
        assert found["said"][1].endswith("makes 14 × 14 × 6")
        assert all(said.endswith("to be predicted") for said in found["said"][2:7])
        assert "parameters" not in found["said"][-1]
        assert all(name.endswith(" up to there") for name in found["sums"])
    sized = shown(calculator, LENET, 2, hidden | {"size": True})
    assert (sized["made"], "Parameters" in sized["lines"]) == ("10 × 10 × 16", False)
    assert {"Output", "Memory of the output"} <= set(sized["lines"])
    assert sized["said"][2].endswith("makes 10 × 10 × 16")
    assert all(said.endswith("to be predicted") for said in sized["said"][3:7])
    counted = shown(calculator, LENET, 2, hidden | {"number": True})
    assert (counted["made"], counted["lines"]) == ("?", ["Parameters", "One unit sees"])
    assert shown(calculator, LENET, 2, None)["said"][-1].endswith("61,706 parameters in all.")


def test_N6_while_the_first_layer_is_to_be_predicted_there_are_no_sums(calculator):
    found = shown(calculator, LENET, 0, {"whole": 0, "size": False, "number": False})
    assert found["numbers"] == ["?", "?", "?"]


def test_N6_that_a_layer_behind_does_not_fit_is_hidden_too_but_not_of_the_one_looked_at(calculator):
    text = LENET.replace("Conv2d_16_5", "Conv2d_16_15")
    assert shown(calculator, text, 0)["fault"] == ""
    assert shown(calculator, text, 2)["fault"].startswith("conv2 does not fit")
