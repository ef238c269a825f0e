"""Design: row N6 of the curriculum read off the page, and other designs followed to every number."""

import csv
import io
import json
import re

import pytest

from cnnviz.architectures import NETWORKS
from cnnviz.designs import STARTS, measure_design, read_design, start, trainable, write_design
from cnnviz.figures import format_number
from cnnviz.live import Design as Trained
from pages.ui.design.training import query_of
from tests.pages.conftest import Visit
from tests.pages.everything import everything
from tests.pages.restored.opened import Opened

LENET = write_design(start("lenet5"))
SMALL = "Input_1_28_28~Conv2d_4_3_p1~Tanh~MaxPool2d_2~Conv2d_8_3_p1~Tanh~MaxPool2d_2~Linear_10"


def view(page):
    sent = page.component("d_view")
    return json.loads(sent.json or sent.mixed.json)


def table(page):
    """The rows of the table of layers, without its head."""
    text = "".join(element.proto.body for element in page.app.get("html"))
    rows = re.findall(r"<tr.*?</tr>", text, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows][1:]


def test_N6_lenet_stands_there_first_and_its_numbers_add_up(visit):
    page = visit("design", d_table="true")
    assert view(page)["text"] == LENET
    rows = table(page)
    parameters = [row[3] for row in rows]
    assert parameters == ["156", "0", "2416", "0", "48,120", "10,164", "850", "61,706"]
    assert [row[2] for row in rows[:4]] == ["28 × 28 × 6", "14 × 14 × 6", "10 × 10 × 16", "5 × 5 × 16"]
    assert rows[3][-1] == "16 × 16"


def test_N6_what_is_put_in_is_followed_to_every_number(visit):
    page = visit("design", d_table="true")
    text = LENET.replace("Conv2d_6_5", "Conv2d_9_5").replace("Linear_84", "Linear_50")
    page.report("d_view", "design", {"text": text, "at": 2})
    found = measure_design(read_design(text))
    assert [row[3] for row in table(page)] == [
        *(format_number(row.parameters.value) for row in found.rows),
        format_number(found.parameters),
    ]
    assert page.address["d_design"] == text
    assert page.address["d_at"] == "2"


def test_N6_what_does_not_fit_ends_the_table_and_no_code_is_written(visit):
    text = LENET.replace("Conv2d_16_5", "Conv2d_16_15")
    page = visit("design", d_design=text, d_table="true", code="true")
    assert len(table(page)) == 2 + 1
    assert not page.app.code


@pytest.mark.parametrize("key", NETWORKS)
def test_N6_every_architecture_can_be_started_from(visit, key):
    page = visit("design")
    page.report("d_view", "start", key)
    assert view(page)["text"] == write_design(start(key))
    assert page.address.get("d_design", "lenet5") == key
    assert [title for name, title in view(page)["starts"] if name == key] == [NETWORKS[key].title]


def test_the_address_of_a_start_that_was_changed_back_is_its_name():
    page = Visit("design", {"d_design": write_design(start("vgg16"))})
    assert page.address["d_design"] == "vgg16"


def test_N6_the_code_of_every_language_is_that_of_the_design(visit):
    page = visit("design", d_design=SMALL, code="true")
    numpy, torch, keras = (element.value for element in page.app.code)
    rows = measure_design(read_design(SMALL)).rows
    for code in (numpy, torch):
        names = {}
        exec(compile(code, "script.py", "exec"), names)
        assert names["output"].sum() == sum(row.parameters.value for row in rows)
    compile(keras, "script.py", "exec")
    assert "layers.Conv2D(8, 3, " in keras


def test_N6_the_saved_table_has_every_layer():
    page = Opened("design", {"d_design": ["resnet18"]})
    saved = list(csv.DictReader(io.StringIO(page.files["cnnviz-design.csv"]().decode())))
    counts = [sum(int(line[name]) for name in ("weights", "biases", "batch norm")) for line in saved]
    assert sum(counts) == 11_689_512


def test_a_design_that_is_small_enough_leads_to_train_with_its_layers(visit):
    page = visit("design", d_design=SMALL)
    (link,) = [one for one in page.app.get("page_link") if one.proto.label == "Train this"]
    query = dict(pair.split("=") for pair in link.proto.query_string.split("&"))
    assert query == query_of(trainable(read_design(SMALL)))
    train = Visit("train", query)
    shown = {key: str(train.controls[key].value).lower() for key in query}
    assert shown == query


