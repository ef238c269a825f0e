"""Preparing a picture of a digit, by MNIST's own steps."""

from itertools import product

import numpy as np
import pytest

from cnnviz.errors import ImageError
from cnnviz.models.table import load
from cnnviz.network.prepare import Preparation
from cnnviz.network.prepare_digit import BOX, THICKENED, THIN, line_width, prepare_digit
from cnnviz.training.drawn.pad import WAYS, drawings, painted
from cnnviz.training.drawn.practice import HANDS


def paper(height=200, width=160, light=255.0):
    return np.full((height, width), light, np.float32)


def with_stroke(picture, value=0.0, rows=slice(20, 180), columns=slice(60, 80)):
    picture[rows, columns] = value
    return picture


def centre_of_mass(light):
    return [float((light * at).sum() / light.sum()) for at in np.indices(light.shape)]


@pytest.fixture(scope="module")
def drawn():
    return [drawing.picture for drawing in drawings(HANDS)]


def test_a_drawn_digit_fills_a_box_of_20_as_it_is_with_its_centre_of_mass_in_the_middle(drawn):
    for picture in drawn:
        light = prepare_digit(picture).input
        rows, columns = (np.flatnonzero(light.any(axis=axis)) for axis in (1, 0))
        assert max(np.ptp(rows), np.ptp(columns)) + 1 == BOX
        assert max(abs(at - 14) for at in centre_of_mass(light)) <= 0.5
        ink = picture < 128
        before = [np.ptp(np.flatnonzero(ink.any(axis=axis))) + 1 for axis in (1, 0)]
        after = np.array([np.ptp(rows), np.ptp(columns)]) + 1
        assert np.abs(after - BOX * np.array(before) / max(before)).max() < THICKENED + 1


def test_images_of_mnist_come_out_much_as_they_went_in_and_are_read_as_before():
    model = load("digits")
    differences = []
    for image in model.gallery.images:
        enlarged = np.repeat(np.repeat(image, 6, 0), 6, 1)
        prepared = prepare_digit(255 * np.pad(enlarged, 30))
        assert model.predict(prepared.input).logits.argmax() == model.predict(image).logits.argmax()
        if "nothing is changed" in prepared.steps[3].text:  # rounding may move the others by a pixel too
            near = [np.roll(prepared.input, by, axis=(0, 1)) for by in product((-1, 0, 1), repeat=2)]
            differences.append(min(np.abs(one - image).mean() for one in near))
    assert len(differences) > 70
    assert np.mean(differences) < 0.02


def test_where_a_digit_lay_how_large_and_how_light_it_was_does_not_matter():
    reference = prepare_digit(with_stroke(paper())).input
    others = {
        "off-centre": with_stroke(paper(400, 300), 0.0, slice(230, 390), slice(270, 290)),
        "large": np.repeat(np.repeat(with_stroke(paper()), 2, 0), 2, 1),
        "grey": with_stroke(paper(light=200.0), 100.0),
        "light on dark": 255 - with_stroke(paper()),
        "in colour": np.stack([with_stroke(paper())] * 3),
    }
    for name, picture in others.items():
        np.testing.assert_allclose(prepare_digit(picture).input, reference, atol=0.02, err_msg=name)


@pytest.mark.parametrize("width", [4, 6, 10, 16, 24, 32])
def test_thin_lines_come_out_as_wide_as_those_of_mnist_and_others_as_they_are(width):
    picture = painted([np.array([[90.0, 30.0], [190.0, 250.0]])], width)
    found = width_in(prepare_digit(picture).input)
    share = width * BOX / (220 + width)
    assert found == pytest.approx(THICKENED if share < THIN else share, abs=0.6)
    assert found > min(width_in(image) for image in load("digits").gallery.images)


def width_in(image):
    return line_width(np.repeat(np.repeat(image, 8, 0), 8, 1)) / 8


@pytest.mark.parametrize("width", range(3, 30))
def test_the_width_of_a_long_line_is_measured(width):
    picture = np.zeros((300, 60))
    picture[20:280, 10 : 10 + width] = 1
    assert line_width(picture) == pytest.approx(width, abs=1.1)


def test_nothing_has_no_lines():
    assert line_width(np.zeros((5, 5))) == 0


def test_each_step_can_be_refused():
    picture = with_stroke(paper(), 60.0)
    assert prepare_digit(picture, Preparation(polarity="keep", trim=False)).input[14, 25] == 0
    assert prepare_digit(picture, Preparation(brighten=False)).input.max() == pytest.approx(
        195 / 255, abs=0.01
    )
    smaller = prepare_digit(picture, Preparation(margin=4)).input
    assert np.ptp(np.flatnonzero(smaller.any(axis=1))) + 1 == BOX - 8
    moved = prepare_digit(picture, Preparation(shift=(3, -2))).input
    np.testing.assert_array_equal(moved[3:, :-2], prepare_digit(picture).input[:-3, 2:])


@pytest.mark.parametrize("light", [0, 1, 128, 254, 255])
@pytest.mark.parametrize("polarity", ["auto", "invert", "keep"])
def test_a_blank_picture_is_called_blank_whatever_its_light(light, polarity):
    prepared = prepare_digit(paper(light=light), Preparation(polarity=polarity))
    assert prepared.blank == (prepared.input.max() == 0)
    if polarity == "auto":
        assert prepared.blank


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (3, 40, 900), (28, 28), (3, 2000, 1500)])
def test_any_size_comes_out_as_28_by_28(shape):
    picture = np.random.default_rng(0).uniform(0, 255, shape).astype(np.float32)
    for how in (Preparation(), Preparation(trim=False, margin=8, shift=(8, -8))):
        light = prepare_digit(picture, how).input
        assert light.shape == (28, 28)
        assert light.dtype == np.float32
        assert 0 <= light.min() <= light.max() <= 1


def test_a_choice_that_does_not_exist_is_refused_with_a_sentence():
    with pytest.raises(ImageError, match="can be"):
        prepare_digit(paper(), Preparation(margin=9))


def test_each_step_says_what_was_done(drawn):
    steps = {step.title: step.text for step in prepare_digit(with_stroke(paper())).steps}
    assert list(steps) == ["Grey", "Light on dark", "Brightness", "Lines", "Trimmed", "Box", "28×28"]
    assert steps["Lines"].endswith("nothing is changed.")
    thin = {
        step.title: step.text for step in prepare_digit(with_stroke(paper(), columns=slice(60, 64))).steps
    }
    assert f"so they are drawn {THICKENED} pixels wide" in thin["Lines"]
    assert "MNIST touches its box" in steps["Trimmed"]
    chosen = prepare_digit(with_stroke(paper()), Preparation(shift=(1, 0), brighten=False)).steps
    assert chosen[-1].text.endswith("as you chose.")
    assert chosen[2].text.endswith("as you chose.")


def test_the_last_step_is_the_input():
    prepared = prepare_digit(with_stroke(paper()))
    np.testing.assert_array_equal(prepared.steps[-1].picture, prepared.input)


def test_every_way_to_draw_is_tried():
    assert {way.pointer for way in WAYS} == {"pen", "finger", "mouse"}
