"""Predicted outputs of activations, gates, dense layers and softmaxes are judged by their traces."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.numbers import format_number
from cnnviz.operators import (
    ACTIVATIONS,
    activation_trace,
    conv2d_trace,
    glu_trace,
    linear,
    linear_trace,
    pool_trace,
    sigmoid,
    softmax,
    softmax_trace,
)
from cnnviz.predict import check_value, neighbours_of
from cnnviz.predict.curve_slips import ACTIVATION_ORDER, GATE_ORDER, SOFTMAX_ORDER
from cnnviz.predict.dense_slips import ORDER as DENSE_ORDER

ROUNDED = ("too_coarse", "cut_off")
SCORES = [2.5, 1.8, 0.2]

TRACES = [
    *(
        activation_trace(name, value)
        for name in ACTIVATIONS
        for value in (-700.0, -1.3, 0.0, 0.8, 12.0, 700.0)
    ),
    glu_trace([3, 5, 0.3, -1000], at=(0,)),
    glu_trace([3, 5, 0.3, -1000], at=(1,)),
    linear_trace([155, 60], [[-0.1, -0.4]], [0.25], at=0),
    linear_trace(np.arange(784) / 784, np.ones((1, 784)) / 7, at=0),
    softmax_trace(SCORES, at=1),
    softmax_trace([900.0, -900.0, 0.0], temperature=0.5, at=1),
    softmax_trace([0.0, 0.0], at=0),
    conv2d_trace(np.eye(5), np.ones((3, 3)), padding=1, at=(0, 0)),
    pool_trace("median", np.eye(4), 2, at=(0, 0)),
]


def truth(trace):
    return next(getattr(trace, name) for name in ("output", "total", "value") if name_of(trace) == name)


def name_of(trace):
    named = {"ConvTrace": "total", "LinearTrace": "total", "PoolTrace": "value", "SoftmaxTrace": "value"}
    return named.get(type(trace).__name__, "output")


def named(key, typed, trace, order):
    """Say whether typing a slip's number names it, a simpler one, or is right within rounding."""
    verdict = check_value(format_number(typed), trace)
    simpler = verdict.slip in order and order.index(verdict.slip) <= order.index(key)
    return verdict.right or verdict.slip in ROUNDED or simpler


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: type(trace).__name__)
def test_the_number_shown_is_right(trace):
    verdict = check_value(format_number(truth(trace)), trace)
    assert verdict.right
    assert verdict.working == trace.sentence()


@pytest.mark.parametrize("trace", TRACES, ids=lambda trace: type(trace).__name__)
@settings(max_examples=20)
@given(st.text() | st.floats().map(str) | st.integers().map(str), st.booleans())
def test_no_text_breaks_it(trace, typed, reveal):
    with suppress(CnnvizError):
        assert check_value(typed, trace, reveal=reveal).sentence


@settings(max_examples=20)
@given(st.sampled_from(list(ACTIVATIONS)), st.floats(-6, 6).filter(lambda x: abs(x) > 0.1))
def test_slips_with_an_activation_are_named(name, value):
    trace = activation_trace(name, value)
    assert named("not_applied", value, trace, ACTIVATION_ORDER)
    assert named("sign", -trace.output, trace, ACTIVATION_ORDER)
    assert named("slope", trace.slope, trace, ACTIVATION_ORDER)
    for other in ACTIVATIONS:
        wrong = float(ACTIVATIONS[other].function(value))
        assert named(f"took_{other}", wrong, trace, ACTIVATION_ORDER)


def test_a_sigmoid_without_its_1_is_noticed():
    assert check_value(format_number(np.exp(0.7)), activation_trace("sigmoid", 0.7)).slip == "no_one"


def test_the_introductions_neuron():
    inputs, weights = [155, 60], [[0.27, 0.2], [-0.1, -0.4]]
    sums = linear(inputs, weights)
    for at, total in enumerate(sums):
        assert check_value(format_number(total), linear_trace(inputs, weights, at=at)).right
    assert check_value("0", linear_trace(inputs, weights, at=1)).slip == "relu"
    assert check_value("0", activation_trace("relu", sums[1])).right
    kept = check_value(format_number(sums[1]), activation_trace("relu", sums[1]))
    assert kept.slip == "not_applied"
    assert kept.sentence.startswith("You passed the value on unchanged: that gives −39.5. ReLU")


