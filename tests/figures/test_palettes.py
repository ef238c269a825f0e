import re

import numpy as np
import pytest

from cnnviz.assets import ASSETS
from cnnviz.figures import palettes, shade
from cnnviz.figures.crossed import crossed
from cnnviz.figures.palettes import DARK, LIGHT

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes (2009), "A physiologically-based model for simulation
# of color vision deficiency": what is seen of linear red, green and blue without the L cones (protanope) or
# the M cones (deuteranope).
EYES = {
    "trichromat": np.eye(3),
    "protanope": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranope": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}


def linear(palette):
    share = palette / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(palette, eye="trichromat"):
    """L*a*b* of sRGB bytes, the way back from what the palettes are made by."""
    seen = np.clip(linear(palette) @ EYES[eye].T, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratio = seen @ to_xyz.T / (0.95047, 1.0, 1.08883)
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29).T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


every = pytest.mark.parametrize(
    "palette",
    [palettes.grey, palettes.diverging, palettes.red_green, palettes.cyclic, palettes.categorical],
    ids=lambda p: p.__name__,
)
forms = pytest.mark.parametrize("form", [LIGHT, DARK], ids=["light", "dark"])
eyes = pytest.mark.parametrize("eye", EYES)


@every
def test_a_palette_is_twice_256_colours_nobody_can_overwrite(palette):
    assert palette().shape == (2, 256, 3)
    assert palette().dtype == np.uint8
    with pytest.raises(ValueError, match="read-only"):
        palette()[LIGHT, 0, 0] = 1


def test_grey_is_what_an_image_viewer_shows():
    np.testing.assert_array_equal(palettes.grey()[LIGHT], np.arange(256)[:, None].repeat(3, axis=1))


@pytest.mark.parametrize(
    "palette", [palettes.grey, palettes.cyclic, palettes.categorical], ids=lambda p: p.__name__
)
def test_only_signed_palettes_have_another_form_on_a_dark_page(palette):
    np.testing.assert_array_equal(palette()[LIGHT], palette()[DARK])


signed = pytest.mark.parametrize(
    "palette", [palettes.diverging, palettes.red_green], ids=lambda p: p.__name__
)


def token(name, form):
    """A colour of tokens.css on a light page or on a dark one, as numbers."""
    text = (ASSETS / "components" / "tokens.css").read_text("utf-8")
    found = re.search(rf"--{name}: light-dark\(#(\w+), #(\w+)\)", text)
    return list(bytes.fromhex(found[1 + form]))


@signed
@forms
def test_zero_has_the_colour_of_the_page_in_a_signed_palette(palette, form):
    assert palette()[form, 128].tolist() == token("paper", form)
    np.testing.assert_array_equal(palette()[form, 0], palette()[form, 1])


@forms
def test_the_ends_of_the_signed_scale_are_the_tokens(form):
    blue, orange = palettes.diverging()[form, [1, 255]].tolist()
    assert (blue, orange) == (token("neg", form), token("pos", form))


def test_ink_over_a_map_is_the_token():
    line = crossed(shade([[0, 1]], "clipped"), np.array([[True, False]])).palette[:, 0].tolist()
    assert line == [token("ink", form) for form in (LIGHT, DARK)]


@signed
@forms
def test_lightness_changes_evenly_on_both_sides_of_zero(palette, form):
    lightness = lab(palette()[form])[:, 0]
    sign, coarse = (1, 0.4) if form == DARK else (-1, 0.35)  # bytes can't be exacter, least of all dark ones
    for steps in (-np.diff(lightness[1:129]), np.diff(lightness[128:])):
        even = abs(steps.sum()) / len(steps)
        assert (sign * steps > 0).all()
        assert np.abs(sign * steps - even).max() < coarse


@signed
@forms
def test_a_value_and_its_negative_are_equally_light(palette, form):
    lightness = lab(palette()[form])[:, 0]
    most = 0.4 if form == LIGHT else abs(lightness[255] - lightness[1]) + 0.4  # the tokens are not quite
    np.testing.assert_allclose(lightness[129:256], lightness[127:0:-1], atol=most)
    assert most < 3


@eyes
@forms
def test_the_two_signs_stay_apart_for_every_eye(eye, form):
    colours = lab(palettes.diverging()[form], eye)
    apart = np.linalg.norm(colours[129:256] - colours[127:0:-1], axis=1)
    assert apart[126] > 60
    assert (
        apart[20:] > 10
    ).all()  # from a sixth of the range on, well beyond a just noticeable difference of 2


def test_red_and_green_are_no_signs_for_every_eye_so_there_is_the_other_palette():
    for eye in ("protanope", "deuteranope"):
        ends = {p: lab(p()[LIGHT, [1, 255]], eye) for p in (palettes.red_green, palettes.diverging)}
        apart = {p: np.linalg.norm(low - high) for p, (low, high) in ends.items()}
        assert apart[palettes.red_green] < 0.6 * apart[palettes.diverging]


@eyes
def test_the_eight_directions_and_a_tie_stay_apart_for_every_eye(eye):
    colours = lab(palettes.categorical()[LIGHT, :9], eye)
    distances = np.linalg.norm(colours[:, None] - colours[None, :], axis=-1)
    assert distances[~np.eye(9, dtype=bool)].min() > 15


def test_angles_run_in_a_circle_without_a_jump():
    colours = lab(palettes.cyclic()[LIGHT])
    steps = np.linalg.norm(colours - np.roll(colours, 1, axis=0), axis=1)
    assert steps.max() < 3  # 2 is just noticeable; the whole circle is about 270 long


def test_right_is_light_left_dark_down_orange_and_up_blue():
    left, up, right, down = palettes.cyclic()[LIGHT, [0, 64, 128, 192]].astype(int)
    assert left.max() < 80 < 200 < right.min()
    assert up[2] > up[0] + 50
    assert down[0] > down[2] + 50


def test_a_compass_direction_has_the_colour_of_its_angle():
    north, east, south, west = palettes.categorical()[LIGHT, [0, 2, 4, 6]]
    np.testing.assert_array_equal([west, north, east, south], palettes.cyclic()[LIGHT, [0, 64, 128, 192]])
