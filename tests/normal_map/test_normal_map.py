"""Normal maps: slopes, vectors of length 1, colours, and the light of a lamp."""

import numpy as np
import pytest
from scipy import ndimage

from cnnviz import images
from cnnviz.normal_map import GREENS, Light, NormalMap, lit, span_of
from cnnviz.operators.padding import BORDER_MODES

PHOTO = images.to_whole(images.to_grey(images.load_sample("coffee")))


@pytest.mark.parametrize("height", [0, 7, 255])
@pytest.mark.parametrize("strength", [0, 20, 64])
def test_C16_a_flat_area_is_128_128_255(height, strength):
    flat = NormalMap(np.full((4, 5), height), strength)
    assert (flat.colours == (128, 128, 255)).all()


@pytest.mark.parametrize("mode", BORDER_MODES)
def test_C16_all_vectors_have_length_1(mode):
    made = NormalMap(PHOTO, 20, mode=mode)
    np.testing.assert_allclose(np.linalg.norm(made.vectors, axis=0), 1, rtol=1e-12)
    assert (made.vectors[2] > 0).all()  # none looks into the picture


@pytest.mark.parametrize("mode", BORDER_MODES)
def test_C16_the_sums_are_scipys_sobel_sums(mode):
    made = NormalMap(PHOTO, 20, mode=mode)
    for axis, sums in zip((1, 0), made.sums, strict=True):
        np.testing.assert_array_equal(sums, ndimage.sobel(PHOTO.astype(np.float64), axis, mode=mode))


@pytest.mark.parametrize("strength", [1, 5, 12.5])
def test_a_ramp_has_the_slope_that_its_strength_says(strength):
    ramp = np.tile(np.arange(6.0), (5, 1))
    x, y, z = NormalMap(ramp, strength, span_of(ramp, is_matrix=True)).vectors[:, 2, 3]
    assert -x / z == pytest.approx(strength / 5)  # so much height for each of the 5 pixels that it rises over
    assert y == 0


def test_vectors_lean_away_from_where_it_rises():
    rises_right, rises_up = np.tile(np.arange(5), (5, 1)), np.tile(np.arange(5)[::-1, None], (1, 5))
    assert NormalMap(rises_right, 20, 4).vectors[0, 2, 2] < 0
    assert NormalMap(rises_up, 20, 4).vectors[1, 2, 2] < 0


def test_both_conventions_differ_in_green_alone_which_is_mirrored():
    opengl, directx = (NormalMap(PHOTO, 20, green=green).colours.astype(int) for green in GREENS)
    np.testing.assert_array_equal(opengl[..., [0, 2]], directx[..., [0, 2]])
    assert set(np.unique(opengl[..., 1] + directx[..., 1])) <= {255, 256}
    assert (opengl[..., 1] != directx[..., 1]).any()


@pytest.mark.parametrize("size", [(1, 1), (1, 5), (2, 2)])
@pytest.mark.parametrize("mode", BORDER_MODES)
def test_small_pictures_have_normal_maps_too(size, mode):
    made = NormalMap(np.arange(size[0] * size[1]).reshape(size), 3, mode=mode)
    assert made.colours.shape == (*size, 3)


def test_a_border_of_zeros_is_a_cliff_and_the_last_pixel_is_none():
    high = np.full((5, 5), 255)
    cliff, flat = (NormalMap(high, 20, mode=mode).vectors[0, 2, 0] for mode in ("constant", "nearest"))
    assert cliff < 0 == flat


def test_a_pixel_that_looks_at_the_lamp_is_fully_lit_and_one_turned_away_is_dark():
    light = Light(250, 750, 40)
    row, column, height = light.place((8, 8))
    rows, columns = np.indices((8, 8))
    way = np.stack([column - columns, rows - row, np.full((8, 8), height)])
    towards = way / np.linalg.norm(way, axis=0)
    np.testing.assert_allclose(lit(towards, light), 1)
    assert (lit(-towards, light) == 0).all()


def test_a_flat_surface_is_brightest_below_the_lamp():
    flat = NormalMap(np.zeros((20, 20)), 1).vectors
    brightness = lit(flat, Light(225, 775, 10))
    assert np.unravel_index(brightness.argmax(), brightness.shape) == (4, 15)
