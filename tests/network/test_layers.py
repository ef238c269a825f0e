"""Every layer and loss: one table, the same truths for each row."""

import numpy as np
import pytest
import torch
from torch import nn

from cnnviz.errors import ShapeError
from cnnviz.network.layers import (
    ACTIVATION_LAYERS,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    Dropout,
    Flatten,
    Linear,
    MaxPool2d,
    Upsample,
)
from cnnviz.network.losses import cross_entropy, mse_loss


def rng():
    return np.random.default_rng(7)


# name, our layer, the shape of its input, whether it trains, torch's layer
TABLE = [
    (
        "conv",
        lambda: Conv2d(3, 4, 3, padding=1, rng=rng()),
        (2, 3, 6, 5),
        True,
        nn.Conv2d(3, 4, 3, padding=1),
    ),
    ("conv stride", lambda: Conv2d(2, 3, 3, stride=2, rng=rng()), (3, 2, 8, 7), True, nn.Conv2d(2, 3, 3, 2)),
    (
        "conv even",
        lambda: Conv2d(2, 3, 4, stride=3, padding=2, rng=rng()),
        (2, 2, 9, 8),
        True,
        nn.Conv2d(2, 3, 4, 3, padding=2),
    ),
    ("conv 1×1", lambda: Conv2d(5, 2, 1, rng=rng()), (2, 5, 3, 3), True, nn.Conv2d(5, 2, 1)),
    *(
        (key, make, (2, 3, 4, 4), True, getattr(nn, make.__name__)())
        for key, make in ACTIVATION_LAYERS.items()
    ),
    ("max pool", lambda: MaxPool2d(2), (2, 3, 6, 5), True, nn.MaxPool2d(2)),
    ("max pool overlap", lambda: MaxPool2d(3, 2), (2, 3, 7, 8), True, nn.MaxPool2d(3, 2)),
    ("avg pool", lambda: AvgPool2d(2), (2, 3, 6, 5), True, nn.AvgPool2d(2)),
    ("avg pool overlap", lambda: AvgPool2d(3, 1), (2, 3, 5, 5), True, nn.AvgPool2d(3, 1)),
    ("upsample", Upsample, (2, 3, 4, 5), True, nn.Upsample(scale_factor=2)),
    ("upsample 3", lambda: Upsample(3), (2, 1, 3, 2), True, nn.Upsample(scale_factor=3)),
    ("flatten", Flatten, (2, 3, 4, 5), True, nn.Flatten()),
    ("linear", lambda: Linear(6, 4, rng=rng()), (3, 6), True, nn.Linear(6, 4)),
    ("batch norm training", lambda: BatchNorm2d(3), (4, 3, 3, 2), True, nn.BatchNorm2d(3)),
    ("batch norm test", lambda: BatchNorm2d(3), (4, 3, 3, 2), False, nn.BatchNorm2d(3)),
    ("dropout test", lambda: Dropout(0.5), (4, 6), False, nn.Dropout(0.5)),
]
rows = pytest.mark.parametrize(
    ("name", "make", "shape", "training", "twin"), TABLE, ids=[row[0] for row in TABLE]
)


def in_float64(layer):
    """A layer with random float64 parameters and statistics: differences are not drowned by rounding."""
    generator = rng()
    for arrays in (layer.parameters, layer.buffers):
        for name, value in arrays.items():
            arrays[name] = generator.uniform(0.5, 1.5, value.shape)
    return layer


class SameEachTime:
    """A generator whose every draw is the same, so that a silenced unit stays silent."""

    def random(self, shape):
        return np.random.default_rng(8).random(shape)


@pytest.mark.parametrize(
    ("make", "shape", "training"),
    [*((row[1], row[2], row[3]) for row in TABLE), (lambda: Dropout(0.5, SameEachTime()), (4, 6), True)],
    ids=[*(row[0] for row in TABLE), "dropout training"],
)
def test_a_gradient_is_the_slope_of_the_output(make, shape, training):
    layer, generator = in_float64(make()), np.random.default_rng(1)
    x = generator.standard_normal(shape)
    output, backward = layer.forward(x, training)
    weights = generator.standard_normal(output.shape)  # of a scalar: Σ weights · output
    d_x, gradients = backward(weights)
    assert d_x.shape == x.shape
    assert set(gradients) == set(layer.parameters)
    for array, gradient in [(x, d_x), *((layer.parameters[k], gradients[k]) for k in gradients)]:
        assert gradient.shape == array.shape
        numerical = np.zeros_like(array)
        for at in np.ndindex(array.shape):
            kept = array[at]
            ends = []
            for step in (1e-5, -1e-5):
                array[at] = kept + step
                ends.append((layer.forward(x, training)[0] * weights).sum())
            array[at] = kept
            numerical[at] = (ends[0] - ends[1]) / 2e-5
        np.testing.assert_allclose(gradient, numerical, rtol=1e-6, atol=1e-7)


