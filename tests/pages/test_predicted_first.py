"""Predict first on the pages about a network: what is asked, what is hidden then, and what is said of it."""

import re
from html import unescape

import numpy as np
import pytest

from cnnviz.attribution.aggregation import dimmed
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.numbers import format_number, percent
from tests.pages.everything import everything
from tests.pages.restored.opened import Opened

CLASSIFIER = load_classifier()
CONFUSION = np.array(CLASSIFIER.card["test"]["confusion"])
RIGHT_ONES = np.diag(CONFUSION)
SHARES = {"recall": RIGHT_ONES / CONFUSION.sum(axis=1), "precision": RIGHT_ONES / CONFUSION.sum(axis=0)}


def asking(page, hub):
    return page.header(f"{hub}_questions")


def guess(page, hub, typed):
    """Type a prediction, and give what is said of it."""
    page.report(f"{hub}_questions", "guess", {"kind": "value", "typed": typed, "at": [0, 0, 0]})
    return verdict(page, hub)


def question(page, hub):
    return asking(page, hub)["questions"]["value"]["text"]


def verdict(page, hub):
    return asking(page, hub)["questions"]["value"]["verdict"]


def show(page, hub):
    """Press “Show me”."""
    page.report(f"{hub}_questions", "reveal_value", asking(page, hub)["task"])


def plain(text):
    return text.replace("\u00a0", " ")


def is_sent(page, text):
    """Whether a number is among all that the browser is told, not as a part of another one."""
    found = rf"(?<![\d.,]){re.escape(plain(text))}(?![\d,]|\.\d)"
    return re.search(found, unescape(plain(everything(page)).replace("\\u00a0", " "))) is not None


def evaluated(**query):
    """The page where the recall of Shirt and the precision of Coat are asked for."""
    return Opened(
        "evaluation", {"predict": "true", "cell": "6-4", "code": "true", "code_as": "torch", **query}
    )


def rows(page):
    """Recall and precision of each class, as they stand in the table."""
    cells = r'<th scope="row">([^<]*)</th><td.*?</td><td>([^<]*).*?</td><td.*?</td><td>([^<]*)'
    return {
        name: (recall.strip(), precision.strip()) for name, recall, precision in re.findall(cells, page.html)
    }


def test_recall_and_precision_are_asked_for_and_not_sent_before_they_are_found():
    page, free = evaluated(), evaluated(predict="false")
    wanted = {"recall": percent(SHARES["recall"][6]), "precision": percent(SHARES["precision"][4])}
    assert all(is_sent(free, share) for share in wanted.values())
    hidden = rows(free) | {"Shirt": ("?", rows(free)["Shirt"][1]), "Coat": (rows(free)["Coat"][0], "?")}
    assert rows(page) == hidden
    assert page.tabs == []
    for measure, share in wanted.items():
        assert not is_sent(page, share)
        assert guess(page, f"evaluation_{measure}", share)["right"]
    assert rows(page) == rows(free)
    assert page.tabs == free.tabs == ["PyTorch"]
    assert page.address == {"predict": "true", "cell": "6-4", "code": "true", "code_as": "torch"}


def test_a_precision_taken_for_a_recall_is_named_and_stays_and_another_cell_is_asked_anew():
    page = evaluated()
    hub = "evaluation_recall"
    assert asking(page, hub)["hub"] == hub  # by which a browser tells it from the precision's question
    said = guess(page, hub, percent(SHARES["precision"][6]))
    assert "divided by the sum of the column, which gives the precision" in said["sentence"]
    page.run()
    assert verdict(page, hub) == said
    show(page, hub)
    assert rows(page)["Shirt"][0] != "?"
    assert rows(page)["Coat"][1] == "?"
    page.report("confusion", "pick", [6, 0])  # another cell of the same row
    assert rows(page)["Shirt"][0] != "?"
    page.report("confusion", "pick", [4, 6])
    assert question(page, hub).startswith("Recall of Coat, such as 0.55 or 55 %? Its row adds up to 1000")
    assert rows(page)["Coat"][0] == rows(page)["Shirt"][1] == "?"


