"""Reading a few typed numbers: what can be meant in two ways, or is too much, gets a sentence."""

import pytest

from cnnviz.errors import CnnvizError
from cnnviz.modes import MOST, read_between, read_numbers, written


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2 4 6 8", (2, 4, 6, 8)),
        ("−1, 1/2", (-1, 0.5)),
        ("[1 2]", (1, 2)),
        ("0,5; 1,5", (0.5, 1.5)),
    ],
)
def test_numbers_are_read_as_people_write_them(text, values):
    assert read_numbers(text) == values
    assert read_numbers(written(values)) == values


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no numbers"),
        ("5", "at least 2"),
        (" ".join("1" * (MOST + 1)), f"at most {MOST}"),
        ("1 two", "no number"),
        ("1 1e9", "between"),
        ("1 " * 200, "characters"),
    ],
)
def test_what_cannot_be_read_says_what_to_change(text, says):
    with pytest.raises(CnnvizError, match=says):
        read_numbers(text)


@pytest.mark.parametrize("text", ["1", "-0.1", "nan", "inf", "0,001", "", "x", "1 2"])
def test_a_number_out_of_range_or_of_two_meanings_is_refused(text):
    with pytest.raises(CnnvizError):
        read_between(text, 0, 1, open_end=True)


def test_the_ends_of_a_range_can_be_typed():
    assert read_between("0", 0, 1) == (0.0,)
    assert read_between("1", 0, 1) == (1.0,)
    assert read_between("50 %", 0, 1) == (0.5,)