def test_train_links_have_every_choice_of_layers():
    query = query_of(Trained(filters=(3, 5, 7), depth=1, kernel_size=3, batch_norm=True, pooling="avg"))
    assert set(query) == {
        "t_stages",
        "t_depth",
        "t_f1",
        "t_f2",
        "t_f3",
        "t_kernel",
        "t_pool",
        "t_act",
        "t_norm",
    }


def test_what_train_cannot_have_says_why(visit):
    page = visit("design")
    text = "".join(element.proto.body for element in page.app.get("html"))
    assert "Not on Train" in text
    assert "28 × 28" in text


@pytest.mark.parametrize(
    "sent",
    [
        None,
        -1,
        "x" * 5000,
        {},
        {"text": "Input", "at": 1},
        {"text": LENET, "at": 99},
        {"text": LENET},
        "nothing",
    ],
)
def test_what_is_no_design_changes_nothing(sent):
    page = Visit("design", {"d_design": SMALL})
    before = view(page)
    page.report("d_view", "design", sent)
    page.report("d_view", "start", sent)
    assert (view(page)["text"], view(page)["at"]) == (before["text"], before["at"])


def test_all_starts_can_be_chosen_lenet_first(visit):
    starts = [key for key, _ in view(visit("design"))["starts"]]
    assert starts == list(STARTS)
    assert starts[0] == "lenet5"


def guess(page, kind, typed):
    page.report("design_questions", "guess", {"kind": kind, "typed": typed, "at": [0, 0, 0]})
    return page.header("design_questions")["questions"][kind]["verdict"]


def test_N6_the_layer_that_is_looked_at_is_predicted_and_what_follows_is_hidden_until_then():
    page = Opened("design", {"d_at": "3", "predict": "true", "d_table": "true", "code": "true"})
    hidden = {"whole": 2, "size": False, "number": False, "is_all": False}
    assert view(page)["seen"] == hidden
    shown = everything(page)
    assert [text for text in ("10 × 10", "2416", "61,706", "cnnviz-design.csv") if text in shown] == []
    assert "conv2 is given 14 × 14 × 6. 5 × 5 convolution, 16 filters, tanh." in page.html
    assert "You forgot the biases" in guess(page, "value", "2400")["sentence"]
    assert guess(page, "size", "10")["right"]
    assert view(page)["seen"] == hidden | {"size": True}
    page.report("design_questions", "reveal_value", page.header("design_questions")["task"])
    assert view(page)["seen"] == {"whole": 3, "size": True, "number": True, "is_all": False}


def test_N6_a_layer_that_was_just_added_is_asked_for_and_one_that_is_known_is_not_hidden_again():
    page = Opened("design", {"predict": "true"})
    guess(page, "size", "28")
    guess(page, "value", "156")
    assert view(page)["seen"]["whole"] == 1
    added = LENET.replace("Conv2d_6_5~Tanh", "Conv2d_6_5~Tanh~Conv2d_9_3_p1~BatchNorm2d~ReLU")
    page.report("d_view", "design", {"text": added, "at": 2})
    asked = page.header("design_questions")["questions"]
    assert asked["value"]["text"] == "How many parameters does conv2 have?"
    assert view(page)["seen"] == {"whole": 1, "size": False, "number": False, "is_all": False}
    assert "You forgot the batch norm" in guess(page, "value", str(9 * 6 * 3 * 3))["sentence"]
    page.report("d_view", "design", {"text": added, "at": 1})
    assert view(page)["seen"] == {"whole": 1, "size": True, "number": True, "is_all": False}


def test_N6_of_the_input_and_of_what_does_not_fit_nothing_is_asked():
    page = Opened("design", {"d_at": "0", "predict": "true"})
    assert not page.has("design_questions")
    assert view(page)["seen"]["whole"] == 0
    text = LENET.replace("Conv2d_16_5", "Conv2d_16_15")
    page.report("d_view", "design", {"text": text, "at": 3})
    assert not page.has("design_questions")
    assert view(page)["seen"]["is_all"]
