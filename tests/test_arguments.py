"""What many functions are given is read in one way, and refused in one."""

import numpy as np
import pytest

from cnnviz.arguments import floats, pair, position_in, whole
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.operators import conv2d, linear, relu


@pytest.mark.parametrize(
    "compute",
    [
        lambda: relu([1e300]),
        lambda: conv2d([[1]], [[1e300]]),
        lambda: conv2d([[1e300]], [[1]]),
        lambda: conv2d([[1]], [[1]], [1e300]),
        lambda: linear([1], [[1e300]]),
        lambda: linear([1], [[1]], [1e300]),
    ],
)
def test_a_number_too_large_for_float32_is_refused_in_a_sentence(compute):
    with pytest.raises(CnnvizError, match="too large for float32"):
        compute()


def test_a_float64_array_may_hold_what_is_too_large_for_float32():
    assert conv2d(np.array([[2.0]]), [[1]], np.array([1e300])) == 1e300
    assert floats(np.array([1e300]))[0] == 1e300


@pytest.mark.parametrize("values", [[[1, 2], [3]], "one", ["x", 1]])
def test_what_are_no_numbers_is_refused_in_a_sentence(values):
    with pytest.raises(CnnvizError, match="not rows of numbers of the same length"):
        floats(values)


@pytest.mark.parametrize("value", [0, -1, 1.5, "3", None])
def test_a_whole_number_is_whole_and_large_enough(value):
    with pytest.raises(ShapeError, match=r"the kernel is .*, but must be a whole number of at least 1"):
        whole(value, "the kernel")


def test_a_pair_may_be_written_as_a_list_and_in_numpys_numbers():
    assert pair([np.int64(1), 2], "stride") == (1, 2)


@pytest.mark.parametrize("at", [(1.0, 0), (0, 2), (0, -1), (0,), (0, 0, 0), ("a", 0)])
def test_a_position_outside_or_between_the_numbers_is_refused(at):
    with pytest.raises(ShapeError, match=r"there is no output .* in a result of shape \(3, 2\)"):
        position_in((3, 2), at)