@pytest.mark.parametrize("cell", ["6-4", "6-6"])
def test_both_questions_have_names_of_their_own_and_one_for_a_row_keeps_its_name(cell):
    page = evaluated(cell=cell)
    recall, precision = (asking(page, f"evaluation_{measure}")["task"] for measure in SHARES)
    assert recall != precision
    page.report("confusion", "pick", [6, 0])
    assert asking(page, "evaluation_recall")["task"] == recall
    assert asking(page, "evaluation_precision")["task"] != precision


@pytest.mark.parametrize(
    "query", [{"look": "sure"}, {"look": "calibration"}, {"look": "unlike"}, {"model": "yours"}]
)
def test_elsewhere_on_evaluation_nothing_is_asked(query):
    assert not evaluated(**query).has("evaluation_recall_questions")


def followed(**query):
    """Why, where the logit of Shirt without map 3 is asked for."""
    return Opened("why", {"predict": "true", "class": "Shirt", "via": "3", "test": "42", **query})


@pytest.fixture(scope="module")
def without():
    """What the network computes of the logit of Shirt with map 3 at 0."""
    activations = CLASSIFIER.predict(load_gallery().images[42]).activations
    maps = activations[-3].copy()
    maps[3] = 0
    return format_number(float(CLASSIFIER.network.layers[-1](maps.reshape(1, -1))[0, LABELS.index("Shirt")]))


def test_N3_a_logit_without_a_map_is_asked_for_and_not_sent_before_it_is_found(without):
    page, free = followed(), followed(predict="false")
    assert not free.has("why_without_questions")
    said = f"Without map 3 the logit would be {without}."
    assert said in free.html
    assert not is_sent(page, without)
    assert guess(page, "why_without", without)["right"]
    assert said in page.html
    assert page.address["predict"] == "true"


def test_N3_a_map_that_is_added_once_more_is_named_and_stays_and_another_map_is_asked_anew(without):
    page = followed()
    logit = float(CLASSIFIER.predict(load_gallery().images[42]).logits[LABELS.index("Shirt")])
    assert question(page, "why_without").endswith("What would it be without map 3?")
    said = guess(page, "why_without", format_number(2 * logit - float(without.replace("−", "-"))))
    assert "You added what the map adds once more" in said["sentence"]
    page.run()
    assert verdict(page, "why_without") == said
    assert not is_sent(page, without)
    show(page, "why_without")
    assert is_sent(page, without)
    page.report("contributions", "pick", 0)
    assert verdict(page, "why_without") is None
    assert "Without map" not in page.html


def detecting(**query):
    """Units, where the number of a map of the first layer is asked for in half the light."""
    return Opened("units", {"predict": "true", "map": "2", "test": "42", **query})


def in_half_light():
    return dimmed(CLASSIFIER.network, load_gallery().images[42][None], 0, 2, 0.5)


def sums(page):
    """Both rows of the table: what makes the number in full and in less light."""
    return re.findall(r"<tr><th scope=\"row\">at .*?</tr>", page.html)


def test_a_number_in_less_light_is_asked_for_and_not_sent_before_it_is_found():
    page, free = detecting(), detecting(predict="false")
    less = in_half_light().less
    answer = format_number(less.output, 3)
    assert answer in sums(free)[1]
    assert [sums(page)[1].count("<td>?</td>"), sums(page)[0]] == [2, sums(free)[0]]
    for hidden in (less.output, less.sum):
        assert not is_sent(page, format_number(hidden, 3))
    assert (
        page.maps("detector")[3].header["known"] == 0
    )  # an empty place, so that nothing moves once it is known
    assert not np.asarray(page.maps("detector")[3].header["values"], float).any()
    assert guess(page, "units", answer)["right"]
    assert sums(page) == sums(free)
    assert [one.header["label"] for one in page.maps("detector")] == [
        one.header["label"] for one in free.maps("detector")
    ]
    assert page.address["predict"] == "true"


