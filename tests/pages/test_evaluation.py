"""The Evaluation page without a browser: extremes of its controls, and numbers that agree with the card."""

import json
import re
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.network.calibration import expected_error
from cnnviz.network.familiarity import WARN_FROM
from cnnviz.network.report import worst_confusions
from cnnviz.numbers import NO_BREAK, percent
from pages.ui.evaluation.distances import _said
from pages.ui.evaluation.pictures import MOST

CARD = load_classifier().card
FOUND = load_classifier().evaluation


def text(page):
    """All prose and HTML on the page."""
    return "\n".join(element.proto.body for element in page.app.get("html")).replace("\u00a0", " ")


def matrix(page):
    """What the matrix was given."""
    return json.loads(page.component("confusion").json)


def pictures(page, key):
    """The pictures as they are drawn, of 0–255."""
    return [drawn.pixels for drawn in page.maps(f"{key}_all")]


def test_the_page_starts_with_the_most_frequent_mistake_and_all_its_pictures(visit):
    page = visit("evaluation")
    label, answer, count = worst_confusions(CARD["test"]["confusion"], 1)[0]
    assert matrix(page)["chosen"] == [label, answer]
    assert matrix(page)["counts"] == CARD["test"]["confusion"]
    shown = pictures(page, "seen")
    assert len(shown) == count
    mistakes = FOUND.mistakes.images[FOUND.mistakes.behind(label, answer)]
    np.testing.assert_array_equal(shown, np.rint(mistakes * 255))
    assert page.facts["Accuracy"][0] == percent(CARD["test"]["accuracy"])
    assert page.facts["Mistakes"][0] == str(len(FOUND.mistakes.labels))


def test_a_cell_of_the_diagonal_shows_what_ships_of_the_rightly_answered(visit):
    page = visit("evaluation", cell="5-5")
    gallery = load_gallery()
    for drawn in pictures(page, "seen"):
        assert (np.rint(gallery.images[gallery.labels == 5] * 255) == drawn).all(axis=(1, 2)).any()
    assert str(CARD["test"]["confusion"][5][5]) in text(page)


def test_a_cell_without_pictures_says_so(visit):
    assert f"No <b>{LABELS[1]}</b> was classified as <b>{LABELS[9]}</b>" in text(
        visit("evaluation", cell="1-9")
    )


@pytest.mark.parametrize(
    "query", [{"cell": "10-0"}, {"cell": "x"}, {"seen": "92"}, {"look": "none"}, {"bins": "7"}]
)
def test_an_address_that_asks_for_too_much_opens_the_page_all_the_same(visit, query):
    assert matrix(visit("evaluation", **query))["labels"] == list(LABELS)


@pytest.mark.parametrize("least", ["0.5", "0.9", "0.99"])
def test_the_mistakes_above_the_confidence_set_are_counted_and_shown(visit, least):
    page = visit("evaluation", look="sure", surer=least)
    wrong = FOUND.mistakes.more_confident_than(float(least))
    shown = pictures(page, "sure") if wrong else []
    assert len(shown) == min(wrong, MOST)
    if wrong:
        assert f"<b>{wrong}</b> mistakes with a confidence above" in text(page)
    else:
        assert "Choose a lower threshold" in page.app.info[0].value


@pytest.mark.parametrize("bins", ["5", "10", "20"])
def test_the_calibration_error_is_that_of_the_bins_shown(visit, bins):
    page = visit("evaluation", look="calibration", bins=bins)
    answers = FOUND.confidence.coarser(int(bins))
    assert page.facts["Expected calibration error"][0] == percent(expected_error(answers), 2)
    counts = [int(count.replace(",", "")) for count in re.findall(r"<b>([\d,]+)</b></span>", text(page))]
    assert counts == answers.counts.tolist()


@pytest.mark.parametrize("query", [{"test": "99"}, {"src": "own", "garment": "bag"}])
def test_the_learners_picture_stands_among_the_distances(visit, query):
    page = visit("evaluation", look="unlike", **query)
    for name, counts in FOUND.distances.items():
        assert f"{name} <small>({counts.sum():,})</small>" in text(page)
    assert "Your picture lies at distance" in text(page)


def test_what_lies_beyond_the_line_is_what_the_card_says(visit):
    rule = load_classifier().card["familiarity"]
    rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', text(visit("evaluation", look="unlike")))
    said = {name: unescape(re.findall("<td[^>]*>([^<]*)</td>", cells)[-1]) for name, cells in rows}
    assert said["test images"] == percent(rule["false_alarms_on_test_images"]).replace(NO_BREAK, " ")
    assert said["training images"] == percent(1 - WARN_FROM).replace(NO_BREAK, " ")
    for name, hit in rule["hits"].items():
        assert said[name] == percent(hit["warned"]).replace(NO_BREAK, " ")


def test_beyond_all_training_images_no_share_is_given():
    classifier = load_classifier()
    answer = classifier.predict(load_gallery().images[0])
    assert f"farther out than {percent(answer.share_nearer)} of the training images" in _said(answer)
    assert "than every training image" in _said(replace(answer, share_nearer=1.0))
