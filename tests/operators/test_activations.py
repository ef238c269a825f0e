"""Activations against PyTorch, at the extremes, and their slopes against differences.

PyTorch computes in double precision here: in single precision it has other kernels on other processors, and
some of them overflow where nothing needs to.
"""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.operators import (
    ACTIVATIONS,
    elu,
    gelu,
    glu,
    glu_slope,
    leaky_relu,
    linear,
    relu,
    sigmoid,
    softplus,
    tanh,
)

EXTREMES = [0.0, -0.0, 1e-45, 1e-7, 0.5, 1, 10, 88.8, 104, 1e4, 1e19, 3e38, np.finfo(np.float32).max]
EVERYTHING = np.array(EXTREMES + [-x for x in EXTREMES], np.float32)
PAIRS = [
    *((row.function, getattr(F, key)) for key, row in ACTIVATIONS.items() if row.layer),
    (lambda x: gelu(x, approximate="tanh"), lambda x: F.gelu(x, approximate="tanh")),
    (lambda x: softplus(x, beta=3), lambda x: F.softplus(x, beta=3)),
    (lambda x: softplus(x, 0.5, 2), lambda x: F.softplus(x, 0.5, 2)),
    (lambda x: elu(x, alpha=0.5), lambda x: F.elu(x, alpha=0.5)),
    (lambda x: leaky_relu(x, 0.2), lambda x: F.leaky_relu(x, 0.2)),
    (glu, F.glu),
]
#: Slopes, and the function whose slopes they are by PyTorch; of the linear unit PyTorch has no function.
SLOPES = [
    *((row.derivative, getattr(F, key)) for key, row in ACTIVATIONS.items() if row.layer),
    (glu_slope, F.glu),
]


def in_double(theirs, values):
    return theirs(torch.tensor(values, dtype=torch.float64)).numpy()


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
@given(
    arrays.arrays(np.float32, st.tuples(st.integers(1, 4), st.just(6)), elements=st.floats(-30, 30, width=32))
)
@settings(max_examples=30)
def test_A1_activations_are_pytorchs(ours, theirs, values):
    found = ours(values)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, in_double(theirs, values), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_no_finite_value_overflows_or_warns(ours, theirs, dtype):
    largest = np.finfo(dtype).max
    values = np.concatenate([EVERYTHING.astype(dtype), np.array([largest, -largest], dtype)])
    found = ours(values)
    assert np.isfinite(found).all()
    if dtype == np.float32:
        np.testing.assert_allclose(found, in_double(theirs, values), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_largest_number_and_its_negative_reach_the_limits(dtype):
    largest = np.finfo(dtype).max
    ends = np.array([largest, -largest])
    assert relu(ends).tolist() == [largest, 0]
    assert sigmoid(ends).tolist() == [1, 0]
    assert tanh(ends).tolist() == [1, -1]
    for approximate in ("none", "tanh"):
        assert gelu(ends, approximate=approximate).tolist() == [largest, 0]
    assert glu(np.array([[largest, largest], [largest, -largest]])).ravel().tolist() == [largest, 0]


@pytest.mark.parametrize("dim", [0, 1, 2, -1, -2, -3])
def test_glu_halves_the_axis_it_is_told(dim):
    values = np.random.default_rng(0).standard_normal((2, 4, 6)).astype(np.float32)
    np.testing.assert_allclose(glu(values, dim), in_double(lambda x: F.glu(x, dim), values), rtol=1e-6)


@pytest.mark.parametrize("activation", [*(row.function for row in ACTIVATIONS.values()), glu])
def test_float64_stays_and_whole_numbers_become_float32(activation):
    assert activation(np.array([1.0, 2.0])).dtype == np.float64
    assert activation(np.array([1, 2])).dtype == np.float32
    assert activation([1.0, 2.0]).dtype == np.float32


def test_I6_a_neuron_fires_or_is_silenced():
    fires = linear(np.array([155.0, 60.0]), [0.27, 0.2])
    silent = linear(np.array([155.0, 60.0]), [-0.1, -0.4])
    assert fires == pytest.approx(53.85)
    assert silent == pytest.approx(-39.5)
    assert relu(fires) == pytest.approx(53.85)
    assert relu(silent) == 0


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_A1_each_derivative_is_the_slope_of_its_function(name):
    function, derivative = ACTIVATIONS[name].function, ACTIVATIONS[name].derivative
    points = np.linspace(-6, 6, 240)  # an even number of points: 0, where ReLU has a corner, is none of them
    step = 1e-5
    measured = (function(points + step) - function(points - step)) / (2 * step)
    np.testing.assert_allclose(derivative(points), measured, atol=1e-8)


@pytest.mark.parametrize(("ours", "theirs"), SLOPES)
def test_A1_slopes_are_pytorchs_gradients_also_at_the_corner_and_the_extremes(ours, theirs):
    values = np.concatenate([EVERYTHING, np.linspace(-9, 9, 60, dtype=np.float32)])
    asked = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    theirs(asked).sum().backward()
    found = ours(values)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, asked.grad.numpy(), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("dim", [0, 1, -1])
def test_glu_has_a_slope_for_each_half_of_the_axis_it_is_told(dim):
    values = np.random.default_rng(0).standard_normal((2, 4, 6)).astype(np.float32)
    asked = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    F.glu(asked, dim).sum().backward()
    np.testing.assert_allclose(glu_slope(values, dim), asked.grad.numpy(), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_no_slope_overflows_or_warns(name):
    slopes = ACTIVATIONS[name].derivative(EVERYTHING)
    assert slopes.dtype == np.float32
    assert (np.abs(slopes) < 1.2).all()


@pytest.mark.parametrize(
    ("shape", "dim", "sentence"),
    [
        ((3,), -1, "GLU halves its input, but axis -1 has 3 values; use an even number of them"),
        ((4,), 1, "there is no axis 1 in an array with 1 axes; use one below 1"),
        ((0,), 0, "axis 0 is empty; give it at least one value"),
    ],
)
def test_glu_says_what_cannot_work(shape, dim, sentence):
    with pytest.raises(ShapeError) as caught:
        glu(np.zeros(shape), dim)
    assert str(caught.value) == sentence


def test_gelu_knows_two_ways_only():
    with pytest.raises(CnnvizError, match='use "none" or "tanh"'):
        gelu([1.0], approximate="fast")


@pytest.mark.parametrize("beta", [0, -1, float("nan")])
def test_softplus_needs_a_beta_above_0(beta):
    with pytest.raises(CnnvizError, match="use a number above 0"):
        softplus([1.0], beta)
