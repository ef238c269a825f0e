"""A predicted size is judged by the formula, and the slip that is named gives exactly what was typed."""

import math
import re
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.geometry import output_size
from cnnviz.operators.windows import window_count
from cnnviz.predict import check_size
from cnnviz.predict.size_reading import read_sizes
from cnnviz.predict.size_slips import SLIPS

KEYS = [slip.key for slip in SLIPS]


def windows(n, f, s, p, d):
    return math.floor(Fraction(n + 2 * p - d * (f - 1) - 1, s)) + 1


def rounded(value):
    return math.floor(value)


#: What each slip gives for n pixels, f taps, stride s, padding p and dilation d, written down independently.
WRONG = {
    "no_padding": lambda n, f, s, p, d: windows(n, f, s, 0, d),
    "padding_once": lambda n, f, s, p, d: windows(n + p, f, s, 0, d),
    "no_stride": lambda n, f, s, p, d: windows(n, f, 1, p, d),
    "no_plus_one": lambda n, f, s, p, d: windows(n, f, s, p, d) - 1,
    "rounded_up": lambda n, f, s, p, d: -((-(n + 2 * p - d * (f - 1) - 1)) // s) + 1,
    "not_rounded": lambda n, f, s, p, d: Fraction(n + 2 * p - d * (f - 1) - 1, s) + 1,
    "no_dilation": lambda n, f, s, p, d: windows(n, f, s, p, 1),
    "plus_one_inside": lambda n, f, s, p, d: (n + 2 * p - d * (f - 1)) // s,
    "same_as_input": lambda n, f, s, p, d: n,
    "dilation_product": lambda n, f, s, p, d: (n + 2 * p - d * f) // s + 1,
    "kernel_twice": lambda n, f, s, p, d: (n + 2 * p - 2 * d * (f - 1) - 1) // s + 1,
    "half_kernel": lambda n, f, s, p, d: (n + 2 * p - d * (f - 1) // 2 - 1) // s + 1,
    "divided_only": lambda n, f, s, p, d: n // s,
    "padding_twice": lambda n, f, s, p, d: windows(n, f, s, 2 * p, d),
    "minus_padding": lambda n, f, s, p, d: windows(n, f, s, -p, d),
    "minus_one": lambda n, f, s, p, d: windows(n, f, s, p, d) - 2,
}

small = st.integers(1, 4)


@st.composite
def cases(draw):
    f, d, p = draw(st.integers(1, 7)), draw(st.integers(1, 3)), draw(st.integers(0, 3))
    return draw(st.integers(max(d * (f - 1) + 1 - 2 * p, 1), 40)), f, draw(small), p, d


def check(typed, case, **options):
    n, f, s, p, d = case
    return check_size(str(typed), n, f, s, p, d, **options)


@given(cases())
def test_the_right_size_is_right(case):
    n, f, s, p, d = case
    verdict = check(output_size(n, f, s, p, d).size, case)
    assert verdict.right
    assert verdict.slip is None
    assert verdict.working == output_size(n, f, s, p, d).formula()


@pytest.mark.parametrize("key", WRONG)
@settings(max_examples=30)
@given(case=cases())
def test_each_slip_is_named_or_a_simpler_one_that_gives_the_same(key, case):
    typed = WRONG[key](*case)
    assume(typed != windows(*case) and typed >= 0)
    verdict = check(typed, case)
    assert not verdict.right
    assert KEYS.index(verdict.slip) <= KEYS.index(key)
    assert WRONG[verdict.slip](*case) == typed


@given(cases(), st.integers(0, 60))
def test_two_slips_are_named_only_if_no_single_one_fits(case, typed):
    verdict = check(typed, case)
    if verdict.slip and "+" in verdict.slip:
        assert typed not in [WRONG[key](*case) for key in WRONG if WRONG[key](*case) > 0]


@given(st.tuples(small, small), st.tuples(st.integers(5, 30), st.integers(5, 30)))
def test_rows_and_columns_mixed_up_are_noticed(kernel, size):
    rows, columns = (n - f + 1 for n, f in zip(size, kernel, strict=True))
    assert check_size(f"{rows} x {columns}", size, kernel).right
    if rows != columns:
        assert check_size(f"{columns} × {rows}", size, kernel).slip == "swapped"


def test_a_slip_along_both_axes_is_told_once():
    verdict = check_size("4x4", size=(6, 6), kernel=3, padding=1)
    assert verdict.slip == "no_padding"
    assert verdict.sentence.count("=") == 2


def test_a_slip_along_one_axis_names_it():
    verdict = check_size("4 × 8", size=(6, 8), kernel=3)
    assert verdict.slip == "same_as_input"
    assert verdict.sentence.startswith("Along the columns: you took the input's size")


def test_two_slips_along_one_axis_are_told_together():
    case = (28, 5, 2, 3, 1)
    verdict = check(WRONG["no_padding"](28, 5, 1, 3, 1), case)
    assert verdict.slip == "no_padding+no_stride"
    assert verdict.sentence.startswith(
        "You left out the padding and forgot the stride: (28 + 2·0 − 5) / 1 + 1 = 24."
    )


def test_the_left_out_padding_is_told_with_the_numbers_put_in_and_the_answer_only_when_it_is_revealed():
    told = (
        "You left out the padding: (6 + 2·0 − 3) / 1 + 1 = 4. "
        "With padding 1 on both sides it is (6 + 2·1 − 3) / 1 + 1 = "
    )
    assert check_size("4", size=6, kernel=3, padding=1).sentence == f"{told}?."
    assert check_size("4", size=6, kernel=3, padding=1, reveal=True).sentence == f"{told}6."


@given(cases(), st.integers(0, 60))
def test_a_wrong_answer_never_gives_the_right_formula_with_its_result(case, typed):
    verdict = check(typed, case)
    if not verdict.right:
        assert verdict.working not in verdict.sentence
        assert " = ?" in verdict.sentence


@pytest.mark.parametrize(
    ("typed", "what"), [("4", "padding"), ("5", "after"), ("8", "padding"), ("99", None), ("6", None)]
)
def test_a_named_slip_says_where_to_look(typed, what):
    where = check_size(typed, size=6, kernel=3, padding=1).where
    assert (where and where.what) == what


def test_a_slip_along_one_axis_lies_along_it():
    where = check_size("4 × 8", size=(6, 8), kernel=3).where
    assert (where.what, where.axis) == ("first", 1)


def test_the_introductions_sizes_are_right():
    for size, kernel, stride in [(6, 3, 1), (4, 3, 1), (120, 5, 1), (227, 11, 4), (224, 11, 4), (10, 3, 2)]:
        assert check_size(str(output_size(size, kernel, stride).size), size, kernel, stride).right


@pytest.mark.parametrize(
    ("typed", "slip"), [("54,25", "not_rounded"), ("55", "rounded_up"), ("53", "no_plus_one")]
)
def test_a_size_that_does_not_fit_is_rounded_down(typed, slip):
    assert check_size(typed, 224, 11, 4).slip == slip


@given(st.integers(1, 20), small, small, st.integers(0, 2))
def test_the_pools_ceil_mode_is_known(size, kernel, stride, padding):
    count = window_count(size, kernel, stride, (padding, padding), 1, ceil_mode=True)
    assume(count >= 1 and 2 * padding <= kernel)
    assert check_size(str(count), size, kernel, stride, padding, remainder="ceil").right


def test_where_the_end_is_padded_rounding_down_is_the_slip():
    assert check_size("5", 10, 3, 2, remainder="pad").right
    assert check_size("4", 10, 3, 2, remainder="pad").slip == "rounded_down"


def test_unequal_padding_can_be_given_per_axis_and_per_side():
    assert check_size("6", size=6, kernel=4, padding=(1, 2)).right
    assert check_size("6 6", size=(6, 6), kernel=4, padding="same").right
    verdict = check_size("3", size=6, kernel=4, padding=(1, 2))
    assert verdict.sentence.endswith("With padding 1 before and 2 after it is (6 + 1 + 2 − 4) / 1 + 1 = ?.")


def test_what_no_slip_gives_gets_the_distance_the_formula_and_a_hint_but_not_the_answer():
    verdict = check_size("9", size=6, kernel=3)
    assert verdict.slip is None
    assert verdict.sentence.startswith("9 is 5 too many. Work out (6 + 2·0 − 3) / 1 + 1 = ?. ")
    assert "= 4" not in verdict.sentence
    assert (
        check_size("9", size=6, kernel=3, reveal=True).sentence
        == f"9 is 5 too many. It is {verdict.working}."
    )


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"dilation": 2}, "spreads the kernel's taps"),
        ({"stride": 2}, "do not fit evenly"),
        ({"padding": (1, 2)}, "differs at the two ends"),
        ({"padding": 1}, "at both ends"),
        ({"stride": 3}, "Count the steps"),
        ({}, "Slide the window along"),
    ],
)
def test_the_hint_fits_the_numbers(options, hint):
    assert hint in check_size("999", size=12, kernel=3, **options).sentence


