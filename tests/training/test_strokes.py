"""How pictures of strokes are changed at random."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from scipy import ndimage

from cnnviz.training.recipe import Recipe
from cnnviz.training.strokes import StrokeRecipe, Strokes, between_knots, reweighed, sample

STILL = Strokes(turn=0, grow=0, slant=0, bend=0, weight=0)
HOW_OFTEN = 40


@pytest.fixture
def bar():
    """A bar of 4 by 14 pixels in the middle of 28 by 28."""
    image = np.zeros((HOW_OFTEN, 28, 28), np.uint8)
    image[:, 7:21, 12:16] = 255
    return image


def changed(images, shift=0, **how):
    return replace(STILL, **how).change(images, shift, np.random.default_rng(0))[:, 0]


def lean(image):
    """By how many columns its light moves to the right from one row to the next."""
    rows, columns = np.nonzero(image > 0.5)
    return np.polyfit(rows, columns, 1)[0]


def test_nothing_asked_for_changes_nothing(bar):
    np.testing.assert_allclose(changed(bar), bar / np.float32(255), atol=1e-6)


def test_values_between_pixels_are_those_of_torch():
    rng = np.random.default_rng(1)
    images, places = rng.random((3, 9, 8), np.float32), rng.uniform(-2, 10, (2, 3, 9, 8))
    scaled = [2 * places[i] / (side - 1) - 1 for i, side in ((1, 8), (0, 9))]
    expected = torch.nn.functional.grid_sample(
        torch.from_numpy(images[:, None]).double(), torch.from_numpy(np.stack(scaled, -1)), align_corners=True
    )
    inside = (places[0] >= -1) & (places[0] <= 9) & (places[1] >= -1) & (places[1] <= 8)
    found = sample(images, places)
    np.testing.assert_allclose(found[inside], expected[:, 0].numpy()[inside], atol=1e-6)
    assert not found[~inside].any()


@pytest.mark.parametrize(("how", "most"), [({"turn": 15}, np.tan(np.radians(15))), ({"slant": 0.3}, 0.3)])
def test_a_bar_is_turned_and_slanted_to_both_sides_as_far_as_asked(bar, how, most):
    leans = [lean(image) for image in changed(bar, **how)]
    assert -1.1 * most < min(leans) < -0.5 * most
    assert 0.5 * most < max(leans) < 1.1 * most


def test_a_bar_grows_and_shrinks_as_far_as_asked(bar):
    heights = changed(bar, grow=0.2).sum(axis=(1, 2)) / 4 / 14
    assert 0.64 - 0.05 < heights.min() < 0.9
    assert 1.1 < heights.max() < 1.44 + 0.05


def test_a_bar_is_moved_as_far_as_asked(bar):
    centres = np.array([ndimage.center_of_mass(image) for image in changed(bar, shift=2)]) - 13.5
    assert 1.5 < np.abs(centres).max() <= 2.01
    assert centres.min() < -1.5


def test_a_bend_moves_no_part_further_than_asked():
    dots = np.zeros((HOW_OFTEN, 28, 28), np.uint8)
    dots[:, 4::8, 4::8] = 255
    bent = changed(dots, bend=1.5)
    reach = ndimage.grey_dilation(dots[0], size=(5, 5))  # 1.5 pixels, and those that a value is shared with
    assert not bent[:, reach == 0].any()
    assert np.abs(bent - dots / 255).max() > 0.5


def test_between_knots_the_bend_is_even():
    np.testing.assert_allclose(between_knots(28).sum(axis=1), 1)
    np.testing.assert_allclose(between_knots(28) @ np.arange(4), np.linspace(0, 3, 28))


@pytest.mark.parametrize(("share", "reference"), [(1.0, ndimage.grey_dilation), (-1.0, ndimage.grey_erosion)])
def test_lines_are_thickened_and_thinned_by_the_neighbours_of_each_pixel(share, reference):
    image = np.random.default_rng(2).random((1, 12, 12), np.float32)
    image[0, [0, -1]], image[0, :, [0, -1]] = 0, 0
    cross = ndimage.generate_binary_structure(2, 1)
    expected = reference(image[0], footprint=cross, mode="constant")
    np.testing.assert_array_equal(reweighed(image, np.array([share]))[0], expected)
    half = reweighed(image, np.array([share / 2]))[0]
    np.testing.assert_allclose(half, (image[0] + expected) / 2, atol=1e-6)


def test_changing_is_the_same_for_the_same_seed_and_stays_within_0_and_1(bar):
    first, again, other = (StrokeRecipe().augment(bar, np.random.default_rng(seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.shape == (HOW_OFTEN, 1, 28, 28)
    assert first.dtype == np.float32
    assert 0 <= first.min() <= first.max() <= 1


def test_the_card_tells_all_that_is_done_and_never_of_mirroring():
    told = StrokeRecipe(shift=3, strokes=Strokes(turn=7, grow=0.11, slant=0.13, bend=1.7)).describe()
    for said in ("7 degrees", "11%", "0.13 columns", "3 pixels", "bent by up to 1.7", "thicker or thinner"):
        assert said in told["augmentation"]
    assert "mirrored" not in told["augmentation"]
    assert told["normalisation"] == Recipe().describe()["normalisation"]
