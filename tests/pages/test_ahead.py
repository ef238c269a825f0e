"""All maps of a network that is chosen next, drawn before the page runs: the very bytes of the page."""

import json

import pytest

from cnnviz.errors import CnnvizError
from cnnviz.models.model import Model
from pages.ui.linked import previews

#: Where a learner looks on Network when another network is chosen.
STARTS = [
    {},
    {"test": "37", "layer": "relu 2", "map": "12", "range": "strongest"},
    {"test": "99", "layer": "conv 8", "map": "9", "y": "3", "x": "2"},
    {"layer": "flatten", "map": "3", "range": "map"},
    {"layer": "dense", "class": "sneaker"},
    {"layer": "softmax", "temperature": "2"},
    {"model": "digits", "layer": "pool 2", "map": "4"},
]


@pytest.fixture
def served(monkeypatch):
    """As if started by serve.py."""
    monkeypatch.setattr(previews, "is_served", True)


def answering(page):
    """What answers the choice of another network."""
    found = page.app.session_state["kept:ahead"]
    assert page.sent("maps").header["ahead"]["address"] == f"preview/{found.token}"
    return found


def asked(choice):
    """A choice, as the browser asks for what follows from it."""
    return json.dumps({"choice": choice})


@pytest.mark.parametrize("query", STARTS, ids=str)
def test_another_network_is_drawn_ahead_with_the_bytes_of_the_page_which_computes_them_once(
    visit, served, monkeypatch, query
):
    page = visit("network", **query)
    other = "garments" if query.get("model") == "digits" else "digits"
    answer = answering(page).respond(asked(other))
    predicted = []
    monkeypatch.setattr(Model, "predict", lambda model, image: predicted.append(image))
    page.set("model", other)
    assert not page.errors
    assert answer == page.component("maps").bytes
    assert not predicted


def test_an_answer_for_another_picture_is_computed_anew(visit, served):
    page = visit("network", test="3")
    answer = answering(page).respond(asked("digits"))
    page.set("test", 4)
    page.set("model", "digits")
    assert answer != page.component("maps").bytes == answering(page).respond(asked("digits"))


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", '{"choice": ["digits"]}', asked("yours"), asked("no such"), "[" * 9999]
)
def test_what_is_no_network_that_ships_is_left_to_the_page(visit, served, text):
    assert answering(visit("network")).respond(text) is None


def test_nothing_is_answered_for_a_picture_of_the_learners_own_or_where_nobody_serves_it(visit, monkeypatch):
    page = visit("network")
    assert page.sent("maps").header["ahead"] is None
    monkeypatch.setattr(previews, "is_served", True)
    page = visit("network", src="own")
    assert page.sent("maps").header["ahead"] is None
    assert page.app.session_state["kept:ahead"].respond(asked("digits")) is None


def test_a_network_that_cannot_be_read_is_left_to_the_page(visit, served, monkeypatch):
    def predict(model, image):
        raise CnnvizError("damaged")

    answers = answering(visit("network"))
    monkeypatch.setattr(Model, "predict", predict)
    assert answers.respond(asked("digits")) is None
