"""What the browser says of designs is what cnnviz says, and the fits that it offers fit."""

import pytest

from cnnviz.architectures.words import short, title
from cnnviz.counting.formulas import in_bytes, shape_text
from cnnviz.designs import STARTS, measure_design, nodes_of, read_design, start, write_design
from cnnviz.designs.limits import MOST_NUMBERS, MOST_WORK
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
