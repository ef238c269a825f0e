"""A picture as numbers: each function beside NumPy's own and beside the plain loop that learners read."""

import numpy as np
import pytest

from cnnviz import images, pixels
from cnnviz.errors import ShapeError
from cnnviz.pixels import BOARD, LETTER_X, MOST_SEED, WAYS, Typed, loops


def noise(shape, seed=0):
    return np.random.default_rng(seed).integers(0, 256, shape).astype(np.float64)


@pytest.mark.parametrize("shape", [(28, 28), (4, 6), (1, 9)])
def test_I2_a_picture_becomes_a_line_and_folds_back(shape):
    image = noise(shape)
    line = loops.flatten(image.tolist())
    assert line == image.ravel().tolist()
    for row, column in np.ndindex(shape):
        assert line[pixels.place_in_line(row, column, shape[1])] == image[row, column]
    assert np.array_equal(pixels.fold(np.array(line), shape[1]), image)


def test_I2_a_fold_that_does_not_come_out_even_ends_in_zeros():
    folded = pixels.fold(np.arange(1, 8), 3)
    assert folded.shape == (3, 3)
    assert folded.ravel()[:7].tolist() == list(range(1, 8))
    assert not folded.ravel()[7:].any()
    with pytest.raises(ShapeError):
        pixels.fold(np.arange(3), 0)


def test_I2_neighbours_end_up_a_row_apart():
    height, width = 5, 7
    places = {
        side: pixels.place_in_line(*at, width) for side, at in pixels.around(2, 3, (height, width)).items()
    }
    here = pixels.place_in_line(2, 3, width)
    assert {side: place - here for side, place in places.items()} == {
        "left": -1,
        "right": 1,
        "above": -width,
        "below": width,
    }
    assert set(pixels.around(0, 0, (1, 1))) == set()


@pytest.mark.parametrize("count", [1, 2, 784, 512 * 512])
def test_I2_a_permutation_loses_no_pixel_and_differs_with_its_seed(count):
    order = pixels.permutation(count, 7)
    assert np.array_equal(np.sort(order), np.arange(count))
    assert np.array_equal(order, pixels.permutation(count, 7))
    if count > 2:
        assert not np.array_equal(order, pixels.permutation(count, 8))


def test_I2_no_seed_leaves_neighbours_beside_each_other():
    for seed in range(MOST_SEED + 1):
        order = pixels.permutation(784, seed)
        assert np.mean(np.abs(np.diff(order)) == 1) < 0.02


@pytest.mark.parametrize("shape", [(56, 56), (57, 90), (28, 28), (200, 31)])
def test_a_reduced_pixel_is_the_mean_of_its_block_halves_up(shape):
    image, side = noise(shape), 28
    found = pixels.reduced(image, side)
    square = min(shape)
    top, left = ((length - square) // 2 for length in shape)
    for row, column in np.ndindex(found.shape):
        rows, columns = ([i * square // side, (i + 1) * square // side] for i in (row, column))
        block = image[top + rows[0] : top + rows[1], left + columns[0] : left + columns[1]]
        assert found[row, column] == np.floor(block.mean() + 0.5)


@pytest.mark.parametrize("shape", [(200, 20), (20, 200), (1, 300), (29, 27)])
def test_I2_a_narrow_picture_is_cut_to_its_square_and_no_pixel_is_made_up(shape):
    image, square = noise(shape), min(shape)
    top, left = ((length - square) // 2 for length in shape)
    found = pixels.reduced(image, 28)
    assert np.array_equal(found, image[top : top + square, left : left + square])


def test_a_small_picture_is_not_reduced():
    image = noise((4, 6))
    assert pixels.reduced(image, 28) is image


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("distance", [1, 2, 5])
def test_I7_the_correlation_is_numpys_and_the_loops(way, distance):
    image = noise((9, 11)).cumsum(0).cumsum(1)
    first, second = pixels.pairs(image, distance, way)
    found = pixels.correlation(image, distance, way)
    assert found == pytest.approx(np.corrcoef(first, second)[0, 1], abs=1e-12)
    turned = image if way == "right" else image.T
    assert found == pytest.approx(loops.correlation(turned.tolist(), distance), abs=1e-12)


def test_I7_neighbours_in_a_photo_are_alike_and_shuffled_ones_are_not():
    photo = images.load_sample("camera")
    shuffled = photo.ravel()[pixels.permutation(photo.size, 0)].reshape(photo.shape)
    assert round(pixels.correlation(photo, 1), 2) == 0.98  # the lessons' number
    assert abs(pixels.correlation(shuffled, 1)) < 0.01
    assert pixels.correlation(photo, 64) < 0.6 < pixels.correlation(photo, 60)
    assert np.array_equal(np.sort(shuffled, axis=None), np.sort(photo, axis=None))


def test_where_no_pixels_lie_so_far_apart_a_sentence_says_so():
    for distance in (0, 6, -1):
        with pytest.raises(ShapeError, match="choose 1 to 5"):
            pixels.pairs(np.zeros((2, 6)), distance)


def test_I7_a_template_fits_until_its_object_stands_elsewhere():
    answers = [pixels.answer(LETTER_X, pixels.moved(LETTER_X, 0, right)) for right in (0, 1, 2)]
    assert answers == [5, 0, 2]  # the lesson's
    assert answers[2] == loops.answer(LETTER_X.tolist(), pixels.moved(LETTER_X, 0, 2).tolist())
    with pytest.raises(ShapeError):
        pixels.answer(LETTER_X, LETTER_X[1:])


@pytest.mark.parametrize("by", [(0, 0), (2, -3), (-1, 1), (BOARD, 0), (0, -BOARD), (-99, 99)])
def test_what_leaves_the_picture_is_gone_and_zeros_come_in(by):
    image = noise((BOARD, BOARD)) + 1
    found = pixels.moved(image, *by)
    for row, column in np.ndindex(image.shape):
        source = row - by[0], column - by[1]
        inside = all(0 <= one < BOARD for one in source)
        assert found[row, column] == (image[source] if inside else 0)


def test_typed_numbers_stand_in_a_copy_and_those_beyond_the_picture_are_left_out():
    image = noise((3, 4, 5))
    typed = pixels.typed_over(image, [Typed(2, 3, 4, 255.0), Typed(0, 9, 0, 1.0), Typed(2, 3, 4, 7.0)])
    changed = np.argwhere(typed != image)
    assert changed.tolist() in ([[2, 3, 4]], [])
    assert typed[2, 3, 4] == 7
    assert np.array_equal(image, noise((3, 4, 5)))


def test_a_colour_that_is_off_is_0_everywhere():
    image = noise((3, 4, 5))
    found = pixels.without(image, [1])
    assert not found[1].any()
    assert np.array_equal(found[[0, 2]], image[[0, 2]])
    for grey in (image[0], image[:1]):
        assert np.array_equal(pixels.without(grey, [0, 2]), grey)


def test_I1_the_loop_gives_the_same_grey():
    image = noise((3, 4, 5))
    np.testing.assert_allclose(loops.to_grey(*image.tolist()), images.to_grey(image), rtol=1e-6)
