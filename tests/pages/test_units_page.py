"""The Units page without a browser: extremes of its controls, and numbers that agree with the network."""

import io
import re
from copy import copy
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st

from cnnviz.attribution.aggregation import aggregation
from cnnviz.attribution.excite import excite
from cnnviz.attribution.surgery import silence_map
from cnnviz.attribution.units import favourites
from cnnviz.figures import format_number
from cnnviz.kernels.similarity import cosine, nearest
from cnnviz.live.subset import subset
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from pages.ui.units import climb, detector, favourite

CLASSIFIER = load_classifier()
GALLERY = load_gallery()
WEIGHTS = CLASSIFIER.network.parameters


def text(page):
    """All prose and HTML on the page, without its style sheets."""
    kinds = ("html", "markdown")
    bodies = "\n".join(element.proto.body for kind in kinds for element in page.app.get(kind))
    return re.sub(r"<style>.*?</style>", "", bodies, flags=re.DOTALL).replace("\u00a0", " ")


def notes(page, key):
    return [drawn.header["note"] for drawn in page.maps(key)]


@pytest.mark.parametrize(("layer", "map_"), [("conv 1", 0), ("pool 2", 15)])
@pytest.mark.parametrize("by", ["max", "mean"])
def test_the_nine_images_and_their_numbers_are_the_maps_favourites(visit, layer, map_, by):
    page = visit("units", layer=layer, map=str(map_), by=by)
    layer_index = CLASSIFIER.layer_names.index(layer)
    best = favourites(CLASSIFIER.network, GALLERY.images[:, None], layer_index, map_, by=by)
    assert notes(page, "favourites") == [
        f"{LABELS[GALLERY.labels[one.index]]}, {format_number(one.value, 3)}" for one in best
    ]
    for drawn, one in zip(page.maps("favourites"), best, strict=True):
        np.testing.assert_array_equal(drawn.pixels, np.rint(GALLERY.images[one.index] * 255))
        (mark,) = drawn.header["marks"]
        assert (mark["top"], mark["left"], mark["height"], mark["width"]) == one.window


def test_training_images_are_put_together_once_and_for_a_file_only_when_it_is_saved(visit, monkeypatch):
    shipped, made, saves = subset(), [], {}
    few = replace(shipped, images=shipped.images[:120], held_out=shipped.held_out[::100])
    monkeypatch.setattr(favourite, "training_images", lambda _: few)
    whole, draw = favourite.all_training_images, st.download_button
    monkeypatch.setattr(favourite, "all_training_images", lambda data: made.append(data) or whole(data))
    monkeypatch.setattr(
        st,
        "download_button",
        lambda label, make, *more, **named: saves.update({label: make}) or draw(label, make, *more, **named),
    )
    favourite.found_in_training.clear()
    page = visit("units", among="training", code="true")
    page.run()
    favourite.found_in_training.clear()
    assert len(made) == 1
    saved = np.load(io.BytesIO(saves["Save the images (.npy)"]()))
    np.testing.assert_array_equal(saved, np.concatenate([few.images, few.held_out])[:, 0])
    assert len(made) == 2


def test_the_images_may_be_looked_for_among_the_training_images(visit, monkeypatch):
    shipped = subset()
    few = replace(shipped, images=shipped.images[:120], held_out=shipped.held_out[::100])
    monkeypatch.setattr(favourite, "training_images", lambda _: few)
    favourite.found_in_training.clear()
    page = visit("units", layer="relu 4", map="7", among="training")
    favourite.found_in_training.clear()
    images = np.concatenate([few.images, few.held_out])
    best = favourites(CLASSIFIER.network, images, CLASSIFIER.layer_names.index("relu 4"), 7)
    for drawn, one in zip(page.maps("favourites"), best, strict=True):
        np.testing.assert_array_equal(drawn.pixels, np.rint(images[one.index, 0] * 255))
        assert drawn.header["note"].endswith(format_number(one.value, 3))


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ({"climb_steps": "10", "climb_blur": "0", "climb_grey": "0"}, {"steps": 10, "blur": 0, "decay": 0}),
        (
            {"climb_steps": "20", "climb_blur": "1", "climb_grey": "10", "climb_seed": "999"},
            {"steps": 20, "blur": 1, "decay": 0.1, "seed": 999},
        ),
    ],
)
def test_the_picture_that_excites_is_found_as_asked(visit, query, how):
    page = visit("units", layer="relu 3", map="5", **query)
    best = excite(CLASSIFIER.network, CLASSIFIER.layer_names.index("relu 3"), 5, seconds=60, **how)
    (drawn,) = page.maps("exciting")
    np.testing.assert_allclose(drawn.pixels, best.image[0] * 255, atol=1)
    stops = notes(page, "stops")
    assert stops[0] == format_number(round(best.values[0], 2), 3)  # six side by side have room for that
    assert stops[-1] == format_number(round(best.values[-1], 2), 3)


