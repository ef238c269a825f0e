"""A pool's trace tells the very output, from the very window."""

from functools import partial
from inspect import signature

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.numbers import format_number
from cnnviz.operators import adaptive_pool_trace, fractional_pool_trace, pool_trace
from cnnviz.operators.reductions import REDUCTIONS

LESSON = np.array([[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], np.float32)
POOLS = {kind: partial(row.pool, **row.own) for kind, row in REDUCTIONS.items()}


@pytest.mark.parametrize("kind", POOLS)
@given(st.data())
@settings(max_examples=40)
def test_a_trace_is_its_output(kind, data):
    kernel = data.draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    options = {
        "kernel_size": kernel,
        "stride": data.draw(st.none() | st.integers(1, 3)),
        "padding": tuple(data.draw(st.integers(0, k // 2)) for k in kernel),
        "ceil_mode": data.draw(st.booleans()),
        "dilation": data.draw(st.integers(1, 3)),
        "count_include_pad": data.draw(st.booleans()),
    }
    known = signature(POOLS[kind]).parameters
    options = {name: value for name, value in options.items() if name in known}
    shape = data.draw(st.sampled_from([(), (2,), (2, 3)])) + data.draw(st.tuples(*[st.integers(1, 9)] * 2))
    image = np.random.default_rng(data.draw(st.integers(0, 999))).standard_normal(shape).astype("f")
    try:
        pooled = POOLS[kind](image, **options)
    except ShapeError:
        assume(False)
    at = tuple(data.draw(st.integers(0, size - 1)) for size in pooled.shape)
    trace = pool_trace(kind, image, **options, at=at)

    assert trace.value == pooled[at]
    plane = image[at[:-2]]
    for (i, j), valid in np.ndenumerate(trace.valid):
        assert valid == (trace.rows[i] >= 0 and trace.columns[j] >= 0)
        assert trace.window[i, j] == (plane[trace.rows[i], trace.columns[j]] if valid else 0)
    taken = [plane[pixel] for pixel in trace.chosen]
    if taken:
        assert np.mean(taken, dtype=np.float32) == pytest.approx(trace.value)
    else:
        assert REDUCTIONS[kind].chosen is None or not trace.valid.any()
    assert (trace.divisor is not None) == REDUCTIONS[kind].divides
    assert trace.sentence().startswith(("row", "no row"))


@pytest.mark.parametrize(
    ("kind", "at", "sentence"),
    [
        ("max", (0, 1), "rows 0–1, columns 2–3: the largest of 2, 3, 6 and 8 is 8"),
        ("min", (1, 1), "rows 2–3, columns 2–3: the smallest of 1, 0, 2 and 4 is 0"),
        ("average", (0, 0), "rows 0–1, columns 0–1: (1 + 0 + 4 + 6) / 4 = 2.75"),
        ("sum", (1, 0), "rows 2–3, columns 0–1: 3 + 1 + 1 + 2 = 7"),
        ("median", (0, 0), "rows 0–1, columns 0–1: the middle of 0, 1, 4 and 6, between 1 and 4, is 2.5"),
    ],
)
def test_P1_the_matrix_is_put_into_words(kind, at, sentence):
    assert pool_trace(kind, LESSON, 2, at=at).sentence() == sentence


@pytest.mark.parametrize(
    ("kind", "options", "reason", "effect"),
    [
        ("max", {}, "the largest of 1 is 1", "do not count"),
        ("sum", {}, "1 = 1", "count as 0"),
        ("average", {}, "(1) / 4 = 0.25", "count as 0"),
        ("average", {"count_include_pad": False}, "(1) / 1 = 1", "do not count"),
        ("median", {}, "the middle of 1 is 1", "do not count"),
    ],
)
def test_a_window_over_the_corner_says_what_padding_does(kind, options, reason, effect):
    assert pool_trace(kind, LESSON, 2, padding=1, **options).sentence() == (
        f"row 0, column 0: {reason}; 3 of the window's 4 positions lie outside the image and {effect}"
    )


@pytest.mark.parametrize(
    ("kind", "effect"), [("max", "does not count"), ("sum", "counts as 0"), ("average", "counts as 0")]
)
def test_one_position_outside_is_spoken_of_in_the_singular(kind, effect):
    said = pool_trace(kind, [[1, 2, 3]], (1, 2), padding=(0, 1)).sentence()
    assert said.endswith(f"; 1 of the window's 2 positions lies outside the image and {effect}")


def test_what_lies_beyond_the_padding_is_told_from_padding():
    trace = pool_trace("average", np.ones((4, 4)), 3, 3, padding=1, ceil_mode=True, at=(1, 1))
    assert trace.divisor == 9
    beyond = pool_trace("average", np.ones((5, 5)), 4, 4, padding=1, ceil_mode=True, at=(1, 1))
    assert beyond.divisor == 9
    assert beyond.sentence().endswith(
        "; 12 of the window's 16 positions lie outside the image, 5 of which count as 0"
    )


def test_a_tie_is_won_by_the_first_in_reading_order():
    assert pool_trace("max", LESSON, 3).winner == (1, 1)
    assert pool_trace("min", np.zeros((4, 4)), 2, at=(1, 1)).winner == (2, 2)


def test_the_median_of_an_odd_window_is_one_pixel_and_of_an_even_one_two():
    assert pool_trace("median", LESSON, 3).chosen == ((0, 2),)
    assert pool_trace("median", LESSON, 3).winner == (0, 2)
    assert pool_trace("median", LESSON, 2).chosen == ((0, 0), (1, 0))
    assert pool_trace("median", LESSON, 2).winner is None


def test_a_dilated_window_names_its_rows_one_by_one():
    trace = pool_trace("max", np.arange(36).reshape(6, 6), 3, dilation=2, at=(0, 0))
    assert trace.rows.tolist() == [0, 2, 4]
    assert trace.sentence().startswith("rows 0, 2 and 4, columns 0, 2 and 4: the largest of 0, 2, 4")


def test_a_dilated_window_may_see_nothing_as_in_pytorch():
    image = np.ones((1, 2))
    assert operators.max_pool2d(image, (1, 2), padding=(0, 1), dilation=3)[0, 0] == -np.inf
    trace = pool_trace("max", image, (1, 2), padding=(0, 1), dilation=3)
    assert trace.value == -np.inf
    assert "there is no value in this window" in trace.sentence()


@pytest.mark.parametrize("kind", ["max", "average"])
@given(st.data())
@settings(max_examples=20)
def test_adaptive_traces_are_their_outputs(kind, data):
    pool = {"max": operators.adaptive_max_pool2d, "average": operators.adaptive_avg_pool2d}[kind]
    shape = (2, *data.draw(st.tuples(*[st.integers(1, 12)] * 2)))
    image = np.random.default_rng(data.draw(st.integers(0, 999))).standard_normal(shape).astype("f")
    pooled = pool(image, data.draw(st.integers(1, 6)))
    at = tuple(data.draw(st.integers(0, size - 1)) for size in pooled.shape)
    trace = adaptive_pool_trace(kind, image, pooled.shape[-2:], at=at)
    assert trace.value == pooled[at]
    assert trace.valid.all()


@given(st.data())
@settings(max_examples=30)
def test_fractional_traces_are_their_outputs(data):
    image = np.random.default_rng(data.draw(st.integers(0, 999))).random((2, 11, 8), np.float32)
    samples = (
        data.draw(st.tuples(*[st.floats(0, 1)] * 2)) if data.draw(st.booleans()) else np.full((2, 2), 0.4)
    )
    pooled = operators.fractional_max_pool2d(image, 2, (7, 5), samples=samples)
    at = tuple(data.draw(st.integers(0, size - 1)) for size in pooled.shape)
    trace = fractional_pool_trace(image, 2, (7, 5), samples, at=at)
    assert trace.value == pooled[at]
    assert image[at[0]][trace.winner] == pooled[at]


@pytest.mark.parametrize("at", [(2, 0), (0, -1), (0,), (0, 0, 0), (1.0, 0)])
def test_a_position_that_is_not_there_cannot_be_traced(at):
    with pytest.raises(ShapeError, match=r"there is no output .* in a result of shape \(2, 2\)"):
        pool_trace("max", LESSON, 2, at=at)


def test_an_unknown_pool_is_named_with_the_known_ones():
    with pytest.raises(CnnvizError, match="no 'mode' pooling; use one of max, min, average, sum, median"):
        pool_trace("mode", LESSON, 2)


@pytest.mark.parametrize("kind", ["bogus", "median"])
def test_an_adaptive_pool_that_there_is_not_is_named_with_the_two_there_are(kind):
    with pytest.raises(CnnvizError, match=f"no adaptive '{kind}' pooling; use one of max, average"):
        adaptive_pool_trace(kind, LESSON, 2)


def test_only_the_extremes_have_a_dilation():
    with pytest.raises(ShapeError, match="average pooling has no dilation"):
        pool_trace("average", LESSON, 2, dilation=2)


def test_only_a_pool_with_padding_is_traced_with_it():
    with pytest.raises(ShapeError, match="lp pooling has no padding; use 0"):
        pool_trace("lp", LESSON, 2, padding=1)


def test_a_root_counts_the_positions_beyond_the_end():
    trace = pool_trace("lp", [[3, 4, 1], [0, 0, 2]], 2, ceil_mode=True, at=(0, 1))
    assert trace.sentence() == (
        f"rows 0–1, column 2: ((1^2 + 2^2) / 2·4)^(1/2) = {format_number(10**0.5)}; 2 of the window's 4 "
        "positions lie outside the image and do not count"
    )
