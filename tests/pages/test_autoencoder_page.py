"""The autoencoder's page: extremes of its controls, and numbers that agree with the network."""

import re

import numpy as np
import pytest

from cnnviz import images
from cnnviz.figures import format_number
from cnnviz.models.garments import load_gallery
from cnnviz.network.autoencoder import load_autoencoder
from cnnviz.network.prepare import prepare
from pages.ui.autoencoder.figures import _STRONG
from pages.ui.autoencoder.shipped import autoencoder
from pages.ui.figures.maps import Pick

MODEL = load_autoencoder()
GALLERY = load_gallery()
UNITS = range(MODEL.code_shape[0])


def grey(values):
    return np.rint(255 * values)


def text(page):
    return "\n".join(element.proto.body for element in page.app.get("html"))


@pytest.mark.parametrize("silenced", [(), (0,), tuple(UNITS)])
@pytest.mark.parametrize("number", [0, 99])
def test_N4_the_page_shows_what_the_network_gives(visit, number, silenced):
    page = visit("autoencoder", test=str(number), **{f"quiet{unit}": "true" for unit in silenced})
    rebuilt = MODEL.rebuild(GALLERY.images[number], silenced)
    np.testing.assert_array_equal(page.maps("input")[0].pixels, grey(rebuilt.input))
    np.testing.assert_allclose(page.maps("ae_output")[0].pixels, grey(rebuilt.output), atol=1)
    assert [one.header["chosen"] for one in page.maps("ae_code")] == [unit in silenced for unit in UNITS]
    assert page.facts["Mean squared error for this picture"][0] == format_number(rebuilt.error, 3)
    assert page.facts["Mean squared error on the test images"][0] == format_number(
        MODEL.card["test"]["error"], 3
    )
    assert page.facts["Numbers in the code"][0] == f"{rebuilt.code.size} of {rebuilt.input.size}"
    assert (f"without the silenced ones {format_number(rebuilt.error, 3)}." in text(page)) == bool(silenced)


def test_fine_grain_is_not_said_to_be_all_that_is_lost(visit):
    said, bad_at = text(visit("autoencoder", ae_card="true")), MODEL.card["bad_at"]
    for kind in ("test images with light and dark swapped", "blank, at 50 levels of grey above black"):
        assert bad_at[kind]["error"] > MODEL.card["test"]["error"]
        assert f"come back with {format_number(MODEL.times_usual(bad_at[kind]['error']), 3)} times" in said


def test_the_error_map_is_signed_and_its_range_is_the_same_for_all(visit):
    first, other = (visit("autoencoder", test=number).maps("ae_difference")[0] for number in ("3", "55"))
    for shown in (first, other):
        assert [text.removeprefix("≤ ").removeprefix("≥ ") for text in shown.header["bar"]] == [
            format_number(end) for end in (-_STRONG, _STRONG)
        ]


def test_an_own_picture_is_prepared_and_its_error_measured(visit):
    page = visit("autoencoder", src="own", garment="boot")
    prepared = prepare(images.fit(images.load_sample("boot"), 512))
    error = MODEL.rebuild(prepared.input).error
    assert page.facts["Mean squared error for this picture"][0] == format_number(error, 3)
    assert f"{format_number(MODEL.times_usual(error), 3)} times the test images’ error" in text(page)


@pytest.mark.parametrize("share", ["0.0", "0.3", "1.0"])
def test_the_walk_goes_from_one_code_to_the_other(visit, share):
    page = visit("autoencoder", test="0", walk_to="60", way=share)
    walk = MODEL.walk(GALLERY.images[0], GALLERY.images[60], 11)
    strip = page.maps("walk_strip")
    at = round(float(share) * 10)
    assert [i for i, one in enumerate(strip) if one.header["chosen"]] == [at, at + 11]
    for one, picture in zip(strip, [*walk.decoded, *walk.blended], strict=True):
        np.testing.assert_allclose(one.pixels, grey(np.clip(picture, 0, 1)), atol=1)
    assert f"between the two is {format_number(walk.apart[at], 3)}" in text(page)


def test_a_click_in_the_strip_and_on_the_code_sets_the_controls(monkeypatch):
    from pages.ui.autoencoder import silence, walk
    from pages.ui.session import state

    settings = {"quiet2": False}
    monkeypatch.setattr(state, "read", settings.get)
    monkeypatch.setattr(state, "put", settings.__setitem__)
    silence.flip(Pick(2, 0, 0))
    walk._go_to(Pick(14, 5, 5))
    assert settings["quiet2"] is True
    assert settings["way"] == pytest.approx(0.3)


def test_all_layers_and_the_card_are_written_when_they_are_opened(visit):
    shut, opened = visit("autoencoder"), visit("autoencoder", ae_layers="true", ae_card="true")
    assert "Every layer, from the picture" not in text(shut)
    assert "Every layer, from the picture" in text(opened)
    assert f"{MODEL.card['compared']['PCA']['parameters']:,}" in text(opened)
    assert all(name in text(opened) for name in MODEL.card["bad_at"])


@pytest.mark.parametrize(
    "query", [{"way": "0.333"}, {"walk_to": "100"}, {"quiet0": "maybe"}, {"quiet9": "true"}]
)
def test_an_address_that_asks_for_nonsense_opens_the_page_all_the_same(visit, query):
    assert visit("autoencoder", **query).maps("ae_output")


def test_the_card_names_what_was_done_in_training_as_its_data_do(visit, monkeypatch):
    told = dict.fromkeys(("normalisation", "augmentation"), "as the data tell it")
    monkeypatch.setitem(autoencoder().card, "in_training", told)
    said = text(visit("autoencoder", ae_card="true"))
    for name, words in told.items():
        assert re.search(f">{name}<.*?>{words}<", said)
