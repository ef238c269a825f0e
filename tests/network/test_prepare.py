"""Preparing a picture for the network."""

import numpy as np
import pytest

from cnnviz import images
from cnnviz.errors import ImageError
from cnnviz.network.prepare import BRIGHT, FILL, Preparation, prepare

GARMENTS = [sample.name for sample in images.catalogue("garment")]


def paper(height=120, width=90, light=255.0):
    return np.full((height, width), light, np.float32)


def with_block(picture, value, rows=slice(30, 90), columns=slice(30, 60)):
    picture[rows, columns] = value
    return picture


@pytest.mark.parametrize("name", GARMENTS)
def test_a_garment_fills_its_frame_light_on_dark(name):
    prepared = prepare(images.load_sample(name))
    lit = prepared.input > 0.12
    height, width = (np.ptp(np.flatnonzero(lit.any(axis=axis))) + 1 for axis in (1, 0))
    assert max(height, width) >= 27
    assert prepared.input.dtype == np.float32
    assert prepared.input.shape == (28, 28)
    assert 0 <= prepared.input.min() <= prepared.input.max() <= 1


def test_dark_on_white_and_light_on_black_come_out_the_same():
    dark = with_block(paper(), 60.0)
    light = 255 - dark
    np.testing.assert_allclose(prepare(dark).input, prepare(light).input, atol=1e-6)


def test_where_the_garment_lay_and_how_large_it_was_does_not_matter():
    small = with_block(paper(400, 300), 60.0, slice(10, 70), slice(200, 230))
    np.testing.assert_allclose(prepare(small).input, prepare(with_block(paper(), 60.0)).input, atol=1e-6)


def test_a_grey_wall_becomes_black():
    prepared = prepare(with_block(paper(light=200.0), 20.0))
    assert prepared.input[0, 0] == 0
    assert prepared.input[14, 14] == pytest.approx(BRIGHT, abs=0.01)


def test_the_result_is_centred():
    rows, columns = np.indices((28, 28))
    light = prepare(with_block(paper(), 60.0, slice(5, 65), slice(50, 80))).input
    assert (rows * light).sum() / light.sum() == pytest.approx(13.5, abs=0.5)
    assert (columns * light).sum() / light.sum() == pytest.approx(13.5, abs=0.5)


def outline():
    picture = paper()
    with_block(picture, 0.0)
    return with_block(picture, 255.0, slice(33, 87), slice(33, 57))


def test_an_outline_is_filled_and_a_silhouette_is_not():
    assert prepare(outline(), Preparation(brighten=False)).input[14, 14] == pytest.approx(FILL, abs=0.01)
    steps = {step.title: step for step in prepare(with_block(paper(), 60.0)).steps}
    assert steps["Outlines"].text.startswith("Nothing is filled: no empty area")


def test_an_outline_with_a_gap_is_filled_too():
    picture = outline()
    picture[60:62, 30:33] = 255
    assert prepare(picture).input[14, 14] > 0.5


def test_a_faint_garment_is_seen():
    prepared = prepare(with_block(paper(), 255 - 0.2 * 255))
    assert not prepared.blank
    assert prepared.input[14, 14] == pytest.approx(BRIGHT, abs=0.01)


def test_a_garment_drawn_on_six_tenths_of_its_inside_is_not_taken_for_an_outline():
    picture = outline()
    picture[33:60, 30:60] = 0
    assert prepare(picture).input[20, 14] == 0


def test_a_wide_gap_leaves_an_outline_open():
    picture = outline()
    picture[50:70, 30:33] = 255
    assert prepare(picture).input[14, 14] == 0


def test_the_lightest_tenth_of_a_garment_sets_its_brightness():
    picture = with_block(paper(), 200.0)
    picture[30:45, 30:60] = 50.0  # a quarter of it is four times as strong
    prepared = prepare(picture)
    assert prepared.input[3, 14] == pytest.approx(BRIGHT, abs=0.01)
    assert prepared.input[20, 14] == pytest.approx(BRIGHT * 55 / 205, abs=0.01)


