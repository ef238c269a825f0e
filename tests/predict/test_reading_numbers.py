"""Numbers are read as people type them, and remember how exactly they were typed."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number
from cnnviz.predict.reading import printed_errors, read_number, shown
from cnnviz.predict.size_reading import read_sizes


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("−42", -42),
        ("-42", -42),
        (" + 7 ", 7),
        ("4,5", 4.5),
        (".5", 0.5),
        ("5.", 5),
        ("1/9", 1 / 9),
        ("−1 ⁄ 4", -0.25),
        ("0,5/2", 0.25),
        ("55%", 0.55),
        ("5,5 %", 0.055),
        ("2e−3", 0.002),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("22,579,328", 22579328),
        ("−∞", -math.inf),
        ("3*(2-1)+4/2", 5),
        ("2×0,5 + 3·4 − 6÷3", 11),
        ("－１．５", -1.5),
        ("½", 0.5),
        ("12 345", 12345),
        ("3 - 1 000", -997),
        ("1/4 %", 0.0025),
    ],
)
def test_a_number_is_read(typed, value):
    assert read_number(typed)[0].value == pytest.approx(value, rel=1e-12)


def test_a_comma_before_three_digits_is_read_both_ways():
    assert [answer.value for answer in read_number("12,345")] == [12345, 12.345]


@given(st.floats(allow_nan=False, width=32))
def test_what_is_printed_is_read_as_what_it_stands_for(value):
    assert read_number(format_number(value))[0].means(value)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1))
def test_the_error_of_printing_is_known_for_whole_arrays(values):
    errors = [abs(value - shown(value)) for value in values]
    np.testing.assert_allclose(printed_errors(np.array(values)), errors, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize(
    ("typed", "number", "means"),
    [
        ("54", 53.85, True),
        ("53.9", 53.85, True),
        ("+ 54", 53.85, True),
        ("53", 53.85, False),
        ("50 + 3.85", 53.85, True),
        ("50 + 4", 53.85, False),
        ("50", 53.85, False),
        ("0.3", 0.311, False),
        ("0.31", 0.311, True),
        ("0", 0.4, False),
        ("0", 1e-9, False),
        ("1/3", np.float32(1 / 3), True),
        ("1/3", 0.334, False),
    ],
)
def test_it_means_what_it_rounds_to_with_two_digits(typed, number, means):
    assert read_number(typed)[0].means(float(number)) is means


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "1 2 x",
        "--1",
        "nan",
        "1/0",
        "0x1",
        "1e999",
        "٣",
        "1/2/3",
        "9" * 41,
        "1 2",
        "50 + 5%",
        "2½",
        "1+" * 101,
        "2**3",
    ],
)
def test_what_is_no_number_gets_a_sentence(typed):
    with pytest.raises(CnnvizError, match=r"write"):
        read_number(typed)


@pytest.mark.parametrize("typed", ["3 x 4", "3×4", "3,4", "3 4", "(3, 4)", "3X4", "3*4", "3; 4", "3 by 4"])
def test_two_sizes_are_read(typed):
    assert read_sizes(typed, 2) == (3, 4)


def test_a_comma_in_a_sum_is_read_both_ways_too():
    assert [answer.value for answer in read_number("12,345*2")] == [24690, 24.69]


@pytest.mark.parametrize("typed", ["(6+2*1−3)/1+1 x 4", "(6-3)*2; 4", "5+1, 2·2", "６×４", "[6 4]"])
def test_two_sizes_may_be_expressions(typed):
    assert read_sizes(typed, 2) == (6, 4)


@pytest.mark.parametrize(
    ("typed", "size"),
    [("4,5", "9/2"), ("9/2", "9/2"), ("4 1/2", "9/2"), ("54.25", "217/4"), ("(6 − 2.5)/1 + 1", "9/2")],
)
def test_a_size_may_be_a_fraction(typed, size):
    assert read_sizes(typed, 1) == (Fraction(size),)


def test_one_number_stands_for_both_axes():
    assert read_sizes("4", 2) == (4, 4)


def test_a_sentence_quotes_only_what_can_be_printed_and_not_all_of_it():
    with pytest.raises(CnnvizError) as caught:
        read_number("<b>\n\x00" * 9)
    assert "\x00" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 100
