"""The page on softmax: what it keeps of what is set, offers for saving, and says of the network."""

import csv
import io

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from pages.ui.softmax.logits import LARGEST, MOST_CLASSES
from tests.pages.restored.opened import Opened

LESSON = [2.5, 1.8, 0.2]  # curriculum, F2


def opened(**query):
    return Opened("softmax", {key: [text] for key, text in query.items()})


def probabilities(page):
    return page.saved("cnnviz-softmax", ".npy")


def test_F2_the_page_begins_with_the_lessons_logits_and_keeps_pytorchs_probabilities():
    page = opened()
    assert [logit for _, logit in page.view("softmax")["fields"]["classes"]] == LESSON
    found = probabilities(page)
    np.testing.assert_allclose(found, F.softmax(torch.tensor(LESSON, dtype=torch.float64), 0), rtol=1e-9)
    assert found.round(3).tolist() == [0.626, 0.311, 0.063]


def test_F2_other_logits_and_another_temperature_give_other_probabilities():
    page = opened()
    page.react("softmax", "classes", [["a", 1.5], ["", -2]])
    page.react("softmax", "temperature", 0.5)
    expected = F.softmax(torch.tensor([1.5, -2.0], dtype=torch.float64) / 0.5, 0)
    np.testing.assert_allclose(probabilities(opened(**page.address)), expected, rtol=1e-9)
    assert page.address == {"logits": "1.5~-2", "names": "a~", "softmax_t": "0.5"}


@pytest.mark.parametrize("way", ["sigmoids", "one"])
def test_F5_sigmoids_give_pytorchs_probabilities(way):
    page = opened(softmax_by=way, softmax_at="1")
    shown = LESSON if way == "sigmoids" else LESSON[1:2]
    np.testing.assert_allclose(probabilities(page), torch.sigmoid(torch.tensor(shown).double()), rtol=1e-6)
    page.react("softmax", "classes", [["a", -3], ["b", 4], ["c", 0]])
    changed = [-3.0, 4, 0] if way == "sigmoids" else [4.0]
    found = probabilities(opened(**page.address))
    np.testing.assert_allclose(found, torch.sigmoid(torch.tensor(changed).double()), rtol=1e-6)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("classes", []),
        ("classes", [["a", 1]]),
        ("classes", [["a", 1]] * (MOST_CLASSES + 1)),
        ("classes", [["a", 1], ["b", LARGEST + 1]]),
        ("classes", [["a", 1], ["b", "2"]]),
        ("classes", [["a" * 99, 1], ["b", 2]]),
        ("classes", [["a", 1], 2]),
        ("classes", "a"),
        ("temperature", 0),
        ("temperature", "1"),
        ("way", "max"),
        ("right", -1),
        ("stage", 5),
    ],
)
def test_what_no_view_sends_changes_nothing(field, value):
    page = opened()
    before = page.view("softmax")["fields"]
    page.react("softmax", field, value)
    assert page.view("softmax")["fields"] == before
    assert page.address == {}


def test_the_right_class_and_the_one_looked_at_are_among_the_classes_that_are_left():
    page = opened(softmax_right="2", softmax_at="2")
    page.react("softmax", "classes", [["a", 1], ["b", 2]])
    fields = page.view("softmax")["fields"]
    assert (fields["right"], fields["at"]) == (1, 1)


@pytest.mark.parametrize("number", [0, 92])
def test_the_network_offers_its_own_logits_of_the_picture(number):
    gallery = load_gallery()
    offered = opened(test=str(number)).view("softmax")["network"]
    logits = load_classifier().predict(gallery.images[number]).logits
    assert [name for name, _ in offered["classes"]] == list(LABELS)
    assert np.array([logit for _, logit in offered["classes"]], np.float32).tolist() == logits.tolist()
    assert offered["right"] == gallery.labels[number]


def guess(page, typed, at):
    page.react("softmax", "guess", {"kind": "value", "typed": typed, "at": at})
    return page.view("softmax")["verdicts"]["value"]


@pytest.mark.parametrize(("way", "share"), [("softmax", "0.31"), ("sigmoids", "0.86"), ("one", "0.86")])
def test_F2_F5_a_predicted_probability_is_judged_and_nothing_is_saved_meanwhile(way, share):
    page = opened(predict="true", softmax_by=way, softmax_at="1")
    assert guess(page, share, [0, 0, 1])["right"]
    assert not guess(page, "0.5", [0, 0, 1])["right"]
    assert "cnnviz-softmax.csv" not in page.files
    assert "cnnviz-softmax.csv" in opened(softmax_by=way).files
    assert opened(softmax_by=way).view("softmax")["verdicts"] == {}


def test_F2_a_slip_is_named_and_a_verdict_is_of_its_own_logits():
    page = opened(predict="true")
    missed = guess(page, "12.18", [0, 0, 0])
    assert "stopped before dividing by the sum" in missed["sentence"]
    asked = page.view("softmax")["asking"]
    page.react("softmax", "classes", [["a", 1], ["b", 1]])
    assert page.view("softmax")["asking"] != asked
    assert "value" not in page.view("softmax")["verdicts"]
    assert guess(page, "50 %", [0, 0, 1])["right"]


def test_the_table_to_save_has_classes_logits_and_probabilities_and_no_formula():
    page = opened(names="=1+1~b~c")
    (make,) = [make for name, make in page.files.items() if name.endswith(".csv")]
    rows = list(csv.reader(io.StringIO(make().decode())))
    assert rows[0] == ["class", "logit", "probability"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "b", "c"]
    assert [float(row[1]) for row in rows[1:]] == LESSON
    assert [float(row[2]) for row in rows[1:]] == probabilities(page).tolist()


@pytest.mark.parametrize("way", ["softmax", "sigmoids", "one"])
def test_the_code_gives_the_probabilities(way):
    page = opened(code="true", softmax_by=way, softmax_t="0.5", logits="1~-2~0.25")
    *_, in_numpy, in_torch = (element.value for element in page.app.code)
    for code in (in_numpy, in_torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        np.testing.assert_allclose(np.asarray(names["output"]), probabilities(page), rtol=1e-6)


def test_the_slip_about_the_sum_is_set_right():
    assert 'id="slip-softmax-sum"' in opened(said="true").html
