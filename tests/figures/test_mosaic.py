import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.figures import mosaic


@settings(max_examples=50)
@given(st.integers(1, 20), st.integers(1, 6), st.integers(0, 3), st.sampled_from([(), (3,)]))
def test_every_map_is_found_in_its_tile(count, columns, gap, channels):
    maps = [np.full((2, 3, *channels), number, np.uint8) for number in range(count)]
    picture = mosaic(maps, columns, gap)
    across = min(count, columns)
    for number, expected in enumerate(maps):
        top, left = number // across * (2 + gap), number % across * (3 + gap)
        np.testing.assert_array_equal(picture[top : top + 2, left : left + 3], expected)


def test_gaps_and_empty_tiles_show_the_filling():
    maps = [np.zeros((1, 1), np.uint8)] * 3
    assert mosaic(maps, columns=2, gap=1, fill=7).tolist() == [[0, 7, 0], [7, 7, 7], [0, 7, 7]]


def test_colours_can_be_filled_with_a_colour():
    maps = [np.zeros((1, 1, 3), np.uint8)] * 2
    assert mosaic(maps, columns=2, gap=1, fill=(1, 2, 3)).tolist() == [[[0, 0, 0], [1, 2, 3], [0, 0, 0]]]


def test_few_maps_make_a_narrow_mosaic():
    assert mosaic([np.zeros((4, 5), np.uint8)], columns=8).shape == (4, 5)


@pytest.mark.parametrize(
    ("maps", "columns", "gap"), [([], 1, 0), ([np.zeros((1, 1))], 0, 0), ([np.zeros((1, 1))], 1, -1)]
)
def test_a_mosaic_of_nothing_is_refused(maps, columns, gap):
    with pytest.raises(ShapeError, match="make no mosaic"):
        mosaic(maps, columns, gap)


def test_maps_of_different_sizes_are_refused():
    with pytest.raises(ShapeError, match="different shapes"):
        mosaic([np.zeros((1, 1), np.uint8), np.zeros((1, 2), np.uint8)], columns=2)