def test_a_bias_that_is_made_dimmer_is_named_and_stays_and_another_light_is_asked_anew():
    page = detecting()
    said = guess(page, "units", format_number(in_half_light().full.output / 2))
    assert "You made the bias dimmer, too" in said["sentence"]
    page.run()
    assert verdict(page, "units") == said
    assert "?" in sums(page)[1]
    show(page, "units")
    assert "?" not in sums(page)[1]
    page.app.slider(key="dim").set_value(0.25)
    page.run()
    assert plain(question(page, "units")).startswith("The picture at 25 % brightness: what is b·x + bias?")
    assert "?" in sums(page)[1]


def test_in_full_light_and_without_an_angle_nothing_is_asked():
    page = detecting(dim="1.0")
    assert not page.has("units_questions")
    assert "?" not in "".join(sums(page))
    assert any("Make the picture dimmer" in caption.value for caption in page.app.caption)


BROKEN = {
    "operate": {"ops": "map~0~8~~map~2~1"},
    "disturb": {"b_view": "disturb", "b_kind": "blur", "b_blur": "2"},
}


def broken(view, **query):
    """Break it, where the count of correct test images is asked for."""
    return Opened("break_it", {"predict": "true", **BROKEN[view], **query})


def counted(page):
    """What is said of the count: before and after, and how it came about."""
    ((value, origin),) = [fact for name, fact in page.facts.items() if name.startswith("Correct")]
    return value, origin


@pytest.mark.parametrize("view", BROKEN)
def test_a_count_of_correct_images_is_asked_for_and_not_sent_before_it_is_found(view):
    page, free = broken(view), broken(view, predict="false")
    before, after = counted(free)[0].split(" → ")
    lost, won = map(int, re.findall(r"(\d+) (?:lost|gained)", counted(page)[1]))
    assert int(after) == int(before) - lost + won != int(before)
    assert counted(page) == (f"{before} → ?", f"{lost} lost, {won} gained")
    assert guess(page, "break_it", after)["right"]
    assert counted(page) == counted(free)
    assert page.address["predict"] == "true"


def test_a_count_without_the_gained_ones_is_named_and_stays_and_another_operation_is_asked_anew():
    page = broken("operate")
    value, origin = counted(page)
    lost, won = map(int, re.findall(r"(\d+) (?:lost|gained)", origin))
    assert won
    said = guess(page, "break_it", str(int(value.split()[0]) - lost))
    assert "You left out those that were gained" in said["sentence"]
    page.run()
    assert verdict(page, "break_it") == said
    assert counted(page)[0].endswith("?")
    show(page, "break_it")
    assert not counted(page)[0].endswith("?")
    page.app.button(key="b_out_1").click()
    page.run()
    assert counted(page)[0].endswith("?")
    assert verdict(page, "break_it") is None


def test_before_any_operation_and_where_nothing_changes_nothing_is_asked():
    page = Opened("break_it", {"predict": "true"})
    assert not page.has("break_it_questions")
    assert "→" not in counted(page)[0]
    same = broken("disturb", b_blur="0")
    assert not same.has("break_it_questions")
    assert any("No prediction is lost or gained" in caption.value for caption in same.app.caption)


def flattened(**query):
    """Network, where it is asked where flatten puts a number."""
    return Opened("network", {"predict": "true", "layer": "flatten", "map": "3", "y": "2", "x": "5", **query})


def test_F1_where_flatten_puts_a_number_is_asked_and_its_view_shown_once_it_is_found():
    page, free = flattened(), flattened(predict="false")
    assert not page.has("network_view")
    assert page.saved("cnnviz-flatten", ".npy") is None is not free.saved("cnnviz-flatten", ".npy")
    assert "<style>.st-key-saves" in page.html
    assert page.sent("worked").header["number"] == free.sent("worked").header["number"] != "?"
    assert (
        "put the numbers of all maps at one position" in guess(page, "network_flat", "19*16 + 3")["sentence"]
    )
    assert not page.run().has("network_view")
    assert guess(page, "network_flat", "3*49 + 2*7 + 5")["right"]
    assert page.part("network", "result").header["windows"] == "flatten"
    assert page.view("network")["predict"] is False
    assert "<style>.st-key-saves" not in page.html
    page.app.number_input(key="map").set_value(4)
    page.run()
    assert not page.has("network_view")
    show(page, "network_flat")
    assert page.has("network_view")
