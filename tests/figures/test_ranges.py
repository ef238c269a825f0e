"""Colours end where most numbers do, if a few huge ones would leave all others pale."""

import numpy as np
import pytest

from cnnviz import images, operators
from cnnviz.figures import response_limits, robust_limits
from cnnviz.figures.scales import RULES
from cnnviz.kernels import sobel

random = np.random.default_rng(11)


@pytest.fixture(scope="module")
def edges():
    photo = images.to_grey(images.load_sample("camera"))
    return operators.conv2d(photo, sobel("vertical")).astype(np.float32)


@pytest.mark.parametrize("scale", ["signed", "absolute", "clipped"])
def test_one_number_of_two_hundred_lies_beyond_the_colours_of_a_photographs_edges(edges, scale):
    low, high = robust_limits([edges], scale, 1020)
    sizes = np.maximum(edges, 0) if scale == "clipped" else np.abs(edges)
    assert 0.003 < (sizes > high).mean() < 0.007
    assert high < 0.8 * response_limits([edges], scale, 1020)[1]
    assert low == (-high if scale == "signed" else 0)
    assert float(f"{high:.1e}") == high


@pytest.mark.parametrize("scale", sorted(set(RULES) - {"signed", "absolute", "clipped"}))
def test_other_scales_keep_the_full_range(edges, scale):
    assert robust_limits([edges], scale, 1020) == response_limits([edges], scale, 1020)


@pytest.mark.parametrize(
    "values",
    [
        np.array([[1.0, 2.0, -900.0]]),  # few
        random.uniform(-5, 5, (100, 100)),  # none is huge
        np.eye(100, 100)[:, ::-1] * 0,  # nothing at all
        np.pad(np.full((2, 2), 9.0), 49),  # so few are not 0 that the rest would be without colour
        np.zeros((0, 3)),
        np.full((100, 100), np.nan),
    ],
    ids=["few", "even", "zeros", "almost zeros", "empty", "no numbers"],
)
def test_where_little_is_gained_the_full_range_stays(values):
    assert robust_limits([values], "signed", 1e4) == response_limits([values], "signed", 1e4)


def test_stripes_as_wide_as_the_sample_is_sparse_are_seen():
    stripes = np.zeros((512, 512))
    stripes[:, 5::16], stripes[0, 0] = 40, 900
    assert robust_limits([stripes], "signed", 1000) == (-40, 40)


def test_maps_that_are_compared_have_one_range(edges):
    weak = robust_limits([edges, edges / 4], "signed", 1020)
    assert weak[1] < robust_limits([edges], "signed", 1020)[1]
