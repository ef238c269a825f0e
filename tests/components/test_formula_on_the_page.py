"""The page writes the formula of an output's size from its numbers as Python does."""

from dataclasses import asdict
from itertools import product

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.geometry import Geometry, both_axes
from cnnviz.operators.pool_formulas import sliding_formula, sliding_terms

WRITE = """async (axes) => {
    const { formulaText } = await import("/assets/components/linked/formula/terms.js");
    return axes.map((pair) => pair.map(formulaText));
}"""
PADDINGS = ["valid", "same", "full", 3, ((0, 2), (1, 1))]


def plain(text):
    """A formula without its spaces."""
    return text.replace(" ", "")


def told(rows, columns):
    return plain(both_axes(rows, columns))


@pytest.mark.parametrize("rest", ["floor", "crop", "pad"])
def test_a_convolutions_formula_is_written_as_python_writes_it(calculator, rest):
    found = []
    for padding, stride, dilation, kernel in product(PADDINGS, (1, 2, 3), (1, 2), ((3, 3), (2, 4))):
        how = Geometry((stride, stride), padding, (dilation, dilation), "constant", rest)
        try:
            plan = how.plan((12, 9), kernel)
        except CnnvizError:
            continue
        found.append((how.terms((12, 9), kernel, plan), plan.formula()))
    assert len(found) > 20
    written = calculator.evaluate(WRITE, [[asdict(terms) for terms in pair] for pair, _ in found])
    assert [told(*pair) for pair in written] == [plain(formula) for _, formula in found]


def test_a_sliding_pools_formula_is_written_as_python_writes_it(calculator):
    random, found = np.random.default_rng(0), []
    while len(found) < 30:
        kernel, stride, dilation = (int(n) for n in random.integers(1, 5, 3))
        options = {
            "kernel_size": kernel,
            "stride": stride,
            "dilation": dilation,
            "ceil_mode": bool(dilation % 2),
        }
        try:
            found.append((sliding_terms((13, 8), options), sliding_formula((13, 8), options)))
        except CnnvizError:
            continue
    written = calculator.evaluate(WRITE, [[asdict(terms) for terms in pair] for pair, _ in found])
    assert [told(*pair) for pair in written] == [plain(formula) for _, formula in found]
