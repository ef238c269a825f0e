"""The page on pixels: what it keeps of what is set, what it offers for saving, judges and says."""

import io

import numpy as np
import pytest

from cnnviz import images, pixels
from cnnviz.models.garments import load_gallery
from cnnviz.neurons.shipped import load_shipped
from cnnviz.numbers import percent
from cnnviz.operators import softmax
from pages.ui.pixels.written import HOME, MOST_TYPED
from tests.pages.restored.opened import Opened

CAT = images.load_sample("cat")
PHOTO = images.load_sample("camera")


def opened(**query):
    return Opened("pixels", {key: [text] for key, text in query.items()})


def saved(page):
    return page.saved("cnnviz-pixels", ".npy")


def again(page):
    """The page as its address restores it."""
    return opened(**page.address)


def test_I1_a_photo_is_a_matrix_and_a_colour_photo_is_three():
    grey, colour = (opened(**query).part("pixels", "source").blocks for query in ({}, {"img": "cat"}))
    assert grey["values"].shape == (1, *PHOTO.shape)
    assert np.array_equal(grey["values"][0], PHOTO)
    assert np.array_equal(colour["values"], images.to_whole(CAT))


def test_I1_a_number_that_is_typed_over_stands_in_the_picture_and_in_the_address():
    page = opened(img="cat")
    page.react("pixels", "typed", [[0, 10, 20, 255], [2, 11, 20, 0]])
    found = saved(again(page))
    assert page.address["px_set"] == "cat~0_10_20_255~2_11_20_0"
    assert found[0, 10, 20] == 255
    assert found[2, 11, 20] == 0
    assert (found != images.to_whole(CAT)).sum() <= 2


def test_I1_what_was_typed_over_one_picture_is_not_put_into_another():
    page = opened(img="cat", px_set="cat~0_10_20_255")
    page.set("img", "camera")
    assert page.view("pixels")["fields"]["typed"] == []
    assert np.array_equal(saved(again(page)), PHOTO)


def test_I1_a_colour_is_switched_off():
    found = saved(opened(img="cat", px_off="gb"))
    assert not found[1:].any()
    assert np.array_equal(found[0], images.to_whole(CAT)[0])


def test_I1_a_colour_that_is_off_leaves_a_picture_in_grey_as_it_is():
    page = opened(img="cat", px_off="gb")
    page.set("img", "camera")
    assert page.address["px_off"] == "gb"
    assert np.array_equal(saved(again(page)), PHOTO)


def test_I2_28_by_28_pixels_are_a_line_of_784():
    page = opened(px="flat", px_fold="784")
    assert saved(page).shape == (1, 784)
    assert np.array_equal(saved(page)[0], pixels.reduced(PHOTO, 28).ravel())


def test_I2_another_picture_a_fold_and_a_shuffle_change_the_line():
    page = opened(px="flat", img="letter-x")
    image = images.load_sample("letter-x")
    assert np.array_equal(saved(page), image)
    page.react("pixels", "shuffled", True)
    page.react("pixels", "seed", 3)
    page.react("pixels", "fold", 10)
    line = image.ravel()[pixels.permutation(image.size, 3)]
    assert np.array_equal(saved(again(page)), pixels.fold(line, 10))


def test_I2_the_page_says_what_shuffling_costs_networks():
    said = opened(px="flat").html
    card = load_shipped().card["networks"]
    for name in ("mlp", "mlp_permuted", "cnn", "cnn_permuted"):
        assert percent(card[name]["test"]["accuracy"]).replace("\u00a0", " ") in said


def test_I7_the_shuffled_picture_has_the_same_numbers_in_another_order():
    found = saved(opened(px="near", px_shuffled="true"))
    assert np.array_equal(np.sort(found, axis=None), np.sort(PHOTO, axis=None))
    assert round(pixels.correlation(found, 1), 2) == 0


@pytest.mark.parametrize(("by", "total"), [([0, 0], 5), ([0, 1], 0), ([0, 2], 2)])
def test_I7_the_drawn_template_answers_as_in_the_lesson(by, total):
    page = opened(px="template")
    page.react("pixels", "by", by)
    assert saved(again(page)).sum() == total


def test_I7_a_template_of_ones_own_is_kept():
    page = opened(px="template")
    cells = "1" + HOME[1:]
    page.react("pixels", "drawn", cells)
    assert saved(again(page)).sum() == cells.count("1")


