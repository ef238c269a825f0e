"""The Pooling page over the extremes of its controls, without a browser."""

import numpy as np
import pytest

from cnnviz import images, operators
from cnnviz.figures import shade

MATRIX = "pooling"
KINDS = [
    "max",
    "average",
    "min",
    "sum",
    "median",
    "global_avg",
    "global_max",
    "adaptive_avg",
    "adaptive_max",
    "fractional_max",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("source", ["picture", "answer"])
def test_every_kind_pools_a_picture_and_a_kernels_answer(visit, kind, source):
    page = visit("pooling", pool=kind, of=source, img="cat")
    assert not page.errors
    assert page.maps("output")


@pytest.mark.parametrize(
    "query",
    [
        {"window": "16", "step": "16"},
        {"window": "1", "step": "1"},
        {"window": "16", "step": "1", "border_pixels": "8"},
        {"window": "2", "window_dilation": "8"},
        {"window_axes": "true", "window": "1", "window_across": "16", "step": "1", "step_across": "16"},
        {
            "pool": "average",
            "window": "5",
            "step": "3",
            "border_pixels": "2",
            "ceil": "true",
            "counted": "false",
        },
        {"pool": "average", "window": "5", "step": "3", "border_pixels": "2", "ceil": "true"},
        {"pool": "median", "window": "3", "step": "3", "border_pixels": "1", "ceil": "true"},
        {"pool": "adaptive_avg", "rows": "64", "columns": "1"},
        {"pool": "fractional_max", "rows": "64", "columns": "64", "draw": "99"},
        {"row": "99999", "column": "99999"},
        {"row": "-5", "column": "x"},
    ],
    ids=str,
)
def test_every_option_gives_an_answer(visit, query):
    page = visit("pooling", **query)
    assert not page.errors
    assert page.maps("output")


@pytest.mark.parametrize(
    "query",
    [
        {"window": "2", "border_pixels": "8"},
        {"img": MATRIX, "window": "16"},
        {"img": MATRIX, "pool": "fractional_max", "rows": "64"},
    ],
    ids=str,
)
def test_what_cannot_be_is_said_in_a_sentence(visit, query):
    page = visit("pooling", **query)
    assert len(page.errors) == 1
    assert len(page.errors[0]) > 30
    assert page.maps("input"), "the picture stays"


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [("max", [["6", "8"], ["3", "4"]]), ("average", [["2.75", "4.75"], ["1.75", "1.75"]])],
)
def test_the_curriculums_matrix_shows_its_numbers(visit, kind, numbers):
    page = visit("pooling", img=MATRIX, pool=kind)
    assert page.maps("output")[0].values == numbers
    assert page.facts["Output"] == ("2 × 2", "(4 + 2·0 − 2) / 2 + 1 = 2")


def test_the_map_drawn_is_what_the_operator_computes_in_the_inputs_colours(visit):
    page = visit("pooling", window="3", step="2")
    pooled = operators.max_pool2d(images.load_sample("camera"), 3, 2)
    assert np.array_equal(page.maps("output")[0].pixels, shade(pooled, "raw").index)


def test_the_steps_walk_in_reading_order(visit):
    page = visit("pooling", img=MATRIX)
    walked = []
    for button in ("next", "next", "next", "previous", "first", "last"):
        page.app.button(key=f"step_{button}").click()
        page.run()
        walked.append((page.app.number_input(key="row").value, page.app.number_input(key="column").value))
    assert walked == [(0, 1), (1, 0), (1, 1), (1, 0), (0, 0), (1, 1)]
    assert page.app.query_params["row"] in ("1", ["1"])
    assert page.app.button(key="step_next").disabled


def test_the_window_and_its_winner_are_marked(visit):
    page = visit("pooling", img=MATRIX, row="1")
    window, winner = page.maps("input")[0].header["marks"]
    assert window == {"top": 2, "left": 0, "height": 2, "width": 2, "kind": "window"}
    assert winner == {"top": 2, "left": 0, "height": 1, "width": 1, "kind": "winner"}
    assert page.maps("under")[0].values == [["3", "1"], ["1", "2"]]
    assert any("the largest of 3, 1, 1 and 2 is 3" in text.value for text in page.app.markdown)


def test_the_output_fills_in_as_one_steps(visit):
    page = visit("pooling", img=MATRIX, row="1", so_far="true")
    assert page.maps("output")[0].header["known"] == 3
    assert visit("pooling", img=MATRIX, row="1").maps("output")[0].header["known"] == 4


def test_a_place_beyond_a_shrunken_output_becomes_the_last_one(visit):
    page = visit("pooling", row="200", column="200")
    page.app.number_input(key="step").set_value(16)
    page.run()
    assert (page.app.number_input(key="row").value, page.app.number_input(key="column").value) == (31, 31)


def test_a_copied_address_restores_every_control(visit):
    page = visit(
        "pooling", img=MATRIX, pool="average", window="3", step="1", row="1", column="1", counted="false"
    )
    assert page.app.selectbox(key="pool").value == "average"
    assert page.app.number_input(key="window").value == 3
    assert page.app.number_input(key="column").value == 1
