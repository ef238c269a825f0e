"""Images that are there twice: found, counted, and left out."""

import numpy as np
import pytest

from cnnviz.training.data import Split
from cnnviz.training.duplicates import NEAR, distinct, in_corner, near_pairs


def images(count, seed=0):
    """Noise in the middle of black."""
    noise = np.zeros((count, 28, 28), np.uint8)
    noise[:, 6:22, 6:22] = np.random.default_rng(seed).integers(0, 256, (count, 16, 16))
    return noise


def split(pictures, labels=None):
    return Split(pictures, np.zeros(len(pictures), np.int64) if labels is None else np.array(labels))


def test_copies_within_and_between_sources_are_counted_and_the_first_is_kept():
    some = images(6)
    one, two = split(some[[0, 1, 2, 1]], [0, 1, 2, 1]), split(some[[2, 3, 3, 4, 0]], [2, 3, 3, 4, 9])
    joined, counted = distinct([one, two])
    assert (counted.within, counted.between, counted.contradictions) == ((1, 1), 2, 1)
    np.testing.assert_array_equal(joined.images, some[:5])
    assert joined.labels.tolist() == [0, 1, 2, 3, 4]
    assert counted.distinct == 5


@pytest.mark.parametrize("moved", [(0, 0), (3, -2)])
def test_a_copy_in_fewer_greys_is_near_also_where_it_was_moved(moved):
    some = images(4)
    coarse = np.round(np.round(some[2] / 17) * 17).astype(np.uint8)  # 16 greys
    assert near_pairs(np.stack([*some, np.roll(coarse, moved, axis=(0, 1))]))[0] == 1
    assert near_pairs(some)[0] == 0


def test_the_nearest_two_are_as_far_apart_as_summing_says():
    some = images(5, seed=1)
    apart = [np.sqrt(((a / 255.0 - b / 255.0) ** 2).sum()) for i, a in enumerate(some) for b in some[:i]]
    pairs, nearest = near_pairs(some)
    assert nearest == pytest.approx(min(apart), abs=1e-4)
    assert nearest > NEAR
    assert pairs == 0


def test_an_empty_image_stays_where_it_is():
    assert not in_corner(np.zeros((3, 3))).any()
