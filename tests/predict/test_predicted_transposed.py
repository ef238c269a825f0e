"""Predictions of a transposed convolution: sizes and values, and the slips in both."""

import numpy as np
import pytest

from cnnviz.geometry import transposed_output_size
from cnnviz.operators import conv_transpose1d_gather, conv_transpose2d, conv_transpose2d_gather
from cnnviz.predict import check_transposed_size, check_value, neighbours_of
from cnnviz.predict.transposed_sizes import SLIPS

#: Every number of the formula makes a difference.
SIZE = transposed_output_size(5, kernel=4, stride=3, padding=2, output_padding=1, dilation=2)
ONE_AXIS = {
    "no_padding": (5 - 1) * 3 + 7 + 1,
    "padding_once": (5 - 1) * 3 + 7 + 1 - 2,
    "way_down": (5 + 2 * 2 - 7) // 3 + 1,
    "plus_padding": (5 - 1) * 3 + 7 + 1 + 2 * 2,
    "no_output_padding": (5 - 1) * 3 + 7 - 2 * 2,
    "no_minus_one": 5 * 3 + 7 - 2 * 2 + 1,
    "no_kernel": (5 - 1) * 3 - 2 * 2 + 1 + 1,
    "no_stride": (5 - 1) + 7 - 2 * 2 + 1,
    "no_dilation": (5 - 1) * 3 + 4 - 2 * 2 + 1,
    "same_as_input": 5,
}


@pytest.mark.parametrize(("key", "size"), ONE_AXIS.items())
def test_each_slip_with_the_size_is_named(key, size):
    verdict = check_transposed_size(str(size), [SIZE])
    assert not verdict.right
    assert verdict.slip == key
    assert str(SIZE.size) not in verdict.sentence.split()


def test_every_slip_with_the_size_is_tried():
    assert {slip.key for slip in SLIPS} == {*ONE_AXIS, "times_stride"}
    made = transposed_output_size(4, kernel=4, stride=2)
    assert check_transposed_size(str(4 * 2), [made]).slip == "times_stride"


def test_the_right_size_is_right_along_one_axis_and_two():
    other = transposed_output_size(3, kernel=2, stride=2)
    assert check_transposed_size(f"({5}-1)*3+7-4+1", [SIZE]).right
    assert check_transposed_size(f"{SIZE.size} × {other.size}", [SIZE, other]).right
    assert check_transposed_size(f"{other.size} × {SIZE.size}", [SIZE, other]).slip == "swapped"
    along = check_transposed_size(f"{SIZE.size} × 3", [SIZE, other])
    assert along.slip == "same_as_input"
    assert along.sentence.startswith("Along the columns: you")
    assert "too many" in check_transposed_size("99 × 98", [SIZE, other]).sentence


def test_of_two_axes_a_slip_along_both_is_named():
    other = transposed_output_size(3, kernel=3, stride=2, padding=1)
    both = f"{ONE_AXIS['no_padding']} × {3 * 2 - 2 + 3}"
    assert check_transposed_size(both, [SIZE, other]).slip == "no_padding"


def overlapping():
    """An output that two stamps reach, of numbers that are all different."""
    return conv_transpose1d_gather([2.0, 7.0, 3.0], [5.0, -3.0, 11.0], stride=2, at=(2,))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("one_stamp", 7 * 5),
        ("one_stamp", 2 * 11),
        ("flipped", 7 * 11 + 2 * 5),
        ("counted", 2),
        ("unweighted", 7 + 2),
        ("sign", -(7 * 5 + 2 * 11)),
        ("one_sign", 7 * 5 - 2 * 11),
    ],
)
def test_each_slip_with_a_value_is_named(key, value):
    verdict = check_value(str(value), overlapping())
    assert not verdict.right
    assert verdict.slip == key


def test_the_right_value_is_right_and_anything_else_gets_a_hint():
    trace = overlapping()
    assert check_value(str(7 * 5 + 2 * 11), trace).right
    missed = check_value("1000", trace)
    assert missed.slip is None
    assert "2 stamps overlap here" in missed.sentence


def test_a_bias_and_a_neighbour_are_thought_of():
    values, kernel = np.array([[1.0, 4.0], [2.0, 8.0]]), np.array([[1.0, 3.0], [7.0, 5.0]])
    output = conv_transpose2d(values, kernel, [0.5])
    trace = conv_transpose2d_gather(values, kernel, [0.5], at=(1, 1), output=output[None][0])
    assert check_value(str(trace.total - 0.5), trace).slip == "no_bias"
    beside = neighbours_of(output.reshape(output.shape[-2:]), (1, 1))
    below = beside["one row below"]
    assert check_value(str(below), trace, neighbours=beside).slip == "neighbour"


def test_where_no_stamp_falls_the_output_is_0():
    trace = conv_transpose1d_gather([2.0, 7.0], [5.0], stride=2, at=(1,))
    assert check_value("0", trace).right
    assert "No stamp reaches" in check_value("5", trace).sentence
