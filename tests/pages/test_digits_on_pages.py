"""The digits on the pages of a network: chosen, read, drawn on, and what their card says."""

import json
import re

import pytest

from cnnviz.training.taught import TAUGHT
from tests.pages.conftest import Visit

PAGES = ("network", "why", "evaluation", "units", "break_it", "softmax", "modes")


def text(page):
    bodies = [element.proto.body for element in page.app.get("html")]
    words = bodies + [
        one.value for kind in ("info", "caption", "markdown") for one in getattr(page.app, kind)
    ]
    return re.sub(r"<[^>]+>", " ", " ".join(words)).replace("\u00a0", " ")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_the_digits_and_no_word_of_garments(page):
    shown = Visit(page, {"model": "digits"})
    assert shown.errors == []
    assert shown.address["model"] == "digits"
    assert not re.search(r"garment|Fashion|Trouser", text(shown))


@pytest.mark.parametrize("sample", ["seven", "four", "three"])
def test_a_drawn_digit_that_ships_is_read_right_on_the_page(sample):
    shown = Visit("network", {"model": "digits", "src": "own", "digit": sample})
    assert shown.errors == []
    likeliest = max(shown.sent("scores").header["lines"][1:], key=lambda line: percent(line["share"]["text"]))
    assert likeliest["name"] == {"three": "3", "four": "4", "seven": "7"}[sample]


def percent(text):
    return float(re.sub(r"[^0-9.]", "", text))


def test_the_card_tells_of_duplicates_and_of_hands_that_nobody_has():
    card = json.loads((TAUGHT["digits"].assets / "card.json").read_text(encoding="utf-8"))
    words = text(Visit("network", {"model": "digits", "card": "true"}))
    assert f"{card['facts']['duplicates']['between']:,} are in both" in words
    assert f"of {card['drawn']['drawings']} drawings {card['drawn']['right']} are read right" in words
    assert "Nobody drew them" in words
    assert "CC BY-SA 3.0" in words
    assert "are in both" not in text(Visit("network", {"card": "true"}))
