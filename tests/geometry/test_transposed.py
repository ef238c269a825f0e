"""Sizes of transposed convolutions: the way back of the usual formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.geometry import output_size, overlaps, transposed_output_size
from cnnviz.operators import conv_transpose1d

SMALL = st.integers(1, 9)


@given(st.integers(1, 40), SMALL, st.integers(1, 5), st.integers(0, 4), st.integers(1, 3))
def test_C14_it_leads_back_from_every_size_that_a_convolution_makes(size, kernel, stride, padding, dilation):
    try:
        there = output_size(size, kernel, stride, padding, dilation)
    except ShapeError:
        return
    back = transposed_output_size(there.size, kernel, stride, padding, there.unused, dilation)
    assert back.size == size


@given(SMALL, SMALL, st.integers(1, 4), st.integers(0, 3), st.integers(0, 3), st.integers(1, 3))
def test_overlaps_are_what_equal_inputs_come_out_as(size, kernel, stride, padding, more, dilation):
    arguments = (stride, padding, more, dilation)
    try:
        made = transposed_output_size(size, kernel, *arguments)
    except ShapeError:
        return
    equal = conv_transpose1d(
        np.ones(size),
        np.ones(kernel),
        stride=stride,
        padding=padding,
        output_padding=more,
        dilation=dilation,
    )
    np.testing.assert_array_equal(overlaps(made), equal)


@pytest.mark.parametrize("kernel", range(2, 9))
@pytest.mark.parametrize("stride", range(2, 5))
def test_C14_a_checkerboard_is_left_out_where_the_stride_divides_the_kernel(kernel, stride):
    counts = overlaps(transposed_output_size(12, kernel, stride))[kernel:-kernel]
    assert (len(set(counts.tolist())) == 1) == (kernel % stride == 0)


@pytest.mark.parametrize(
    ("arguments", "formula"),
    [
        ((3, 3, 2), "(3 − 1)·2 + 3 − 2·0 = 7"),
        ((4, 3, 2, 1), "(4 − 1)·2 + 3 − 2·1 = 7"),
        ((4, 3, 2, 1, 1), "(4 − 1)·2 + 3 − 2·1 + 1 = 8"),
        ((4, 3, 1, 0, 0, 2), "(4 − 1)·1 + (2·(3 − 1) + 1) − 2·0 = 8"),
    ],
)
def test_the_formula_is_shown_with_its_numbers(arguments, formula):
    assert transposed_output_size(*arguments).formula() == formula


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            (3, 3, 2, 0, 2),
            "an output padding of 2 is not below the stride 2 or the dilation 1; it only chooses among sizes "
            "that one convolution makes equal, so use 0 to 1",
        ),
        (
            (1, 3, 1, 2),
            "a padding of 2 cuts 4 off the 3 outputs, so nothing is left; use a padding of at most 1",
        ),
        ((0, 3), "the size is 0, but must be a whole number of at least 1"),
        ((3, 3, 1, -1), "the padding is -1, but must be a whole number of at least 0"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(arguments, sentence):
    with pytest.raises(ShapeError) as caught:
        transposed_output_size(*arguments)
    assert str(caught.value) == sentence
