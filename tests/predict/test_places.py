"""A slip says where it lies: what a figure marks is what the sentence talks about."""

import numpy as np
import pytest

from cnnviz.numbers import format_number
from cnnviz.operators import conv2d, conv2d_trace, pool_trace
from cnnviz.predict import check_value, neighbours_of
from cnnviz.predict.convolution_slips import convolution_question

IMAGE = np.array([[7.0, 1, 2], [5, 3, 11], [13, 4, 6]])
KERNEL = np.array([[1.0, -2, 3], [4, 5, -6], [7, 8, 9]])
PADDED = conv2d(IMAGE, KERNEL, padding=1)
TRACE = conv2d_trace(IMAGE, KERNEL, padding=1, at=(0, 0))


def question(trace=TRACE):
    return convolution_question(trace, neighbours_of(PADDED, (0, 0)))


def wheres(key):
    """The places of all slips of a key."""
    found = [slip.where for slip in question().slips if slip.key == key]
    assert found
    return found


def at(mask):
    return tuple(map(tuple, np.argwhere(mask).tolist()))


def test_signs_lie_at_the_negative_weights():
    for key in ("sign", "no_minus"):
        (where,) = wheres(key)
        assert (where.what, where.at) == ("taps", at(KERNEL < 0))


@pytest.mark.parametrize("key", ["border_nearest", "border_reflect"])
def test_borders_lie_at_what_is_outside_the_image(key):
    (where,) = wheres(key)
    assert where.at == at(TRACE.padded)


def test_one_product_lies_at_its_own_position():
    assert [where.at for where in wheres("one_sign")] == [(cell,) for cell in np.ndindex(KERNEL.shape)]


def test_another_output_lies_where_its_number_is():
    for slip in question().slips:
        if slip.key == "neighbour":
            ((down, across),) = slip.where.at
            assert PADDED[down, across] == slip.value


def test_a_verdict_has_the_place_of_the_slip_it_names():
    verdict = check_value(format_number(PADDED[0, 1]), TRACE, neighbours=neighbours_of(PADDED, (0, 0)))
    assert (verdict.slip, verdict.where.what) == ("neighbour", "output")
    assert check_value(format_number(PADDED[0, 0]), TRACE).where is None
    assert check_value("12345", TRACE).where is None


def test_a_pool_that_counts_what_is_outside_lies_there():
    trace = pool_trace("max", -IMAGE, 2, stride=1, padding=1, at=(0, 0))
    verdict = check_value("0", trace)
    assert (verdict.slip, verdict.where.at) == ("with_padding", at(~trace.valid))
