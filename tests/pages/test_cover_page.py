"""Why, with a cover by hand: the scores before and after are the network's."""

import numpy as np
import pytest

from cnnviz.figures import format_number
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.numbers import percents
from tests.pages.conftest import Visit

CLASSIFIER, GALLERY = load_classifier(), load_gallery()


def opened(**query):
    return Visit("why", {"method": "hand", "test": "92", **query})


def check(page, rows, columns, level=0.0):
    """Hold the page's facts against the network on a picture that is covered here."""
    image = GALLERY.images[92]
    covered = image.copy()
    covered[rows, columns] = level
    before, after = CLASSIFIER.predict(image), CLASSIFIER.predict(covered)
    label = int(before.logits.argmax())
    name, shares = LABELS[label], [percents(one.probabilities.tolist()) for one in (before, after)]
    assert page.facts[f"{name}, before"] == (shares[0][label], f"logit {format_number(before.logits[label])}")
    assert page.facts[f"{name}, covered"] == (shares[1][label], f"logit {format_number(after.logits[label])}")
    then = int(after.logits.argmax())
    assert page.facts["Predicted, covered"][0] == f"{LABELS[then]}, {shares[1][then]}"


def test_N3_a_cover_of_7_by_7_turns_the_boot_into_a_sandal():
    page = opened()
    check(page, slice(9, 16), slice(12, 19))
    assert page.facts["Ankle boot, covered"][0] == "0.7\u00a0%"
    assert page.facts["Predicted, covered"][0] == "Sandal, 95.0\u00a0%"


def test_where_a_cover_lies_and_what_is_predicted_then_is_heard():
    page = opened(cover_row="3", cover_column="20")
    value, origin = page.facts["Predicted, covered"]
    said = f'role="status">Covered at row 3, column 20: {value}, {origin}</p>'
    assert any(said in element.proto.body for element in page.app.get("html"))


@pytest.mark.parametrize(("fill", "level"), [("black", 0.0), ("white", 1.0), ("mean", None)])
def test_N3_a_cover_has_the_place_size_and_colour_of_the_address(fill, level):
    page = opened(cover_row="3", cover_column="20", cover_high="5", cover_wide="2", cover=fill)
    level = float(GALLERY.images[92].mean()) if level is None else level
    check(page, slice(3, 8), slice(20, 22), np.float32(level))


def test_N3_a_click_puts_the_covers_middle_there_and_no_further_than_the_edge():
    page = opened().report("cover_maps", "pick", [0, 20, 10])
    assert (page.address["cover_row"], page.address["cover_column"]) == ("17", "7")
    check(page, slice(17, 24), slice(7, 14))
    page.report("cover_maps", "pick", [0, 27, 0])
    assert (page.address["cover_row"], page.address["cover_column"]) == ("21", "0")
    check(page, slice(21, 28), slice(0, 7))


def test_a_cover_that_grows_at_an_edge_is_moved_in():
    page = opened(cover_row="21", cover_column="21")
    page.control("cover_high").set_value(28)
    page.run()
    check(page, slice(0, 28), slice(21, 28))


def test_the_worst_place_is_where_the_logit_falls_most():
    page = opened(cover_worst="true", cover_high="20", cover_wide="26")
    image = GALLERY.images[92]
    label = int(CLASSIFIER.predict(image).logits.argmax())
    after = {}
    for row in range(9):
        for column in range(3):
            covered = image.copy()
            covered[row : row + 20, column : column + 26] = 0
            after[row, column] = CLASSIFIER.predict(covered).logits[label]
    row, column = min(after, key=after.get)
    assert page.facts["Worst place of all"][0] == f"row {row}, column {column}"
