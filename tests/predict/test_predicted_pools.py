"""A predicted number of a pool is judged by its trace, and the slip that is named gives that number."""

from functools import partial
from inspect import signature

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.numbers import format_number
from cnnviz.operators import pool_trace
from cnnviz.operators.reductions import REDUCTIONS
from cnnviz.predict import check_value, neighbours_of
from cnnviz.predict.pooling_slips import ORDERS

POOLS = {kind: partial(row.pool, **row.own) for kind, row in REDUCTIONS.items()}
EXAMPLE = [[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]]


@st.composite
def cases(draw, kind):
    random = np.random.default_rng(draw(st.integers(0, 9999)))
    kernel = draw(st.integers(2, 4))
    options = {"kernel_size": kernel, "stride": 2, "padding": draw(st.integers(0, kernel // 2))}
    options["count_include_pad"] = draw(st.booleans())
    known = signature(POOLS[kind]).parameters
    options = {name: value for name, value in options.items() if name in known}
    image = random.integers(-30, 60, (6, 6)).astype(np.float64)
    output = POOLS[kind](image, **options)
    at = tuple(draw(st.integers(0, size - 1)) for size in output.shape)
    return pool_trace(kind, image, **options, at=at), neighbours_of(output, at)


@pytest.mark.parametrize("kind", POOLS)
@settings(max_examples=20)
@given(data=st.data())
def test_each_other_pool_is_named_or_a_likelier_slip(kind, data):
    trace, neighbours = data.draw(cases(kind))
    inside = trace.window[trace.valid]
    results = {
        other: float(POOLS[other](inside[None], kernel_size=(1, inside.size))[0, 0])
        for other in REDUCTIONS[kind].taken_for
    }
    for other, value in results.items():
        verdict = check_value(format_number(value), trace, neighbours=neighbours)
        if not verdict.right and verdict.slip not in ("too_coarse", "cut_off"):
            order = ORDERS[kind]
            assert order.index(verdict.slip) <= order.index(f"took_{other}")
            assert f"gives {format_number(value)}." in verdict.sentence


@pytest.mark.parametrize("kind", POOLS)
@settings(max_examples=20)
@given(data=st.data())
def test_the_number_of_the_map_is_right(kind, data):
    trace, neighbours = data.draw(cases(kind))
    for typed in (format_number(trace.value), f"{trace.value:.8g}".replace(".", ",")):
        assert check_value(typed, trace, neighbours=neighbours).right


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("at", [(0, 0), (0, 1), (1, 2)])
def test_an_average_divided_by_the_wrong_count_is_noticed(counted, at):
    image = np.arange(36.0).reshape(6, 6) ** 2 + 7
    options = {"kernel_size": 3, "stride": 2, "padding": 1, "at": at}
    trace = pool_trace("average", image, **options, count_include_pad=counted)
    other = pool_trace("average", image, **options, count_include_pad=not counted)
    verdict = check_value(format_number(other.value), trace)
    assert verdict.right if trace.value == other.value else verdict.slip == "divisor"


def test_padding_counted_by_a_max_of_negative_values_is_noticed():
    trace = pool_trace("max", -np.arange(1.0, 10).reshape(3, 3), 2, padding=1, at=(0, 1))
    assert check_value("0", trace).slip == "with_padding"


@pytest.mark.parametrize(("typed", "slip"), [("20", "lower_middle"), ("40", "upper_middle")])
def test_one_of_two_middle_values_is_noticed(typed, slip):
    assert check_value(typed, pool_trace("median", [[90, 20], [40, 1]], 2, at=(0, 0))).slip == slip


def test_the_introductions_example():
    for kind in ("max", "average"):
        output = POOLS[kind](EXAMPLE, kernel_size=2)
        for at in np.ndindex(output.shape):
            trace = pool_trace(kind, EXAMPLE, 2, at=at)
            assert check_value(format_number(output[at]), trace).right
    sums = POOLS["sum"](EXAMPLE, 2)
    trace = pool_trace("average", EXAMPLE, 2, at=(0, 1))
    verdict = check_value(format_number(sums[0, 1]), trace)
    assert verdict.slip == "took_sum"
    assert verdict.sentence.startswith("You added up, but did not divide: that gives 19.")
    trace = pool_trace("max", EXAMPLE, 2, at=(1, 1))
    assert check_value("0", trace).slip == "took_min"


def test_a_neighbouring_window_is_named_last():
    output = POOLS["max"](EXAMPLE, 2)
    trace = pool_trace("max", EXAMPLE, 2, at=(0, 0))
    verdict = check_value(format_number(output[0, 1]), trace, neighbours=neighbours_of(output, (0, 0)))
    assert verdict.slip == "neighbour"
    assert "one column to the right" in verdict.sentence


def test_a_window_wholly_outside_has_an_answer_too():
    trace = pool_trace("max", np.ones((2, 2)), (1, 1), stride=2, padding=0, ceil_mode=True, at=(0, 0))
    assert check_value("1", trace).right
    trace = pool_trace("max", np.ones((1, 1)), 2, stride=1, padding=1, dilation=2, at=(0, 0))
    assert trace.value == -np.inf
    assert check_value(format_number(trace.value), trace).right
    assert not check_value("1", trace).right


@pytest.mark.parametrize("padding", [0, 1])
def test_one_value_in_the_image_is_spoken_of_in_the_singular(padding):
    size = padding + 1
    trace = pool_trace("average", np.full((4, 4), 3.0), size, padding=padding, count_include_pad=True)
    told = check_value("1000", trace).sentence
    assert "1 value of the window lies inside the image" in told