def test_what_has_no_output_is_refused_as_the_geometry_does():
    for remainder in ("floor", "ceil"):
        with pytest.raises(ShapeError, match="does not fit 2 pixels"):
            check_size("1", size=2, kernel=5, remainder=remainder)


@pytest.mark.parametrize("typed", ["", "four", "3 x", "1/0", "3 x 4 x 5", "−", "1e9", "0x1x0", "9" * 99])
@pytest.mark.parametrize("size", [6, (6, 6)])
def test_what_is_no_size_gets_a_sentence(typed, size):
    with pytest.raises(CnnvizError, match="write"):
        check_size(typed, size, 3)


@pytest.mark.parametrize("typed", ["(3,4)", "(28,28)", "[3, 4]", "[3,4]", "(3;4)", "(3x4)", "(3 4)"])
def test_a_pair_in_brackets_is_no_size_along_one_axis_and_two_along_two(typed):
    with pytest.raises(CnnvizError, match="has 2 numbers, but needs 1; write"):
        read_sizes(typed, 1)
    assert len(set(read_sizes(typed, 2))) == len(set(re.findall(r"\d+", typed)))


@pytest.mark.parametrize("typed", ["4½", "4 ½", "4 1/2", "4,5", "(4.5)", "(4½)", "9/2", "４½"])
def test_a_size_that_is_not_whole_is_read_however_it_is_written(typed):
    assert read_sizes(typed, 1) == (Fraction(9, 2),)
    assert check_size(typed, 11, 4, 2).slip == "not_rounded"


def test_a_fraction_beside_another_size_belongs_to_the_number_before_it():
    assert read_sizes("4½ × 3⅓", 2) == (Fraction(9, 2), Fraction(10, 3))


@given(st.text(), st.sampled_from([6, (6, 8)]))
def test_no_text_breaks_it(typed, size):
    with suppress(CnnvizError):
        assert check_size(typed, size, 3, 2, 1).sentence


@pytest.mark.parametrize("size", [(10, 9), (6, 6), (1, 5)])
def test_the_size_under_tensorflows_same_is_the_inputs_divided_by_the_stride_rounded_up(size):
    how = {"size": size, "kernel": 3, "stride": 3, "padding": "same_tensorflow"}
    right = " ".join(str(math.ceil(side / 3)) for side in size)
    verdict = check_size(right, **how)
    assert verdict.right
    assert f"{size[0]} / 3" in verdict.working
    assert check_size(f"{size[0]} {size[1]}", **how).slip in ("no_stride", "same_as_input")
    if size == (10, 9):
        assert check_size("3 3", **how).slip == "no_padding"
        assert "round up" in check_size("99 99", **how).sentence
