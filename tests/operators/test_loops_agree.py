"""The loops a learner reads give what the fast code gives."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import operators
from cnnviz.errors import ShapeError
from cnnviz.operators import POOLINGS, loops, ways

POOLS = {row.function.__name__: row.reduction.own for row in POOLINGS.values() if row.way is ways.SLIDING}


def agree(name, *args, **options):
    fast, slow = (getattr(module, name)(*args, **options) for module in (operators, loops))
    assert fast.shape == slow.shape
    assert fast.dtype == slow.dtype
    np.testing.assert_allclose(fast, slow, rtol=1e-5, atol=1e-5)


def image_of(data, *leading, dtype=None):
    shape = (*leading, *data.draw(st.tuples(st.integers(1, 9), st.integers(1, 9))))
    values = np.random.default_rng(data.draw(st.integers(0, 999))).integers(-99, 99, shape)
    return values.astype(dtype or data.draw(st.sampled_from(["f", "d", "i"])))


def paddings(kernel):
    """How far windows of a size may hang over, in all ways of writing it."""
    half = st.tuples(*[st.integers(0, k // 2) for k in kernel])
    sides = st.tuples(*[st.tuples(*[st.integers(0, k // 2)] * 2) for k in kernel])
    return half | sides | st.just("same_tensorflow")


@pytest.mark.parametrize("name", POOLS)
@given(st.data())
@settings(max_examples=30)
def test_windowed_pools(name, data):
    kernel = data.draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    pair = st.tuples(st.integers(1, 3), st.integers(1, 3))
    options = {
        "kernel_size": kernel,
        "stride": data.draw(st.none() | st.integers(1, 3) | pair),
        "padding": data.draw(paddings(kernel)),
        "ceil_mode": data.draw(st.booleans()),
        "dilation": data.draw(st.integers(1, 3)),
        "count_include_pad": data.draw(st.booleans()),
        "divisor_override": data.draw(st.none() | st.integers(1, 5)),
    }
    if options["padding"] == "same_tensorflow":
        options["dilation"] = 1  # a window could lie wholly outside
    known = inspect.signature(getattr(operators, name)).parameters
    options = POOLS[name] | {option: value for option, value in options.items() if option in known}
    image = image_of(data, *data.draw(st.sampled_from([(), (2,), (2, 1)])))
    try:
        agree(name, image, **options)
    except ShapeError:
        assert 0 in getattr(loops, name)(image, **options).shape  # where nothing fits, loops find no window


@pytest.mark.parametrize("name", POOLS)
def test_windowed_pools_with_a_value_that_is_no_number(name):
    image = np.arange(36.0).reshape(6, 6)
    image[2, 3] = np.nan
    agree(name, image, **POOLS[name], kernel_size=3, stride=1)


@pytest.mark.parametrize("name", ["adaptive_avg_pool2d", "adaptive_max_pool2d"])
@given(st.data())
@settings(max_examples=20)
def test_adaptive_pools(name, data):
    output_size = data.draw(st.integers(1, 9) | st.tuples(st.integers(1, 9), st.integers(1, 9)))
    agree(name, image_of(data, 2), output_size)


@pytest.mark.parametrize("name", ["global_avg_pool2d", "global_max_pool2d"])
def test_global_pools(name):
    agree(name, np.random.default_rng(0).random((2, 3, 5, 4), np.float32))


@given(st.data())
@settings(max_examples=30)
def test_fractional_pooling(data):
    image = image_of(data, 2)
    kernel = tuple(data.draw(st.integers(1, size)) for size in image.shape[-2:])
    output = tuple(
        data.draw(st.integers(1, s - k + 1)) for s, k in zip(image.shape[-2:], kernel, strict=True)
    )
    agree(
        "fractional_max_pool2d", image, kernel, output, samples=data.draw(st.tuples(*[st.floats(0, 1)] * 2))
    )


@pytest.mark.parametrize(
    ("name", "options"),
    [
        *((row.twin.__name__, {}) for row in operators.ACTIVATIONS.values() if row.layer),
        ("gelu", {"approximate": "tanh"}),
        ("glu", {}),
        ("glu", {"dim": 0}),
        ("softmax", {}),
        ("softmax", {"dim": 1, "temperature": 0.3}),
        ("log_softmax", {}),
        ("log_softmax", {"dim": 0}),
    ],
)
@pytest.mark.parametrize("size", [1, 50])
def test_activations_and_softmax(name, options, size):
    values = np.random.default_rng(1).normal(0, size, (4, 3, 6))
    agree(name, values, **options)
    agree(name, values.astype(np.float32), **options)


@pytest.mark.parametrize("bias", [None, [0.5, -1, 2, 3]])
@pytest.mark.parametrize("leading", [(), (5,), (2, 5)])
def test_linear(bias, leading):
    rng = np.random.default_rng(2)
    agree("linear", rng.random((*leading, 7), np.float32), rng.random((4, 7), np.float32), bias)


@pytest.mark.parametrize("name", loops.__all__)
def test_the_code_shown_is_the_loop_and_not_its_wrapper(name):
    source = inspect.getsource(getattr(loops, name))
    assert f"def {name}(" in source
    assert getattr(operators, name).__name__ == name


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("leading", [(), (5,)])
@pytest.mark.parametrize("kind", ["f", "d"])
def test_cross_entropy(reduction, leading, kind):
    rng = np.random.default_rng(2)
    logits, target = rng.normal(0, 9, (*leading, 4)).astype(kind), rng.integers(0, 4, leading)
    agree("cross_entropy", logits, target, reduction=reduction, label_smoothing=0.2)


@given(st.data())
@settings(max_examples=30)
def test_gradients_of_a_convolution(data):
    stride, padding = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 2))
    random = np.random.default_rng(data.draw(st.integers(0, 999)))
    image, weight = random.normal(size=(2, 3, 6, 5)), random.normal(size=(4, 3, 3, 2))
    shape = operators.conv2d(image, weight, None, stride, padding).shape
    given_gradient = random.normal(size=shape)
    fast, slow = (
        module.conv2d_gradients(given_gradient, image, weight, stride, padding)
        for module in (operators, loops)
    )
    for one, other in zip(fast, slow, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)
