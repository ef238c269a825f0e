"""Where a pixel lands in a line, and how grey a colour is: what is right, and each slip by its name."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number
from cnnviz.pixels import place_in_line
from cnnviz.predict import check_grey, check_place
from cnnviz.predict.flat_slips import flat_question
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import judge

COLOUR = (200, 120, 40)  # the lesson's


@pytest.mark.parametrize(("at", "shape"), [((1, 2), (28, 28)), ((2, 5), (4, 6)), ((3, 5), (4, 6))])
def test_I2_the_place_is_right_and_its_working_ends_with_it(at, shape):
    place = place_in_line(*at, shape[1])
    verdict = check_place(str(place), *at, shape)
    assert verdict.right
    assert verdict.working.endswith(f"= {place}")


@pytest.mark.parametrize(
    ("slip", "value"),
    [
        ("by_columns", 5 * 4 + 2),
        ("height", 2 * 4 + 5),
        ("from_1", 2 * 6 + 5 + 1),
        ("row_after", 3 * 6 + 5),
        ("only_rows", 2 * 6),
        ("added", 2 + 5),
    ],
)
def test_I2_a_slip_is_named(slip, value):
    assert check_place(str(value), 2, 5, (4, 6)).slip == slip


def test_a_slip_that_gives_the_right_place_is_none():
    assert check_place("0", 0, 0, (4, 4)).right
    assert check_place("15", 3, 3, (4, 4)).right


def test_I1_the_grey_of_a_colour_is_its_weighted_sum():
    assert check_grey("134.8", *COLOUR).right
    assert check_grey("135", *COLOUR).right
    for slip, value in (
        ("mean", sum(COLOUR) / 3),
        ("sum", sum(COLOUR)),
        ("turned", 0.299 * 40 + 0.587 * 120 + 0.114 * 200),
    ):
        assert check_grey(format_number(value), *COLOUR).slip == slip
    assert not check_grey("99", *COLOUR).right


@pytest.mark.parametrize("typed", ["", "two", "1" * 500])
def test_what_is_no_number_is_told(typed):
    with pytest.raises(CnnvizError):
        check_place(typed, 1, 2, (4, 6))
    with pytest.raises(CnnvizError):
        check_grey(typed, *COLOUR)


def test_I2_the_place_after_it_is_wrong_however_long_the_line_is():
    shape, place = (4000, 4000), 3999 * 4000 + 7
    assert check_place(f"{place + 1}", 3999, 7, shape).slip == "from_1"
    assert check_place(f"{place}", 3999, 7, shape).right


@pytest.mark.parametrize("at", [(0, 0, 0), (3, 2, 4), (15, 6, 4)])
def test_F1_the_place_in_the_vector_is_where_flatten_puts_it(at):
    shape = (16, 7, 5)
    place = int(np.arange(16 * 7 * 5).reshape(shape)[at])
    assert judge(read_number(str(place)), flat_question(at, shape)).right
    assert not judge(read_number(str(place + 1)), flat_question(at, shape)).right


@pytest.mark.parametrize(
    ("slip", "value"),
    [
        ("no_maps", 2 * 5 + 4),
        ("channels_last", (2 * 5 + 4) * 16 + 3),
        ("by_columns", 3 * 35 + 4 * 7 + 2),
        ("from_1", 3 * 35 + 2 * 5 + 4 + 1),
        ("map_after", 4 * 35 + 2 * 5 + 4),
        ("row_after", 3 * 35 + 3 * 5 + 4),
        ("only_maps", 3 * 35),
    ],
)
def test_F1_a_slip_in_the_vector_is_named_without_the_answer(slip, value):
    verdict = judge(read_number(str(value)), flat_question((3, 2, 4), (16, 7, 5)))
    assert verdict.slip == slip
    assert str(3 * 35 + 2 * 5 + 4) not in verdict.sentence.replace(str(value), "")
