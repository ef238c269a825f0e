"""Pushes within wider and wider bounds, with the smallest change that fools among them."""

import numpy as np
import pytest

from cnnviz.attribution.fool import GREY_LEVELS, smallest_change
from cnnviz.attribution.ladder import fooled_by_chance, ladder
from cnnviz.errors import CnnvizError
from cnnviz.operators import softmax


@pytest.fixture(scope="module")
def fooled(network, boot):
    return smallest_change(network, boot, 5, halvings=4)


@pytest.fixture(scope="module")
def rungs(network, boot, fooled):
    return ladder(network, boot, fooled, most=20, rungs=5)


def test_bounds_rise_from_nothing_and_no_pixel_changes_more(rungs, boot):
    assert rungs.levels[0] == 0
    assert list(rungs.levels) == sorted(rungs.levels)
    np.testing.assert_array_equal(rungs.images[0], boot)
    for level, change, largest in zip(rungs.levels, rungs.changes, rungs.largest, strict=True):
        assert np.abs(change).max() * GREY_LEVELS == pytest.approx(largest)
        assert largest <= level + 1e-4


def test_the_smallest_change_is_among_them(rungs, fooled, network):
    np.testing.assert_array_equal(rungs.images[rungs.found], fooled.image)
    np.testing.assert_allclose(rungs.probabilities, softmax(network(rungs.images)), atol=1e-5)
    assert rungs.probabilities[rungs.found].argmax() == fooled.target
    assert rungs.nearest(rungs.levels[rungs.found]) == rungs.found


def test_amplified_changes_reach_full_light_and_keep_their_signs(rungs):
    amplified = rungs.amplified
    assert not amplified[0].any()
    np.testing.assert_allclose(np.abs(amplified[1:]).max(axis=(1, 2, 3)), 1, atol=1e-5)
    np.testing.assert_array_equal(np.sign(amplified), np.sign(rungs.changes))


def test_where_nothing_fools_the_bounds_stand_alone(network, boot):
    failed = smallest_change(network, boot, 1, most=0.001)
    rungs = ladder(network, boot, failed, most=4, rungs=2)
    assert rungs.found is None
    assert rungs.levels == (0, 2, 4)


def test_chance_is_counted_and_much_of_it_fools_in_the_end(network, boot):
    assert fooled_by_chance(network, boot, 0, 5) == 0
    assert fooled_by_chance(network, boot, 0.02, 20) < fooled_by_chance(network, boot, 1, 20) <= 20
    with pytest.raises(CnnvizError, match="the bound"):
        fooled_by_chance(network, boot, 2)
