"""A convolution's gradients: adjoint to it, equal to PyTorch's, and true of a small step."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz.errors import ShapeError
from cnnviz.operators import conv2d, conv2d_gradients
from cnnviz.operators.convolution_setup import set_up


def without_mode(case):
    return {name: value for name, value in case.options.items() if name != "mode"}


@given(st.data())
@settings(max_examples=60)
def test_both_gradients_are_adjoint_to_the_convolution(convolutions, data):
    case = data.draw(convolutions(modes=("constant",)))
    options = without_mode(case)
    answer = conv2d(case.input, case.weight, **options)
    other = np.random.default_rng(0).normal(size=answer.shape)
    by_input, by_weight = conv2d_gradients(other, case.input, case.weight, **options)
    product = np.vdot(answer, other)
    np.testing.assert_allclose(np.vdot(case.input, by_input), product, atol=1e-9)
    np.testing.assert_allclose(np.vdot(case.weight, by_weight), product, atol=1e-9)


@given(st.data())
@settings(max_examples=40)
def test_both_gradients_are_pytorchs(convolutions, data):
    case = data.draw(convolutions(modes=("constant",)))
    options = without_mode(case)
    (top, bottom), (left, right) = set_up(case.input, case.weight, **options).padding
    image, kernel = (torch.tensor(array, requires_grad=True) for array in (case.input, case.weight))
    steps = {name: options[name] for name in ("stride", "dilation", "groups")}
    answer = F.conv2d(F.pad(image, (left, right, top, bottom)), kernel, **steps)
    gradient = np.random.default_rng(0).normal(size=answer.shape)
    answer.backward(torch.tensor(gradient))
    by_input, by_weight = conv2d_gradients(gradient, case.input, case.weight, **options)
    np.testing.assert_allclose(by_input, image.grad, atol=1e-10)
    np.testing.assert_allclose(by_weight, kernel.grad, atol=1e-10)


def test_a_small_step_changes_the_loss_as_foretold():
    random = np.random.default_rng(0)
    image, kernel = random.normal(size=(2, 2, 5, 6)), random.normal(size=(4, 1, 3, 2))
    options = {"stride": (2, 1), "padding": ((1, 0), (2, 1)), "dilation": (1, 2), "groups": 2}
    wanted = random.normal(size=conv2d(image, kernel, **options).shape)

    def loss(image, kernel):
        return 0.5 * ((conv2d(image, kernel, **options) - wanted) ** 2).sum()

    gradient = conv2d(image, kernel, **options) - wanted
    by_input, by_weight = conv2d_gradients(gradient, image, kernel, **options)
    step = 1e-6
    for position in [(0, 0, 0, 0), (1, 1, 4, 5), (0, 1, 2, 3)]:
        there = np.zeros_like(image)
        there[position] = step
        slope = (loss(image + there, kernel) - loss(image - there, kernel)) / (2 * step)
        assert slope == pytest.approx(by_input[position], rel=1e-6, abs=1e-7)
    for position in np.ndindex(kernel.shape):
        there = np.zeros_like(kernel)
        there[position] = step
        slope = (loss(image, kernel + there) - loss(image, kernel - there)) / (2 * step)
        assert slope == pytest.approx(by_weight[position], rel=1e-6, abs=1e-7)


def test_gradients_keep_single_precision():
    image, kernel = np.ones((1, 2, 5, 5), np.float32), np.ones((3, 2, 3, 3), np.float32)
    gradient = np.ones((1, 3, 3, 3), np.float32)
    assert {part.dtype for part in conv2d_gradients(gradient, image, kernel)} == {np.dtype(np.float32)}


def test_a_gradient_of_another_size_is_refused():
    sentence = r"a gradient of shape \(1, 3, 4, 4\) does not fit an output of shape \(1, 3, 3, 3\)"
    with pytest.raises(ShapeError, match=sentence):
        conv2d_gradients(np.ones((1, 3, 4, 4)), np.ones((1, 2, 5, 5)), np.ones((3, 2, 3, 3)))


def test_an_empty_batch_has_no_gradient():
    with pytest.raises(ShapeError, match="give at least one image"):
        conv2d_gradients(np.zeros((0, 2, 2, 2)), np.zeros((0, 1, 4, 4)), np.ones((2, 1, 3, 3)))