def test_each_step_can_be_refused():
    picture = with_block(paper(), 60.0)
    kept = prepare(picture, Preparation(polarity="keep", trim=False)).input
    assert kept[0, 5] == pytest.approx(BRIGHT, abs=0.01)
    assert prepare(outline(), Preparation(fill="no")).input[14, 14] == 0
    assert prepare(picture, Preparation(trim=False)).input[0].max() == 0
    assert prepare(picture, Preparation(brighten=False)).input.max() == pytest.approx(195 / 255, abs=0.01)
    assert prepare(picture, Preparation(margin=4)).input[:4].max() == 0
    moved = prepare(picture, Preparation(shift=(3, -2))).input
    np.testing.assert_array_equal(moved[3:, :-2], prepare(picture).input[:-3, 2:])


@pytest.mark.parametrize("light", [0, 1, 128, 254, 255])
@pytest.mark.parametrize("polarity", ["auto", "invert", "keep"])
def test_a_blank_picture_is_called_blank_whatever_its_light(light, polarity):
    prepared = prepare(paper(light=light), Preparation(polarity=polarity))
    assert prepared.blank == (prepared.input.max() == 0)
    if polarity == "auto":
        assert prepared.blank


@pytest.mark.parametrize("trace", [254, 250, 240, 230])
def test_where_only_a_trace_is_seen_the_input_is_black_and_says_so(trace):
    prepared = prepare(with_block(paper(), trace))
    assert prepared.blank
    np.testing.assert_array_equal(prepared.input, np.zeros((28, 28)))
    assert prepared.steps[-1].text == "Nothing stands out enough, so the input is black."


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (3, 40, 900), (28, 28), (3, 2000, 1500)])
def test_any_size_comes_out_as_28_by_28(shape):
    picture = np.random.default_rng(0).uniform(0, 255, shape).astype(np.float32)
    for how in (Preparation(), Preparation(trim=False, margin=8, shift=(8, -8))):
        assert prepare(picture, how).input.shape == (28, 28)


@pytest.mark.parametrize(
    "how",
    [
        Preparation(polarity="x"),
        Preparation(fill="x"),
        Preparation(margin=9),
        Preparation(margin=-1),
        Preparation(shift=(0, 9)),
    ],
)
def test_a_choice_that_does_not_exist_is_refused_with_a_sentence(how):
    with pytest.raises(ImageError, match="can be"):
        prepare(paper(), how)


def test_the_steps_lead_from_the_picture_to_the_input():
    prepared = prepare(with_block(paper(), 60.0))
    np.testing.assert_array_equal(prepared.steps[-1].picture, prepared.input)
    assert all(step.text.endswith(".") for step in prepared.steps)


def told(picture, title, **how):
    """What a step says of a picture."""
    return next(step.text for step in prepare(picture, Preparation(**how)).steps if step.title == title)


def test_each_step_says_what_was_done():
    silhouette = with_block(paper(), 60.0)
    assert told(outline(), "Outlines").endswith("the inside is filled with grey.")
    assert told(outline(), "Outlines", fill="no") == "Nothing is filled, as you chose."
    assert told(silhouette, "Outlines", fill="yes") == "Nothing is filled: no empty area is enclosed."
    half_drawn = outline()
    half_drawn[33:60, 30:60] = 0
    assert "of the enclosed area is drawn" in told(half_drawn, "Outlines")
    assert told(silhouette, "Brightness", brighten=False) == "The brightness is not changed, as you chose."
    assert "not swapped, as you chose" in told(silhouette, "Light on dark", polarity="keep")
    assert told(silhouette, "Grey").startswith("The picture is grey already")
    assert told(np.stack([silhouette] * 3), "Grey").startswith("Red, green and blue become")


@pytest.mark.parametrize("light", [0.0, 60.0, 255.0])
@pytest.mark.parametrize("polarity", ["auto", "keep"])
def test_a_border_is_said_to_become_black_where_it_does(light, polarity):
    picture = with_block(paper(light=light), 128.0)
    swapped = polarity == "auto" and light > 127
    after = prepare(picture, Preparation(polarity=polarity)).steps[1].picture
    before = 1 - picture / 255 if swapped else picture / 255
    changed = not np.allclose(before, after)
    assert ("becomes black" in told(picture, "Light on dark", polarity=polarity)) == changed


def test_only_an_empty_border_is_said_to_be_cut_away():
    assert "cut away, because" in told(with_block(paper(), 60.0), "Trimmed")
    full = np.zeros((40, 40))
    full[:2], full[5:] = 200, 200
    assert told(full, "Trimmed", polarity="keep") == "There is no empty border to cut away."
