import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from cnnviz.errors import ShapeError
from cnnviz.kernels import DIRECTIONS, compass_maximum, compass_winner, direction, kirsch, magnitude, sobel

maps = arrays(np.float32, (3, 4), elements=st.floats(-1020, 1020, width=32))


@settings(max_examples=50)
@given(maps, maps)
def test_strength_and_direction_give_both_answers_back(gx, gy):
    length, angle = magnitude(gx, gy), np.radians(direction(gx, gy).astype(np.float64))
    np.testing.assert_allclose(length * np.cos(angle), gx, atol=2e-3)
    np.testing.assert_allclose(length * np.sin(angle), gy, atol=2e-3)


def test_a_gradient_s_length_is_scipys():
    picture = np.random.default_rng(3).uniform(0, 255, (9, 9)).astype(np.float32)
    gx, gy = (ndimage.correlate(picture, sobel(edges)) for edges in ("vertical", "horizontal"))
    np.testing.assert_allclose(
        magnitude(gx, gy),
        ndimage.generic_gradient_magnitude(picture, ndimage.sobel, mode="reflect"),
        rtol=1e-4,
    )


@pytest.mark.parametrize("zero", [0.0, -0.0])
def test_a_flat_area_has_direction_0_and_left_is_180_whatever_the_zeros_sign(zero):
    assert direction([zero, -1.0], [zero, zero]).tolist() == [0, 180]


def test_directions_stay_within_half_a_turn():
    assert np.abs(direction([-1.0, -1.0], [-1e-30, 1e-30])).max() <= 180


def test_maps_of_two_sizes_are_refused():
    with pytest.raises(ShapeError, match="one picture"):
        magnitude(np.zeros((2, 2)), np.zeros((2, 3)))
    with pytest.raises(ShapeError, match="one picture"):
        direction(np.zeros((2, 2)), np.zeros((3, 2)))


@settings(max_examples=50)
@given(arrays(np.float32, (8, 3, 4), elements=st.floats(-9, 9, width=32)))
def test_the_winner_is_where_the_maximum_is(responses):
    maximum, winner = compass_maximum(responses)
    np.testing.assert_array_equal(maximum, responses.max(axis=0))
    np.testing.assert_array_equal(winner, responses.argmax(axis=0))


@pytest.mark.parametrize("index", range(8))
def test_a_bright_side_wins_its_own_direction(answer, index):
    rows, columns = np.mgrid[-3:4, -3:4]
    angle = np.radians(45 * index - 90)  # clockwise from north; rows run downwards
    bright = 255.0 * (columns * np.cos(angle) + rows * np.sin(angle) > 0.1)
    winner = compass_maximum([answer(bright, kirsch(side)) for side in DIRECTIONS])[1]
    assert winner[2, 2] == index


@given(arrays(np.float32, (8, 3, 4), elements=st.integers(-2, 2).map(float)))
def test_a_tie_is_won_by_none(responses):
    won, largest = compass_winner(responses), responses.max(axis=0)
    for at in np.ndindex(won.shape):
        strongest = np.flatnonzero(responses[:, *at] == largest[at])
        assert won[at] == (strongest[0] if len(strongest) == 1 else len(responses))


@pytest.mark.parametrize("shape", [(0, 2, 2), (2, 2), (256, 1, 1), (1, 2, 2, 2)])
def test_what_is_no_stack_of_maps_is_refused(shape):
    with pytest.raises(ShapeError, match="1 to 255 maps"):
        compass_maximum(np.zeros(shape))
