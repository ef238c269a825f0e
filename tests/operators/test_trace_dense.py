"""Traces of dense layers and softmax tell the very output."""

import numpy as np
import pytest

from cnnviz.errors import ShapeError
from cnnviz.operators import (
    cross_entropy,
    cross_entropy_trace,
    linear,
    linear_trace,
    softmax,
    softmax_trace,
)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("bias", [None, np.array([0.5, -1.5, 2])])
def test_a_dense_trace_is_its_output(dtype, bias):
    rng = np.random.default_rng(0)
    values, weights = rng.standard_normal(50).astype(dtype), rng.standard_normal((3, 50)).astype(dtype)
    for at, output in enumerate(linear(values, weights, bias)):
        trace = linear_trace(values, weights, bias, at=at)
        assert trace.total == output
        assert trace.products.sum() + trace.bias == pytest.approx(output, rel=1e-4)
        np.testing.assert_array_equal(trace.products, values * weights[at])


def test_I6_the_neuron_is_written_out():
    weights = [[0.27, 0.2], [-0.1, -0.4]]
    assert linear_trace([155, 60], weights).sentence() == "155·0.27 + 60·0.2 = 53.85"
    assert linear_trace([155, 60], weights, at=1).sentence() == "155·(−0.1) + 60·(−0.4) = −39.5"
    assert linear_trace([1], [[2]], [-3]).sentence() == "1·2 + (−3) = −1"


def test_a_long_sum_shows_its_ends():
    trace = linear_trace(np.arange(784), np.ones((1, 784)))
    assert trace.sentence() == "0·1 + 1·1 + 2·1 + 3·1 + … + 783·1 = 306,936"


def test_a_softmax_trace_is_its_share_and_its_fraction():
    scores = np.random.default_rng(1).normal(0, 9, 10).astype(np.float32)
    for temperature in (0.1, 1, 20):
        for at, share in enumerate(softmax(scores, temperature=temperature)):
            trace = softmax_trace(scores, temperature, at)
            assert trace.value == share
            assert trace.powers[at] / trace.total == pytest.approx(share, rel=1e-6)
            expected = np.exp((scores.astype(float) - scores.max()) / temperature)
            np.testing.assert_allclose(trace.powers, expected, rtol=1e-9)
            assert trace.total == pytest.approx(expected.sum())


def test_F2_the_shares_are_written_out():
    assert softmax_trace([2.5, 1.8, 0.2], at=0).sentence() == (
        "e^(2.5 − 2.5) = 1; 1 / (1 + 0.4966 + 0.1003) = 0.6262"
    )
    assert softmax_trace([2.5, 1.8, 0.2], temperature=2, at=2).sentence() == (
        "e^((0.2 − 2.5) / 2) = 0.3166; 0.3166 / (1 + 0.7047 + 0.3166) = 0.1566"
    )


@pytest.mark.parametrize("apart", [5.0, 12.0, 30.0, 200.0])
def test_no_share_equals_1_while_another_class_has_some(apart):
    trace = softmax_trace(np.array([apart, 0], np.float32))
    assert trace.powers[1] > 0
    assert not trace.sentence().endswith(" = 1")
    assert softmax_trace(np.array([apart], np.float32)).sentence().endswith(" = 1")


def test_what_is_not_there_cannot_be_traced():
    with pytest.raises(ShapeError, match=r"there is no output \(2,\) in a result of shape \(2,\)"):
        linear_trace([1, 2], [[1, 2], [3, 4]], at=2)
    with pytest.raises(ShapeError, match=r"there is no output \(1\.0,\)"):
        linear_trace([1, 2], [[1, 2], [3, 4]], at=1.0)
    with pytest.raises(ShapeError, match="use one example"):
        linear_trace([[1, 2]], [[1, 2]])
    with pytest.raises(ShapeError, match=r"there is no output \(-1,\) in a result of shape \(3,\)"):
        softmax_trace([1, 2, 3], at=-1)
    with pytest.raises(ShapeError, match="use one row of them"):
        softmax_trace([[1, 2]])
    with pytest.raises(ShapeError, match="use one row of them"):
        cross_entropy_trace([[1, 2]], 0)
    with pytest.raises(ShapeError, match="use a right class from 0 to 1"):
        cross_entropy_trace([1, 2], 2)


def test_a_cross_entropy_trace_is_its_loss():
    scores = np.random.default_rng(1).normal(0, 9, 10)
    for right, share in enumerate(softmax(scores)):
        trace = cross_entropy_trace(scores, right)
        assert trace.loss == cross_entropy(scores, right)
        assert trace.share == share
        assert trace.loss == pytest.approx(-np.log(share))


def test_F2_the_loss_is_written_out():
    assert cross_entropy_trace([2.5, 1.8, 0.2], 2).sentence() == "−ln 0.06279 = 2.768"
