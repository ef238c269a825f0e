"""A predicted factor · sum + offset is judged, and its slips are named."""

import pytest

from cnnviz.filtering import Scaling
from cnnviz.operators import conv2d_trace
from cnnviz.predict.scaled_slips import check_scaled

TRACE = conv2d_trace([[1, 7], [2, 5]], [[3, 0], [-1, 2]], at=(0, 0))
SUM = 3 * 1 - 2 + 2 * 5


@pytest.mark.parametrize("scaling", [Scaling(2, 128), Scaling(-0.5, -3), Scaling(1, 7), Scaling(0.125, 0)])
def test_the_scaled_sum_is_right(scaling):
    factor, offset = scaling
    assert check_scaled(f"{factor * SUM + offset:g}", TRACE, scaling).right


@pytest.mark.parametrize(
    ("slip", "value"),
    [
        ("sum_alone", SUM),
        ("no_offset", 4 * SUM),
        ("no_factor", SUM + 10),
        ("offset_first", 4 * (SUM + 10)),
        ("minus_offset", 4 * SUM - 10),
    ],
)
def test_each_slip_is_named_by_what_it_gives(slip, value):
    verdict = check_scaled(f"{value:g}", TRACE, Scaling(4, 10))
    assert not verdict.right
    assert verdict.slip == slip
