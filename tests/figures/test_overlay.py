"""A map laid over a picture: nothing where it is 0, its own colour where it is largest."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.figures import rgb, shade
from cnnviz.figures.overlay import overlay
from cnnviz.figures.palettes import DARK, LIGHT

PICTURE = np.full((1, 5, 3), (30, 90, 200), np.uint8)
SIGNED = shade([[-4, -2, 0, 2, 4]], "signed")


def test_without_strength_the_picture_stays():
    np.testing.assert_array_equal(overlay(PICTURE, SIGNED, 0), [PICTURE, PICTURE])


@pytest.mark.parametrize("page", [LIGHT, DARK])
def test_at_full_strength_the_ends_have_the_maps_colours_and_zero_none(page):
    found = overlay(PICTURE, SIGNED, 1)[page]
    np.testing.assert_array_equal(found[0, [0, 4]], SIGNED.palette[page][SIGNED.index[0, [0, 4]]])
    np.testing.assert_array_equal(found[:, 2], PICTURE[:, 2])


@pytest.mark.parametrize("strength", [0.25, 0.5, 1])
def test_opacity_grows_with_the_value_and_the_strength(strength):
    found = overlay(PICTURE, SIGNED, strength)[LIGHT].astype(int)
    far = np.abs(found - PICTURE).sum(axis=2)[0]
    assert far[0] > far[1] > far[2] == 0 < far[3] < far[4]
    half = np.abs(rgb(SIGNED)[0, 4].astype(int) - PICTURE[0, 4]).sum() * strength
    assert far[4] == pytest.approx(half, abs=3)


def test_a_map_of_zeros_changes_nothing():
    np.testing.assert_array_equal(overlay(PICTURE, shade(np.zeros((1, 5)), "signed"), 1)[LIGHT], PICTURE)


@pytest.mark.parametrize(
    ("shaded", "strength", "sentence"),
    [
        (shade(np.zeros((2, 5)), "signed"), 1, "enlarge it"),
        (shade(np.zeros((1, 5)), "minmax"), 1, "use “signed”"),
        (SIGNED, 1.5, "0 to 1"),
        (SIGNED, float("nan"), "0 to 1"),
    ],
)
def test_what_can_not_be_laid_over_is_refused(shaded, strength, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        overlay(PICTURE, shaded, strength)
