"""A plan's padding and sizes are those that the convolution needs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.geometry import Geometry
from cnnviz.operators import conv2d

sizes = st.tuples(st.integers(1, 30), st.integers(1, 30))
small = st.tuples(st.integers(1, 5), st.integers(1, 5))


@given(
    size=sizes,
    kernel=small,
    stride=small,
    padding=st.integers(0, 4) | small.map(lambda pair: (pair, pair)) | st.sampled_from(["valid", "full"]),
    dilation=small,
    remainder=st.sampled_from(["floor", "crop", "pad"]),
)
@settings(max_examples=200)
def test_a_convolution_as_planned_has_the_planned_size(size, kernel, stride, padding, dilation, remainder):
    how = Geometry(stride, padding, dilation, "constant", remainder)
    try:
        plan = how.plan(size, kernel)
    except ShapeError:
        return
    rows, columns = plan.cropped(size)
    picture = np.ones(size)[:rows, :columns]
    answer = conv2d(picture, np.ones(kernel), None, stride, plan.padding, dilation)
    assert answer.shape == (plan.rows.size, plan.columns.size)


@pytest.mark.parametrize(("columns", "fits"), [(9, True), (10, False)])
def test_it_fits_only_if_both_axes_fit(columns, fits):
    how = Geometry((2, 2), "valid", (1, 1), "constant", "floor")
    assert how.plan((9, columns), (3, 3)).fits == fits


def test_the_formula_stands_once_where_both_axes_agree():
    how = Geometry((1, 1), "same", (1, 1), "mirror", "floor")
    assert how.plan((9, 9), (3, 3)).formula() == how.plan((9, 9), (3, 3)).rows.formula()
    formula = how.plan((9, 8), (3, 3)).formula()
    assert [line.split()[0] for line in formula.splitlines()] == ["rows", "columns"]


def test_what_is_refused_is_refused_when_planned():
    with pytest.raises(ShapeError, match="does not fit"):
        Geometry((2, 2), 0, (1, 1), "constant", "raise").plan((4, 4), (3, 3))
    with pytest.raises(ShapeError, match="does not fit"):
        Geometry((1, 1), 0, (1, 1), "constant", "floor").plan((2, 4), (3, 3))
