"""Predict, then reveal, on the Kernels and Pooling pages: the page's own result judges what is typed."""

import numpy as np
import pytest

from cnnviz import images, kernels, operators
from cnnviz.figures import format_number

#: A small picture for each page. Its outputs are sent as numbers, also while they are to be predicted: the
#: browser writes cells and sentences by itself. Who looks into its memory finds them; the page hides them.
STARTS = {
    "kernels": {"img": "binary", "kernel": "custom", "predict": "true"},
    "pooling": {"img": "pooling", "predict": "true"},
}


def answer(page, name):
    return page.part(name, "result").blocks["values"]


def check(page, name, kind, typed, at=(0, 0, 0)):
    """Type a prediction, and give what is said of it: None if nothing is."""
    page.react(name, "guess", {"kind": kind, "typed": typed, "at": list(at)})
    return page.view(name)["verdicts"].get(kind)


def size(page, name):
    return " × ".join(map(str, answer(page, name).shape[1:]))


@pytest.mark.parametrize("name", STARTS)
def test_before_anything_is_typed_no_number_of_the_result_stands_on_the_page(visit, name):
    page = visit(name, **STARTS[name])
    assert page.facts == {}
    view = page.view(name)
    assert view["predict"] is view["asks_size"] is view["asks_value"] is True
    assert set(view["verdicts"]) <= {"task"}
    written = [*page.app.markdown, *page.app.caption]
    assert not any(size(page, name) in text.value for text in written)
    assert not any("Output" in element.proto.body for element in page.app.get("html"))


@pytest.mark.parametrize("name", STARTS)
def test_without_predicting_the_view_is_asked_nothing_and_told_no_verdicts(visit, name):
    view = visit(name, **STARTS[name] | {"predict": "false"}).view(name)
    assert view["predict"] is False
    assert view["asking"] == ""
    assert view["verdicts"] == {}


@pytest.mark.parametrize("name", STARTS)
def test_the_right_size_is_right_and_a_wrong_one_is_explained(visit, name):
    page = visit(name, **STARTS[name])
    for typed, right in (
        (size(page, name), True),
        ("17 × 1", False),
        ("4 × 4" if name == "pooling" else "5 × 5", False),
    ):
        verdict = check(page, name, "size", typed)
        assert verdict["right"] is right
        assert verdict["sentence"].endswith(".")
        assert ("Right" in verdict["sentence"]) is right


@pytest.mark.parametrize("name", STARTS)
def test_every_value_as_it_is_printed_is_right_and_another_one_is_explained(visit, name):
    page = visit(name, **STARTS[name])
    for at, value in np.ndenumerate(answer(page, name)):
        verdict = check(page, name, "value", format_number(value), at)
        assert verdict["right"] is True
        assert verdict["at"] == list(at)
    verdict = check(page, name, "value", format_number(value + 100), at)
    assert verdict["right"] is False
    assert "Right" not in verdict["sentence"]


@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize("kind", ["size", "value"])
@pytest.mark.parametrize("typed", ["a-b", "x" * 50, "*3* [4](5)", "1/0", "<b>", "∞∞", "1e999", "3 × × 3"])
def test_what_cannot_be_read_gets_a_plain_sentence_that_shows_it_as_it_was_typed(visit, name, kind, typed):
    verdict = check(visit(name, **STARTS[name]), name, kind, typed)
    assert verdict["right"] is False
    assert verdict["sentence"].endswith(".")
    assert "\\" not in verdict["sentence"], "only Markdown has its signs escaped"


@pytest.mark.parametrize("name", STARTS)
def test_what_is_no_question_is_ignored_and_breaks_nothing(visit, name):
    page = visit(name, **STARTS[name])
    for sent in (
        None,
        "4",
        [],
        {"kind": "else", "typed": "4", "at": [0, 0, 0]},
        {"kind": "value", "typed": 4, "at": [0, 0, 0]},
        {"kind": "value", "typed": "4"},
        {"kind": "value", "typed": "4", "at": None},
        {"kind": "value", "typed": "4", "at": [0, -1, 0]},
        {"kind": "value", "typed": "4", "at": [9, 0, 0]},
        {"kind": "value", "typed": "4", "at": [0, 99999, 0]},
        {"kind": "value", "typed": "4", "at": [0, 0, 10**30]},
    ):
        page.react(name, "guess", sent)
        assert set(page.view(name)["verdicts"]) <= {"task"}
    assert check(page, name, "value", "9" * 100_000)["right"] is False


