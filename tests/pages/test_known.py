"""What a linked view knows of a learner's work beside what is set, and outputs filled in beforehand."""

import pytest

from cnnviz import images, kernels
from cnnviz.figures import format_number
from pages.ui.linked.left_open import MOST

#: A picture of 5×5 numbers under a kernel of 3×3: 3×3 outputs.
START = {
    "kernels": {"img": "binary", "kernel": "custom", "predict": "true", "open": "0.1.2~0.2.0"},
    "pooling": {"img": "pooling", "predict": "true", "pool_open": "0.0.1~0.1.1"},
}
OPEN = {"kernels": [[0, 1, 2], [0, 2, 0]], "pooling": [[0, 0, 1], [0, 1, 1]]}


def known(page, name):
    return page.view(name)["known"]


def guess(page, name, typed, at):
    page.react(name, "guess", {"kind": "value", "typed": typed, "at": at})
    return page.view(name)["verdicts"]["value"]["right"]


@pytest.mark.parametrize("name", START)
def test_outputs_are_left_open_the_others_and_with_them_the_size_are_there(visit, name):
    page = visit(name, **START[name])
    view = page.view(name)
    assert view["left_open"] == OPEN[name]
    assert view["asks_value"]
    assert not view["asks_size"]
    outputs = page.part(name, "result").blocks["values"]
    for found, (plane, row, column) in enumerate(OPEN[name]):
        assert known(page, name) == {"visited": 1, "changed": False, "left_open": 2, "found": found}
        right = format_number(float(outputs[plane, row, column]))
        assert not guess(page, name, f"{right}1", [plane, row, column])
        assert guess(page, name, right, [plane, row, column])
    assert guess(page, name, right, [plane, row, column])  # once more is counted once
    assert known(page, name)["found"] == 2


@pytest.mark.parametrize("name", START)
def test_what_was_found_is_of_the_outputs_that_were_left_open_then(visit, name):
    page = visit(name, **START[name])
    plane, row, column = OPEN[name][0]
    value = float(page.part(name, "result").blocks["values"][plane, row, column])
    assert guess(page, name, format_number(value), [plane, row, column])
    key = "open" if name == "kernels" else "pool_open"
    other = visit(name, **START[name] | {key: "0.0.0"})
    assert known(other, name) == {"visited": 1, "changed": False, "left_open": 1, "found": 0}


@pytest.mark.parametrize(
    "text", ["", "0.9.9", "0.1.2~0.1.2", "0.1.2~", "x", "~".join(["0.0.0"] * (MOST + 1)), "0.-1.0"]
)
def test_what_names_no_outputs_leaves_all_open(visit, text):
    page = visit("kernels", **START["kernels"] | {"open": text})
    assert page.view("kernels")["left_open"] is None
    assert page.view("kernels")["asks_size"]


def test_without_predicting_nothing_is_left_open(visit):
    page = visit("kernels", **START["kernels"] | {"predict": "false"})
    assert known(page, "kernels")["left_open"] is None


def test_an_input_has_changed_once_it_is_another_and_no_more_when_it_is_the_first_again(visit):
    page = visit("kernels", img="matrix", matrix="1 2 3 4\n5 6 7 8\n9 1 2 3\n4 5 6 7")
    first = kernels.to_text(images.parse_matrix("1 2 3 4\n5 6 7 8\n9 1 2 3\n4 5 6 7"))
    assert not known(page, "kernels")["changed"]
    page.react("kernels", "kernel", "box")
    assert not known(page, "kernels")["changed"]
    page.react("kernels", "pixels", first.replace("9", "8"))
    assert known(page, "kernels")["changed"]
    page.react("kernels", "pixels", first)
    assert not known(page, "kernels")["changed"]


@pytest.mark.parametrize("name", START)
def test_outputs_visited_are_those_of_the_result_that_is_shown(visit, name):
    page = visit(name, img="pooling")
    key = page.part(name, "result").header["key"]
    outputs = page.part(name, "result").blocks["values"].size
    for sent, visited in [
        ({"of": key, "count": 3}, 3),
        ({"of": key, "count": 10**6}, outputs),
        ({"of": "another", "count": 3}, 1),
        ({"of": key, "count": 3}, 3),
        ({"of": key, "count": -3}, 3),
        ({"of": key, "count": "4"}, 3),
        ({"of": 7, "count": 4}, 3),
        ([], 3),
        (None, 3),
    ]:
        page.react(name, "visited", sent)
        assert known(page, name)["visited"] == visited
