"""Where a window lies at first: a place that is worth looking at, the same on every processor."""

import numpy as np
import pytest

from cnnviz import images, operators
from cnnviz.filtering import built, convolve
from cnnviz.geometry import Geometry
from cnnviz.kernels import CATALOGUE
from cnnviz.operators.first_look import nearest_output, strongest, strongest_edge, widest_block
from cnnviz.operators.placement import adaptive_placement, conv_placement, pool_placement

PICTURES = [sample.name for sample in images.catalogue() if sample.kind != "matrix"]
PLAIN = Geometry((1, 1), 0, (1, 1), "constant", "floor")
RNG = np.random.default_rng(0)


def grey(name):
    return images.to_whole(images.to_grey(images.load_sample(name)))


def response(name, kernel):
    """A kernel's output for a sample, and its number where the sample changes most."""
    picture, choice = grey(name), built(CATALOGUE[kernel], {})
    made = convolve(picture, choice, PLAIN, PLAIN.plan(picture.shape, choice.size))
    row, column = strongest_edge(picture)
    rows, columns = choice.size
    return made, made[row - rows // 2, column - columns // 2]


@pytest.mark.parametrize("name", PICTURES)
def test_where_a_sample_changes_most_edge_kernels_respond_with_two_fifths_of_their_strongest_or_more(name):
    for kernel in ("sobel", "prewitt", "scharr"):
        made, there = response(name, kernel)
        assert abs(there) >= np.abs(made).max() * 0.4


@pytest.mark.parametrize("name", PICTURES)
def test_kernels_that_combine_both_directions_have_nearly_their_strongest_response_there(name):
    made, there = response(name, "sobel_magnitude")
    inner = made[tuple(slice(side // 8, side - side // 8) for side in made.shape)]
    assert there >= inner.max() * 0.7  # by √2 apart at most: |a| + |b| and √(a² + b²)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("find", [strongest_edge, widest_block])
def test_the_place_lies_an_eighth_of_the_picture_away_from_its_border(name, find):
    picture = grey(name)
    for position, side in zip(find(picture), picture.shape, strict=True):
        assert side // 8 - 1 <= position <= side - side // 8


def test_the_widest_block_is_the_window_of_a_2_by_2_pool_whose_numbers_are_furthest_apart():
    picture = images.to_whole(RNG.uniform(0, 255, (32, 48)).astype(np.float32))
    spread = operators.max_pool2d(picture, 2) - operators.min_pool2d(picture, 2)
    row, column = nearest_output(widest_block(picture), pool_placement(picture.shape, 2))
    assert spread[row, column] == spread[2:-2, 3:-3].max()


@pytest.mark.parametrize("find", [strongest_edge, widest_block])
def test_of_equal_places_the_first_is_taken(find):
    spots = np.zeros((64, 64), np.float32)
    spots[24, 40] = 9
    once = find(spots)
    spots[40, 24] = spots[24, 50] = 9
    assert find(spots) == once


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (2, 2), (2, 40), (300, 1), (3, 3), (3, 500), (17, 5)])
@pytest.mark.parametrize("find", [strongest_edge, widest_block])
def test_a_picture_of_any_size_has_such_a_place(shape, find):
    place = find(RNG.uniform(0, 255, shape).astype(np.float32))
    assert all(0 <= position <= side - 1 for position, side in zip(place, shape, strict=True))


def test_the_strongest_number_may_be_negative_and_the_first_of_several_counts():
    assert strongest(np.array([[0.0, 2.0], [-3.0, 3.0]])) == (1, 0)


@pytest.mark.parametrize(
    "placement",
    [
        conv_placement((40, 30), (3, 3), (1, 1), ((0, 0), (0, 0)), (1, 1)),
        conv_placement((40, 30), (5, 4), (3, 2), ((2, 1), (7, 0)), (2, 3)),
        pool_placement((40, 30), 3, 2, 1),
        pool_placement((40, 30), 4, 3, ceil_mode=True),
        adaptive_placement((40, 30), (7, 4)),
    ],
)
def test_the_nearest_output_is_the_one_whose_windows_middle_is_nearest(placement):
    for place in ((20, 13), (0, 29), (7.5, 22.5)):
        found = nearest_output(place, placement)
        for line, at, position in zip((placement.rows, placement.columns), found, place, strict=True):
            middles = [
                (window[window >= 0].min() + window.max()) / 2 - line.before for window in line.indices
            ]
            assert at == np.abs(np.array(middles) - position).argmin()