def test_a_climb_that_was_cut_off_is_kept_with_the_steps_it_took(visit, monkeypatch):
    climbs = []

    def hurried(*given, **how):
        climbs.append(excite(*given[:5], 0, **how))
        return climbs[-1]

    monkeypatch.setattr(climb, "excite", hurried)
    page = visit("units", layer="relu 2", map="3", climb_steps="300")
    page.run()
    (cut,) = climbs
    assert not cut.finished
    assert f"From grey noise, {cut.steps} small steps" in text(page)
    assert "before all 300 steps were taken" in text(page)


@pytest.mark.parametrize(
    ("query", "kernel"),
    [({}, (0, 0)), ({"layer": "conv 8", "map": "15", "channel": "15"}, (15, 15))],
)
def test_the_nearest_hand_made_kernels_stand_beside_the_learned_one(visit, query, kernel):
    layer_index = CLASSIFIER.layer_names.index(query.get("layer", "conv 1"))
    weights = WEIGHTS[f"{layer_index}.weight"][kernel]
    learned, *others = visit("units", **query).maps("likeness")
    near = nearest(weights, len(others))
    assert [drawn.header["note"] for drawn in others] == [
        f"cosine {format_number(abs(one.cosine), 3)}" for one in near
    ]
    for drawn, one in zip(others, near, strict=True):
        assert drawn.header["label"].startswith("−") == (one.cosine < 0)
        signed = np.array([[float(text.replace("−", "-")) for text in row] for row in drawn.values])
        assert cosine(weights, signed) == pytest.approx(abs(one.cosine), abs=0.02)
    assert learned.values == [[format_number(value, 3) for value in row] for row in np.round(weights, 2)]


@pytest.mark.parametrize("bright", ["0.05", "0.5", "1.0"])
def test_a_dimmer_picture_has_a_smaller_sum_and_the_same_cosine(visit, bright):
    page = visit("units", map="2", test="42", dim=bright)
    full = aggregation(CLASSIFIER.network, GALLERY.images[42][None], 0, 2)
    dim = float(bright) * full.sum
    for number in (full.kernel_size, full.cosine, full.sum, dim, dim + full.bias):
        assert f"<td>{format_number(number, 3)}</td>" in text(page)
    _, _, patch, _ = page.maps("detector")
    expected = float(bright) * full.patch[0]
    assert patch.values == [[format_number(value, 3) for value in row] for row in expected]


@pytest.mark.parametrize(
    ("convolution", "silenced", "sentence"),
    [
        (0, [(0, 0)], "All weights of the kernel are 0"),
        (2, [(2, 0)], "All weights of the kernel are 0"),
        (2, [(0, below) for below in range(16)], "all maps below are 0 here"),
    ],
)
def test_where_there_is_no_angle_it_is_said_why(visit, monkeypatch, convolution, silenced, sentence):
    network = CLASSIFIER.network
    for layer_index, unit in silenced:
        network = silence_map(network, layer_index, unit)
    broken = copy(CLASSIFIER)
    vars(broken)["network"] = network  # a part that is read when it is asked for
    monkeypatch.setattr(detector.current, "model", lambda: broken)
    page = visit("units", layer=CLASSIFIER.layer_names[convolution], map="0")
    assert sentence in text(page)
    assert "black" not in text(page)


@pytest.mark.parametrize(
    "query",
    [
        {"layer": "dense"},
        {"layer": "conv 99"},
        {"map": "16"},
        {"channel": "x"},
        {"layer": "conv 2", "krange": "map"},
        {"src": "own", "garment": "bag", "layer": "pool 1"},
    ],
)
def test_any_address_opens_the_page(visit, query):
    assert len(visit("units", **query).maps("favourites")) == 9