@rows
def test_a_layer_agrees_with_torch(name, make, shape, training, twin):
    layer = in_float64(make())
    twin = twin.double().train(training)
    with torch.no_grad():
        for key, value in (layer.parameters | layer.buffers).items():
            getattr(twin, key).copy_(torch.from_numpy(value))
    x = np.random.default_rng(2).standard_normal(shape)
    theirs_x = torch.from_numpy(x.copy()).requires_grad_()
    theirs = twin(theirs_x)
    output, backward = layer.forward(x, training)
    np.testing.assert_allclose(output, theirs.detach().numpy(), atol=1e-12)
    seed = np.random.default_rng(3).standard_normal(output.shape)
    theirs.backward(torch.from_numpy(seed))
    d_x, gradients = backward(seed)
    np.testing.assert_allclose(d_x, theirs_x.grad.numpy(), atol=1e-12)
    for key, gradient in gradients.items():
        np.testing.assert_allclose(gradient, getattr(twin, key).grad.numpy(), atol=1e-12)
    for key, value in layer.buffers.items():
        np.testing.assert_allclose(value, getattr(twin, key).numpy(), atol=1e-12)


@rows
def test_single_precision_stays_single(name, make, shape, training, twin):
    x = rng().standard_normal(shape).astype(np.float32)
    output, backward = make().forward(x, training)
    d_x, gradients = backward(np.ones_like(output))
    assert {array.dtype for array in (output, d_x, *gradients.values())} == {np.dtype(np.float32)}


@rows
def test_a_layer_leaves_its_input_and_the_gradient_alone(name, make, shape, training, twin):
    layer, x = in_float64(make()), rng().standard_normal(shape)
    before = x.copy()
    output, backward = layer.forward(x, training)
    gradient = np.ones_like(output)
    backward(gradient)
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(gradient, 1)


def test_many_small_images_are_convolved_in_blocks_as_one_by_one():
    layer = Conv2d(2, 3, 3, padding=1, rng=rng())
    x = rng().standard_normal((53, 2, 7, 7)).astype(np.float32)
    np.testing.assert_allclose(layer(x), np.concatenate([layer(image[None]) for image in x]), atol=1e-5)


@pytest.mark.parametrize("row", [row for row in TABLE if row[0].startswith("conv")], ids=lambda row: row[0])
def test_where_the_input_is_data_the_parameters_gradients_are_the_same(row):
    layer, x = in_float64(row[1]()), rng().standard_normal(row[2])
    output, backward = layer.forward(x)
    gradient = rng().standard_normal(output.shape)
    alone = layer.gradients(x, gradient)
    for name, expected in backward(gradient)[1].items():
        np.testing.assert_allclose(alone[name], expected, atol=1e-12)


def test_only_the_first_of_equal_winners_gets_the_gradient():
    _, backward = MaxPool2d(2).forward(np.ones((1, 1, 2, 2)))
    d_x, _ = backward(np.ones((1, 1, 1, 1)))
    np.testing.assert_array_equal(d_x[0, 0], [[1, 0], [0, 0]])


