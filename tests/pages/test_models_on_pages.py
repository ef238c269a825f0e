"""Every page on a network works with another model: other classes, sizes and layers, less that is known."""

import re

import numpy as np
import pytest

from cnnviz.attribution.changes import PERTURBATIONS
from cnnviz.attribution.perturb import perturb
from cnnviz.models.table import MODELS
from pages.ui.classifier import current
from tests.models.tiny import of_colours, unmeasured
from tests.pages.conftest import Visit

PAGES = ("network", "why", "evaluation", "units", "break_it", "softmax", "modes")
COLOURS, UNMEASURED = (make(np.random.default_rng(7)) for make in (of_colours, unmeasured))


@pytest.fixture
def opened(monkeypatch):
    """Open a page at an address, with a network of the learner's own."""

    def open_with(model, page, **query):
        monkeypatch.setattr(current, "own", lambda: model)
        return Visit(page, {"model": "yours", **query})

    return open_with


def text(page):
    bodies = [element.proto.body for element in page.app.get("html")]
    words = bodies + [
        one.value for kind in ("info", "caption", "markdown") for one in getattr(page.app, kind)
    ]
    return re.sub(r"<[^>]+>", " ", " ".join(words)).replace("\u00a0", " ")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("model", [COLOURS, UNMEASURED], ids=["measured", "unmeasured"])
def test_every_page_shows_another_model_and_no_word_of_garments(opened, page, model):
    shown = opened(model, page)
    assert shown.errors == []
    assert shown.address["model"] == "yours"
    words = text(shown)
    if page != "modes":
        assert not re.search(r"garment|Fashion|28 ?× ?28|Trouser", words), words


LOOKS = [
    *(
        ("network", {"layer": "*", "code": "true", "costs": "true", "predict": predict})
        for predict in ("", "true")
    ),
    ("network", {"layer": "*", "src": "own", "range": "strongest"}),
    *(
        ("why", {"method": name, "beside": "occlusion"})
        for name in ("occlusion", "evidence", "integrated", "cam")
    ),
    ("why", {"method": "gradient", "beside": "shuffled", "whole": "true", "class": "1"}),
    *(("evaluation", {"look": look}) for look in ("confusion", "sure", "calibration", "unlike")),
    ("units", {"layer": "*", "among": "training", "src": "own"}),
    ("break_it", {"ops": "map~0~0~~map~0~1", "b_show": "change", "b_layer": "*"}),
    ("break_it", {"ops": "put~0~0~0~as-strong~sobel~vertical", "b_do": "put"}),
    ("break_it", {"b_ranks": "true", "b_rank_of": "class", "b_rank_in": "all"}),
    *(("break_it", {"b_view": "disturb", "b_kind": kind}) for kind in ("right", "occlude", "noise")),
    ("softmax", {"src": "own"}),
]


@pytest.mark.parametrize(("page", "query"), LOOKS)
@pytest.mark.parametrize("model", [COLOURS, UNMEASURED], ids=["measured", "unmeasured"])
def test_every_look_of_a_page_works_with_another_model(opened, page, query, model):
    for name in (*model.layer_names, "softmax") if "*" in query.values() else [""]:
        shown = opened(model, page, **{key: name if text == "*" else text for key, text in query.items()})
        assert shown.errors == []
        assert not re.search(r"garment|Fashion|28 ?× ?28|Trouser", text(shown))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", list(MODELS)[1:])
def test_every_page_shows_every_model_that_ships_and_no_word_of_garments(page, key):
    shown = Visit(page, {"model": key})
    assert shown.errors == []
    assert shown.address["model"] == key
    if page != "modes":
        assert not re.search(r"garment|Fashion|Trouser", text(shown))


def test_a_network_of_train_is_opened_by_one_click_and_shown_by_every_page():
    page = Visit("train", {})
    page.app.button(key="t_step").click()
    page.run()
    page.app.button(key="t_open").click()
    page.run()
    assert page.app.session_state["kept:visit"].page == "network"
    assert page.address["model"] == "yours"
    mine = page.app.session_state["kept:yours"]
    assert mine.test["images"] == 1000
    shown = page.sent("maps").header["columns"]
    names = [name for name, layer in zip(mine.layer_names, mine.layers, strict=True) if len(layer.shape) == 3]
    assert len(shown) == len(names)
    for name in PAGES:
        page.app.switch_page(f"pages/{name}.py")
        page.run()
        assert page.errors == []
        assert page.control("model").value == "yours"


def test_without_a_network_of_ones_own_a_sentence_says_where_to_make_one():
    for name in PAGES:
        page = Visit(name, {"model": "yours"})
        (said,) = page.app.info
        assert "train one on the page Train" in said.value
        assert page.address == {"model": "yours"}


@pytest.mark.parametrize("text", ["", "no_model", "Garments", "../garments", "9" * 5000])
def test_a_model_that_there_is_not_is_ignored(text):
    page = Visit("network", {"model": text})
    assert page.control("model").value == "garments"
    assert page.address == {}


def test_classes_in_an_address_belong_to_the_model(opened):
    assert opened(COLOURS, "why", **{"class": "2"}).address["class"] == "2"
    assert "class" not in opened(COLOURS, "why", **{"class": "Dress"}).address
    assert "class" not in Visit("why", {"class": "2"}).address


def test_the_numbers_on_the_pages_are_the_models(opened):
    image = COLOURS.gallery.images[13]
    prediction = COLOURS.predict(image)
    page = opened(COLOURS, "network", test="13", layer="relu 2", map="1", y="2", x="3")
    made = page.part("network", "result").blocks["values"][1, 2, 3]
    assert made == pytest.approx(prediction.activations[4][1, 2, 3])
    lines = page.sent("scores").header["lines"][1:]
    assert [line["name"] for line in lines] == list(COLOURS.labels)
    assert [line["score"]["value"] for line in lines] == pytest.approx(prediction.logits.tolist())
    matrix = opened(COLOURS, "evaluation").component("confusion")
    assert matrix.json or matrix.mixed.json or matrix.bytes
    facts = opened(COLOURS, "evaluation").facts
    assert facts["Accuracy"][0].replace("\u00a0", " ") == f"{100 * COLOURS.test['accuracy']:.1f} %"


def test_pictures_in_colour_are_perturbed_in_their_colours(opened):
    image = COLOURS.gallery.images[13]
    blocks = opened(COLOURS, "break_it", test="13", b_view="disturb", b_kind="scale").sent("b_sweep").blocks
    amounts = PERTURBATIONS["scale"].amounts
    expected = np.stack([perturb(image, "scale", amount) for amount in amounts])
    pixels = blocks["pixels1"].reshape(len(amounts), *image.shape[1:], 3)
    np.testing.assert_allclose(pixels, 255 * expected.transpose(0, 2, 3, 1), atol=0.51)
    assert not any(name.startswith("palette") for name in blocks)


def test_a_change_of_colours_is_told_to_be_their_mean(opened):
    for model, is_mean in ((COLOURS, True), (UNMEASURED, False)):
        page = opened(model, "break_it", b_view="fool")
        assert page.errors == []
        assert not re.search(r"garment|Fashion|28 ?× ?28|Trouser", text(page))
        header = page.sent("b_ladder").header
        assert header["pictures"][1]["notes"][-1].startswith("the mean of red") is is_mean
