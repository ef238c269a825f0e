"""Every page on a network works with another model: other classes, sizes and layers, less that is known."""

import re

import numpy as np
import pytest

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
    *(("break_it", {"b_view": "disturb", "b_kind": kind}) for kind in ("right", "occlude", "noise", "scale")),
    ("break_it", {"b_view": "fool"}),
    ("softmax", {"src": "own"}),
]


@pytest.mark.parametrize(("page", "query"), LOOKS)
@pytest.mark.parametrize("model", [COLOURS, UNMEASURED], ids=["measured", "unmeasured"])
def test_every_look_of_a_page_works_with_another_model(opened, page, query, model):
    for name in (*model.layer_names, "softmax") if "*" in query.values() else [""]:
        shown = opened(model, page, **{key: name if text == "*" else text for key, text in query.items()})
        assert shown.errors == []
        assert not re.search(r"garment|Fashion|28 ?× ?28|Trouser", text(shown))
