"""Digits drawn on the pad by hands that are written down: the figure of the card, recomputed."""

import json

import numpy as np
import pytest

from cnnviz.models.table import load
from cnnviz.network.prepare import Preparation
from cnnviz.training.drawn import final
from cnnviz.training.drawn.pad import drawings
from cnnviz.training.hands import measure_drawings
from cnnviz.training.taught import TAUGHT


@pytest.fixture(scope="module")
def model():
    return load("digits")


@pytest.fixture(scope="module")
def measured(model):
    return measure_drawings(model.about, model.network, model.familiarity, final.HANDS)


def test_of_100_drawn_digits_at_least_90_are_read_right_or_warned_of(measured):
    assert measured["drawings"] == 100
    assert measured["right"] + measured["warned"] >= 90
    assert measured["right"] + measured["warned"] + len(measured["wrong"]) == 100


def test_the_card_says_what_became_of_each(measured):
    shipped = json.loads((TAUGHT["digits"].assets / "card.json").read_text(encoding="utf-8"))
    assert shipped["drawn"] == measured


def test_what_is_counted_is_what_the_page_shows_of_a_drawing(model, measured):
    shown = [
        (one, model.predict(model.about.prepare(one.picture, Preparation()).input))
        for one in drawings(final.HANDS)
    ]
    right = [int(np.argmax(seen.logits)) == one.digit for one, seen in shown]
    unlike = [seen.unlike for _, seen in shown]
    assert measured["right"] == sum(right)
    assert measured["false_alarms"] == sum(a and b for a, b in zip(right, unlike, strict=True))
    assert measured["warned"] == sum(b and not a for a, b in zip(right, unlike, strict=True))