@settings(max_examples=20)
@given(st.integers(0, 9999))
def test_slips_with_a_weighted_sum_are_named(seed):
    random = np.random.default_rng(seed)
    x, w, b = random.normal(size=4), random.normal(size=(1, 4)), random.normal(size=1)
    trace = linear_trace(x, w, b)
    total = float(linear(x, w, b)[0])
    assert named("no_bias", float(linear(x, w)[0]), trace, DENSE_ORDER)
    assert named("minus_bias", float(linear(x, w, -b)[0]), trace, DENSE_ORDER)
    assert named("sign", -total, trace, DENSE_ORDER)
    assert named("no_minus", float(linear(x, np.abs(w), b)[0]), trace, DENSE_ORDER)
    assert named("input_sum", float(linear(x, np.ones_like(w), b)[0]), trace, DENSE_ORDER)
    for index in range(4):
        without, turned = w.copy(), w.copy()
        without[0, index], turned[0, index] = 0, -w[0, index]
        assert named("one_left_out", float(linear(x, without, b)[0]), trace, DENSE_ORDER)
        assert named("one_sign", float(linear(x, turned, b)[0]), trace, DENSE_ORDER)


def test_a_gate_left_out_or_mixed_up_is_noticed():
    trace = glu_trace([3.0, 0.7], at=(0,))
    assert check_value("3", trace).slip == "not_gated"
    for key, wrong in {"gate": sigmoid(0.7), "no_sigmoid": 3 * 0.7, "mixed_up": 0.7 * sigmoid(3.0)}.items():
        assert named(key, float(wrong), trace, GATE_ORDER)
        assert not check_value(format_number(float(wrong)), trace).right


def test_a_share_may_be_given_in_per_cent_or_to_two_decimals():
    for at, share in enumerate(softmax(SCORES)):
        trace = softmax_trace(SCORES, at=at)
        for typed in (f"{share:.0%}", f"{share:.1%}", f"{share:.2f}", f"{share:.3f}", f"{share:.7f}"):
            assert check_value(typed, trace).right, typed
        assert check_value(f"{100 * share:.1f}", trace).slip == "percent"


def test_a_share_cut_off_as_in_the_introduction_is_called_that():
    assert check_value("0.62", softmax_trace(SCORES, at=0)).slip == "cut_off"


@settings(max_examples=20)
@given(st.integers(0, 9999), st.sampled_from([0.5, 1.0, 2.0]))
def test_slips_with_a_softmax_are_named(seed, temperature):
    scores = np.random.default_rng(seed).normal(0, 2, size=3)
    trace = softmax_trace(scores, temperature, at=1)
    assert named("exponential", float(np.exp(scores[1] / temperature)), trace, SOFTMAX_ORDER)
    assert named("power", float(trace.powers[1]), trace, SOFTMAX_ORDER)
    assert named("no_exponential", float(scores[1] / scores.sum()), trace, SOFTMAX_ORDER)
    assert named("no_temperature", float(softmax(scores)[1]), trace, SOFTMAX_ORDER)
    assert named("times_temperature", float(softmax(scores * temperature)[1]), trace, SOFTMAX_ORDER)
    for share in softmax(scores, temperature=temperature):
        assert named("other_share", float(share), trace, SOFTMAX_ORDER)


def test_what_is_rounded_too_far_is_told_so():
    verdict = check_value("0.6", softmax_trace(SCORES, at=0))
    assert verdict.slip == "too_coarse"
    assert "at least two digits" in verdict.sentence


def test_what_is_no_trace_or_no_map_is_refused():
    with pytest.raises(CnnvizError, match="a str can't be checked; give the trace"):
        check_value("1", "trace")
    with pytest.raises(ShapeError, match="is not a map"):
        neighbours_of(np.ones(3), (0, 0))
    with pytest.raises(ShapeError, match="there is no output"):
        neighbours_of(np.ones((3, 3)), (3, 0))
