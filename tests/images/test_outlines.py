"""Distances, closed gaps and filled holes are SciPy's, to the bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import ndimage

from cnnviz.images.outlines import close_gaps, distance_to_false, fill_holes

MASKS = arrays.arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 12)))


def winding(side):
    """A wall with one way in, from below, that goes to and fro until it ends above."""
    wall = np.ones((side, side), bool)
    wall[1:-1:2, 1:-1] = False
    for number, row in enumerate(range(2, side - 1, 2)):
        wall[row, -2 if number % 2 else 1] = False
    wall[-1, 1] = False
    return wall


@given(MASKS)
def test_distances_are_scipys(mask):
    mask = np.pad(mask, 1)
    np.testing.assert_array_equal(distance_to_false(mask), ndimage.distance_transform_edt(mask))


@pytest.mark.parametrize("share", [0.5, 0.98, 0.9995])
def test_distances_in_large_pictures_are_scipys(share):
    mask = np.random.default_rng(2).random((90, 140)) < share
    np.testing.assert_array_equal(distance_to_false(mask), ndimage.distance_transform_edt(mask))


@given(MASKS, st.integers(1, 4))
def test_closed_gaps_are_scipys(mask, steps):
    np.testing.assert_array_equal(close_gaps(mask, steps), ndimage.binary_closing(mask, iterations=steps))


@given(MASKS)
def test_filled_holes_are_scipys(mask):
    np.testing.assert_array_equal(fill_holes(mask), ndimage.binary_fill_holes(mask))


def test_what_a_long_way_leads_to_is_no_hole_until_it_is_closed():
    wall = winding(41)
    np.testing.assert_array_equal(fill_holes(wall), wall)
    wall[-1, 1] = True
    assert fill_holes(wall).all()


@pytest.mark.parametrize("most", [0.5, 1, 2, 3.3, 20])
def test_distances_are_told_up_to_the_most_that_is_asked_for(most):
    mask = np.random.default_rng(2).random((40, 50)) < 0.99
    expected = np.minimum(ndimage.distance_transform_edt(mask), most)
    np.testing.assert_array_equal(distance_to_false(mask, most), expected)