def test_I7_a_trained_template_loses_its_trouser_two_pixels_to_the_right():
    networks, image = load_shipped(), load_gallery().images[10]
    shares = []
    for right in (0, 2):
        page = opened(px="template", px_of="trained", test="10", px_by=f"0.{right}")
        products = saved(page)
        weights, biases = networks.weights("logistic")
        seen = pixels.moved(image, 0, right)
        np.testing.assert_allclose(products, weights[1].reshape(28, 28) * seen, rtol=1e-6)
        logits = weights.astype(float) @ seen.ravel() + biases
        assert products.sum() + biases[1] == pytest.approx(logits[1], abs=1e-4)
        shares.append(softmax(logits)[1])
    assert [percent(share).replace("\u00a0", " ") for share in shares] == ["99.6 %", "0.6 %"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("show", "upside down"),
        ("across", 1),
        ("seed", -1),
        ("fold", 28**2 + 1),
        ("distance", 0),
        ("way", "left"),
        ("at", [-1, 0]),
        ("at", [0]),
        ("at", "0.0"),
        ("off", "bgr"),
        ("off", ["r"]),
        ("typed", [[0, 0, 0]]),
        ("typed", [[3, 0, 0, 1]]),
        ("typed", [[0, -1, 0, 1]]),
        ("typed", [[0, 0, 0, 1e9]]),
        ("typed", [[0, 0, 0, 256]]),  # no pixel of a photograph
        ("typed", [[0, 0, 0, 0.5]]),
        ("typed", [[0, 600, 0, 1]]),
        ("typed", [[0, 0, 0, 1]] * (MOST_TYPED + 1)),
        ("typed", 1),
        ("drawn", "1"),
        ("drawn", "2" * len(HOME)),
        ("drawn", int(HOME)),
        ("by", [28, 0]),
        ("by", [0, "1"]),
        ("guess", "30"),
        ("guess", {"what": "size", "typed": "1", "at": [0, 0]}),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = page.view("pixels")["fields"]
    page.react("pixels", field, value)
    assert page.view("pixels")["fields"] == before
    assert page.view("pixels")["verdict"] is None
    assert page.address == {}


@pytest.mark.parametrize(("typed", "right"), [("30", True), ("57", False), ("two", False)])
def test_I2_a_predicted_place_is_judged_where_it_is_asked_for(typed, right):
    page = opened(px="flat", px_cell="1.2", px_predict="true")
    assert saved(page) is None  # a file would give it away
    page.react("pixels", "guess", {"what": "place", "typed": typed, "at": [1, 2]})
    verdict = page.view("pixels")["verdict"]
    assert (verdict["right"], verdict["at"], verdict["typed"]) == (right, [1, 2], typed)
    if typed == "57":
        assert "down the columns" in verdict["sentence"]


def test_I1_a_predicted_grey_is_judged_of_what_was_typed_over():
    page = opened(img="cat", px_at="0.0", px_predict="true", px_set="cat~0_0_0_200~1_0_0_120~2_0_0_40")
    page.react("pixels", "guess", {"what": "grey", "typed": "134.8", "at": [0, 0]})
    assert page.view("pixels")["verdict"]["right"]
    page.react("pixels", "guess", {"what": "grey", "typed": "120", "at": [0, 0]})
    assert "mean" in page.view("pixels")["verdict"]["sentence"]


@pytest.mark.parametrize(("what", "at"), [("grey", [0, 0]), ("grey", [9999, 0]), ("place", [99, 0])])
def test_what_cannot_be_asked_gets_no_verdict(what, at):
    page = opened(px_predict="true")  # a picture in grey
    page.react("pixels", "guess", {"what": what, "typed": "1", "at": at})
    assert page.view("pixels")["verdict"] is None


CODE = {
    "grey photo": {},
    "colour photo": {"img": "cat", "px_set": "cat~0_10_20_255"},
    "matrix": {"img": "counting-6"},
    "line": {"px": "flat"},
    "line, shuffled and folded": {"px": "flat", "px_shuffled": "true", "px_seed": "3", "px_fold": "10"},
    "short line": {"px": "flat", "img": "letter-x", "px_fold": "5"},
    "neighbours": {"px": "near", "px_d": "4"},
    "neighbours below, shuffled": {"px": "near", "px_way": "below", "px_shuffled": "true"},
    "drawn template": {"px": "template", "px_by": "0.2"},
    "trained template": {"px": "template", "px_of": "trained", "test": "10", "px_by": "0.2"},
}


def expected_of(page, query):
    """What the page shows, computed from what it saves."""
    shown = saved(page)
    match query.get("px"):
        case "near":
            return pixels.correlation(shown, int(query.get("px_d", 1)), query.get("px_way", "right"))
        case "template" if "px_of" in query:
            seen = pixels.moved(load_gallery().images[int(query["test"])], 0, 2)
            return load_shipped().predict("logistic", seen).probabilities
        case "template":
            return shown.sum()
    return images.to_grey(shown) if shown.ndim == 3 else shown


@pytest.mark.parametrize("query", CODE.values(), ids=CODE)
def test_the_code_gives_what_the_page_shows(query, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = opened(code="true", **query)
    for name, make in page.files.items():
        (tmp_path / name).write_bytes(make())
    *_, in_numpy, in_torch = (element.value for element in page.app.code)
    for code in (in_numpy, in_torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(
            np.asarray(names["output"]), expected_of(page, query), rtol=1e-5, atol=1e-6
        )


@pytest.mark.parametrize("view", ["numbers", "flat", "near", "template"])
def test_what_is_saved_as_a_picture_can_be_opened(view):
    page = opened(px=view, img="cat")
    (make,) = [make for name, make in page.files.items() if name.endswith(".png")]
    assert images.load(io.BytesIO(make()).getvalue()).size