def test_dropout_keeps_the_expectation_and_silences_the_share_asked_for():
    x = np.ones((200, 500), np.float32)
    output, backward = Dropout(0.3, rng()).forward(x, training=True)
    assert (output == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert output.mean() == pytest.approx(1, abs=0.01)
    np.testing.assert_array_equal(backward(x)[0], output)


def test_batch_norm_brings_each_map_to_mean_0_and_variance_1():
    x = rng().normal(5, 3, (8, 4, 6, 6))
    output, _ = BatchNorm2d(4).forward(x, training=True)
    np.testing.assert_allclose(output.mean(axis=(0, 2, 3)), 0, atol=1e-7)
    np.testing.assert_allclose(output.var(axis=(0, 2, 3)), 1, atol=1e-4)


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_cross_entropy_and_its_gradient_agree_with_torch(smoothing):
    logits, labels = rng().normal(0, 5, (6, 4)), np.array([0, 3, 1, 1, 2, 0])
    loss, backward = cross_entropy(logits, labels, smoothing)
    theirs_logits = torch.from_numpy(logits).requires_grad_()
    theirs = nn.functional.cross_entropy(theirs_logits, torch.from_numpy(labels), label_smoothing=smoothing)
    theirs.backward()
    assert loss == pytest.approx(theirs.item(), rel=1e-12)
    np.testing.assert_allclose(backward(), theirs_logits.grad.numpy(), atol=1e-14)


def test_cross_entropy_is_finite_for_any_finite_logits():
    logits = np.array([[3e38, -3e38], [-3e38, 3e38]], np.float32)
    loss, backward = cross_entropy(logits, np.array([0, 0]))
    assert loss == pytest.approx(3e38)  # the mean of 0 and 6e38
    np.testing.assert_array_equal(backward(), [[0, 0], [-0.5, 0.5]])


def test_mean_squared_error_and_its_gradient_agree_with_torch():
    given, target = rng().random((3, 1, 4, 5)), rng().normal(0, 2, (3, 1, 4, 5))
    loss, backward = mse_loss(given, target)
    theirs_given = torch.from_numpy(given).requires_grad_()
    theirs = nn.functional.mse_loss(theirs_given, torch.from_numpy(target))
    theirs.backward()
    assert loss == pytest.approx(theirs.item(), rel=1e-12)
    np.testing.assert_allclose(backward(), theirs_given.grad.numpy(), atol=1e-16)


def test_the_gradient_of_the_mean_squared_error_is_its_slope():
    given, target = rng().random((2, 3)), np.zeros((2, 3))
    gradient = mse_loss(given, target)[1]()
    for at in np.ndindex(given.shape):
        step = np.zeros_like(given)
        step[at] = 1e-6
        slope = (mse_loss(given + step, target)[0] - mse_loss(given - step, target)[0]) / 2e-6
        assert gradient[at] == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: Conv2d(3, 4)(np.zeros((1, 2, 8, 8))), "takes a batch of shape"),
        (lambda: Conv2d(1, 1, 5)(np.zeros((1, 1, 3, 3))), "5×5 kernel does not fit a 3×3 image"),
        (lambda: Conv2d(1, 1, 3, padding=3), "nothing but zeros"),
        (lambda: Conv2d(1, 1, 3, stride=-1), "stride of a Conv2d layer must be a whole number of at least 1"),
        (lambda: Conv2d(0, 1), "in_channels of a Conv2d layer"),
        (lambda: MaxPool2d(0), "kernel_size of a MaxPool2d layer"),
        (lambda: MaxPool2d(2.5), "kernel_size of a MaxPool2d layer"),
        (lambda: Linear(3, True), "out_features of a Linear layer"),
        (lambda: BatchNorm2d(2, eps=float("nan")), "eps and a momentum"),
        (lambda: MaxPool2d(3)(np.zeros((1, 1, 2, 2))), "3×3 window does not fit a 2×2 image"),
        (lambda: Linear(5, 2)(np.zeros((1, 4))), "takes 5 numbers"),
        (lambda: BatchNorm2d(2)(np.zeros((1, 3, 2, 2))), "normalises 2 maps"),
        (lambda: Dropout(1.0), "up to, not including, 1"),
        (lambda: Dropout(0.5).forward(np.zeros(3), training=True), "random generator"),
        (lambda: cross_entropy(np.zeros((2, 3)), np.array([0, 3])), "labels from 0 to 2"),
        (lambda: cross_entropy(np.zeros((2, 3)), np.array([0])), "2 items need 2 labels"),
        (lambda: Upsample(0), "scale_factor of a Upsample layer"),
        (lambda: Upsample(9), "at most 8 times"),
        (lambda: Upsample(2)(np.zeros((3, 4))), "takes a batch of maps"),
        (lambda: mse_loss(np.zeros((2, 3)), np.zeros((2, 4))), "number by number"),
        (lambda: mse_loss(np.zeros(0), np.zeros(0)), "at least one number"),
        (lambda: cross_entropy(np.zeros((0, 3)), np.zeros(0, int)), "at least one item"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ShapeError, match=sentence):
        call()
