import math
import random
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.numbers import NO_BREAK, format_number, format_numbers, percent, percents
from cnnviz.operators import softmax


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-42, "−42"),
        (3.14, "3.14"),
        (np.pi, "3.142"),
        (0.1 + 0.2, "0.3"),
        (np.float32(0.1), "0.1"),
        (Fraction(9, 2), "4.5"),
        (53.85, "53.85"),
        (-39.5, "−39.5"),
        (-0.5, "−0.5"),
        (2.75, "2.75"),
        (1.2e-5, "1.2e−5"),
        (-1.23456e-7, "−1.235e−7"),
        (1020, "1020"),
        (9999.6, "10,000"),
        (-12345.678, "−12,346"),
        (22_579_328, "22,579,328"),
        (np.int64(173_056), "173,056"),
        (True, "1"),
        (1.5e20, "1.5e20"),
        (0.99999, "1"),
        (0.000123, "0.000123"),
        (-1e-9, "−1e−9"),
        (1e300, "1e300"),
        (10**400, "1e400"),
        (-25 * 10**398, "−2.5e399"),
        (10**400 - 1, "1e400"),
        (Fraction(10**5000, 3), "3.333e4999"),
        (float("nan"), "not a number"),
        (float("inf"), "∞"),
        (-np.inf, "−∞"),
    ],
)
def test_numbers_are_short_and_keep_their_minus(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(("digits", "text"), [(1, "0.6"), (2, "0.63"), (3, "0.626"), (6, "0.626396")])
def test_a_number_has_as_many_digits_as_asked(digits, text):
    assert format_number(0.6263957, digits) == text


def back(text):
    return float(text.replace("−", "-").replace(",", ""))


@settings(max_examples=60)
@given(st.floats(-1e300, 1e300), st.integers(2, 8))
def test_what_is_written_is_the_number_to_its_digits(value, digits):
    assert back(format_number(value, digits)) == pytest.approx(value, rel=0.51 * 10 ** (1 - digits), abs=0)


@settings(max_examples=60)
@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_are_written_in_full(value):
    assert back(format_number(value)) == value


@given(st.floats(0, 1), st.integers(0, 3))
def test_a_share_in_percent_is_near_it_and_never_wrongly_nothing_or_all(share, digits):
    text = percent(share, digits)
    sign, number, unit = re.fullmatch(rf"([<>]?){NO_BREAK}?([\d.]+){NO_BREAK}(%)", text).groups()
    assert unit == "%"
    if sign == "<":
        assert 0 < 100 * share < float(number)
    elif sign == ">":
        assert float(number) < 100 * share < 100
    else:
        assert float(number) == pytest.approx(100 * share, abs=0.501 * 10**-digits)
    assert (text == f"0{NO_BREAK}%") == (share == 0)
    assert (text == f"100{NO_BREAK}%") == (share == 1)


@given(st.floats(0, 1, width=32), st.integers(0, 3))
def test_a_share_of_float32_is_written_as_the_number_that_it_is(share, digits):
    assert percent(np.float32(share), digits) == percent(share, digits)


def test_a_share_of_float32_is_not_multiplied_as_one():
    assert f"{100 * np.float32(0.646045):.3f}" == "64.604"
    assert percent(np.float32(0.646045), 3) == f"64.605{NO_BREAK}%"


@given(st.lists(st.floats(-80, 80, width=32), min_size=2, max_size=12), st.integers(0, 3))
def test_no_share_is_all_of_a_whole_while_another_is_above_nothing(logits, digits):
    shares = softmax(np.array(logits, np.float32))
    texts = percents(shares, digits)
    assert ("100\u00a0%" in texts) == ((shares > 0).sum() == 1)
    assert all(
        text == percent(share, digits) or share == 1 for share, text in zip(shares, texts, strict=True)
    )


@pytest.mark.parametrize("digits", [1, 3, 4, 6])
def test_many_numbers_are_written_as_each_is_alone(digits):
    draw = random.Random(digits)
    sizes = [draw.uniform(1, 10) * 10.0 ** draw.randint(-8, 18) for _ in range(2000)]
    edges = [0.0, 1e-4, 9.9994e-5, 0.5, 1.0, 9.5, 99.96, 99.5, 999.6, 1000.0, 1e15, math.inf, math.nan]
    values = [sign * size for size in (*sizes, *edges) for sign in (1, -1)]
    assert format_numbers(values, digits) == [format_number(value, digits) for value in values]
