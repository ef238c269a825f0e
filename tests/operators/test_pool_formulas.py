"""What is said about a pooled map's size is what its pool does."""

import re
from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.errors import ShapeError
from cnnviz.operators import POOLINGS
from cnnviz.operators.pool_formulas import MOST_STARTS

sides = st.integers(1, 40)


def pool_formula(kind, size, options):
    return POOLINGS[kind].formula(size, options)


def lines(formula):
    """The formulas of rows and columns."""
    first, *second = formula.split("\n")
    return [first.removeprefix("rows "), *(line.removeprefix("columns ") for line in second or [first])]


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


@given(
    size=st.tuples(sides, sides),
    kernel=st.tuples(st.integers(1, 6), st.integers(1, 6)),
    stride=st.tuples(st.integers(1, 6), st.integers(1, 6)),
    padding=st.integers(0, 3),
    ceil_mode=st.booleans(),
)
@settings(max_examples=200)
def test_a_sliding_pools_formula_ends_in_the_pooled_size(size, kernel, stride, padding, ceil_mode):
    options = {"kernel_size": kernel, "stride": stride, "padding": padding, "ceil_mode": ceil_mode}
    try:
        pooled = operators.sum_pool2d(np.ones(size), **options)
    except ShapeError:
        return
    for axis, line in enumerate(lines(pool_formula("sum", size, options))):
        left, right = line.split(" = ")
        given = [size[axis], 2, padding, kernel[axis], stride[axis], 1]
        assert numbers(left) == given
        value, _, rounded = right.partition(" → ")
        if rounded:
            assert Fraction(size[axis] + 2 * padding - kernel[axis], stride[axis]).denominator > 1
        assert int(rounded or value) == pooled.shape[axis]


def test_a_dilated_windows_span_stands_in_the_formula():
    options = {"kernel_size": (3, 3), "stride": (1, 1), "padding": 0, "dilation": 2}
    formula = pool_formula("max", (9, 9), options)
    assert "(2·(3 − 1) + 1)" in formula
    assert formula.endswith(f"= {operators.max_pool2d(np.ones((9, 9)), **options).shape[0]}")


def test_a_window_that_hangs_over_a_small_map_has_a_formula_too():
    options = {"kernel_size": (6, 6), "stride": (6, 6), "padding": 0, "ceil_mode": True}
    assert operators.max_pool2d(np.ones((5, 5)), **options).shape == (1, 1)
    assert pool_formula("max", (5, 5), options).endswith("→ 1")


@given(size=st.tuples(sides, sides), made=st.tuples(sides, sides))
def test_the_lengths_named_are_those_of_the_adaptive_windows(size, made):
    formulas = lines(pool_formula("adaptive_max", size, {"output_size": made}))
    for axis, line in enumerate(formulas):
        n, h = size[axis], made[axis]
        said = numbers(line.split(" of ")[1])
        assert set(said) == {ceil(Fraction((i + 1) * n, h)) - floor(Fraction(i * n, h)) for i in range(h)}
        assert f"{n}/{h}" in line


@pytest.mark.parametrize("kind", ["global_avg", "global_max"])
def test_a_global_pool_has_one_window_as_large_as_the_map(kind):
    size = (512, 384)
    pooled = getattr(operators, f"{kind}_pool2d")(np.ones(size))
    assert numbers(pool_formula(kind, size, {})) == [*size, *pooled.shape]


#: Numbers that an index along an axis is added to without rounding: 1 − 2⁻⁵³ would become 1.
samples = st.integers(0, 2**24).map(lambda part: part / 2**24)


@given(size=st.integers(6, 40), made=st.integers(2, 5), kernel=st.integers(1, 2), draw=samples, other=samples)
def test_the_starts_named_are_those_of_the_fractional_windows(size, made, kernel, draw, other):
    options = {"kernel_size": kernel, "output_size": (made, made), "samples": (other, draw)}
    for line, sample in zip(
        lines(pool_formula("fractional_max", (size, size), options)), (draw, other), strict=True
    ):
        said = numbers(line.split("starts ")[1])
        assert said == [start for start, _ in operators.fractional_windows(size, kernel, made, sample)]
        assert said == sorted(set(said))
        assert said[-1] + kernel == size


def test_of_many_starts_the_first_and_the_last_are_named():
    options = {"kernel_size": 2, "output_size": (300, 300), "samples": (0.5, 0.5)}
    starts = pool_formula("fractional_max", (512, 512), options).split("starts ")[1]
    every = [str(start) for start, _ in operators.fractional_windows(512, 2, 300, 0.5)]
    words = starts.split(", ")
    assert len(words) < MOST_STARTS
    cut = words.index("…")
    assert words[:cut] == every[:cut]
    assert words[cut + 1 :] == every[-1:]


def test_a_single_fractional_window_lies_at_the_end():
    options = {"kernel_size": 2, "output_size": (1, 1), "samples": (0.5, 0.5)}
    assert pool_formula("fractional_max", (9, 9), options).endswith("9 − 2 = 7")