@pytest.mark.parametrize("name", STARTS)
def test_a_verdict_stays_while_the_other_is_asked_for_and_how_the_result_is_shown_changes(visit, name):
    page = visit(name, **STARTS[name])
    assert check(page, name, "size", size(page, name))["right"]
    assert not check(page, name, "value", "99")["right"]
    page.react(name, "at", [0, 1, 1])
    if name == "kernels":
        page.set("scale", "minmax")
    assert set(page.view(name)["verdicts"]) == {"task", "size", "value"}


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("kernels", "kernel", "sobel"),
        ("kernels", "stride", 2),
        ("kernels", "pad", "same"),
        ("kernels", "dilation", 2),
        ("kernels", "flip", True),
        ("kernels", "img", "letter-x"),
        ("pooling", "pool", "min"),
        ("pooling", "step", 1),
        ("pooling", "window", 3),
        ("pooling", "img", "counting-6"),
        ("pooling", "of", "answer"),
    ],
)
def test_verdicts_are_forgotten_when_the_task_changes_and_do_not_come_back(visit, name, key, value):
    page = visit(name, **STARTS[name] | ({"custom_text": "1 2; 3 4"} if name == "kernels" else {}))
    check(page, name, "size", "1 × 1")
    check(page, name, "value", "99")
    asked, before = page.view(name)["asking"], page.control(key).value
    page.set(key, value)
    assert page.view(name)["asking"] != asked
    assert set(page.view(name)["verdicts"]) <= {"task"}
    page.set(key, before)
    assert page.view(name)["asking"] == asked
    assert set(page.view(name)["verdicts"]) <= {"task"}


def test_a_flipped_kernel_is_judged_flipped(visit):
    page = visit("kernels", img="step-6", flip="true", predict="true")
    flipped = kernels.sobel("vertical")[::-1, ::-1]
    answer = operators.conv2d(images.load_sample("step-6"), flipped)
    at = np.unravel_index(np.argmax(abs(answer)), answer.shape)
    assert check(page, "kernels", "value", format_number(answer[at]), (0, *map(int, at)))["right"]
    assert not check(page, "kernels", "value", format_number(-answer[at]), (0, *map(int, at)))["right"]


def test_each_colour_is_judged_by_itself_and_a_question_about_one_that_has_gone_is_dropped(visit):
    page = visit("kernels", img="cat", colour="true", predict="true")
    blue = operators.conv2d(images.load_sample("cat")[2], kernels.sobel("vertical"))
    assert check(page, "kernels", "value", format_number(blue[40, 50]), (2, 40, 50))["right"]
    page.app.session_state["kept:kernels:asked"] = ("value", "5", (2, 40, 50))
    page.app.toggle(key="colour").set_value(False)
    page.run()
    assert set(page.view("kernels")["verdicts"]) <= {"task"}


def test_of_combined_kernels_the_size_is_asked_for_and_each_combination_is_a_task(visit):
    page = visit("kernels", img="letter-x", kernel="sobel_magnitude", predict="true")
    view = page.view("kernels")
    assert (view["asks_size"], view["asks_value"]) == (True, False)
    assert check(page, "kernels", "size", "7 × 7")["right"]
    assert check(page, "kernels", "value", "7") is None
    page.set("kernel", "sobel_direction")
    assert page.view("kernels")["asking"] != view["asking"]


@pytest.mark.parametrize("pool", ["global_avg", "adaptive_max", "fractional_max"])
def test_of_a_pool_whose_size_is_chosen_only_values_are_asked_for(visit, pool):
    page = visit("pooling", img="counting-6", pool=pool, predict="true")
    assert page.view("pooling")["asks_size"] is False
    assert check(page, "pooling", "size", size(page, "pooling")) is None
    (value,) = answer(page, "pooling")[:, 0, 0]
    assert check(page, "pooling", "value", format_number(value))["right"]


def test_an_average_is_right_if_rounded_and_wrong_if_it_left_out_the_division(visit):
    page = visit("pooling", img="pooling", pool="average", predict="true")
    value = answer(page, "pooling")[0, 0, 0]
    assert check(page, "pooling", "value", format_number(value))["right"]
    assert not check(page, "pooling", "value", format_number(4 * value))["right"]


def test_a_ceiled_pools_size_is_judged_ceiled(visit):
    page = visit("pooling", img="binary", ceil="true", predict="true")
    assert size(page, "pooling") == "3 × 3"
    assert check(page, "pooling", "size", "3 × 3")["right"]
    assert not check(page, "pooling", "size", "2 × 2")["right"]


@pytest.mark.parametrize("layer", ["conv 1", "relu 1", "pool 1", "conv 8"])
def test_a_number_of_the_networks_maps_is_judged_by_how_the_layer_makes_it(visit, layer):
    page = visit("network", layer=layer, predict="true")
    values = answer(page, "network")
    at = tuple(int(i) for i in np.unravel_index(np.abs(values).argmax(), values.shape))
    assert check(page, "network", "value", format_number(values[at]), at)["right"] is True
    assert check(page, "network", "value", format_number(values[at] + 100), at)["right"] is False
    assert page.view("network")["asking"] == page.part("network", "result").header["asking"]


@pytest.mark.parametrize("layer", ["dense", "softmax"])
def test_where_the_network_has_no_maps_nothing_is_asked(visit, layer):
    page = visit("network", layer=layer, predict="true")
    assert page.view("network")["predict"] is False
    assert "predict" not in [toggle.key for toggle in page.app.toggle]
