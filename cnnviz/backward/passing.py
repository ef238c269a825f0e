"""How the gradient is passed back through each operation of a training step."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.operators import conv2d_gradients

Float64 = NDArray[np.float64]
Reduce = Literal["max", "mean", "sum"]

#: Float steps of the products' sizes: what rounding can leave where they cancel.
_STEPS: Final = 8


def spread(left: Float64, reduce: Reduce, given: float) -> Float64:
    """Say how the gradient of the prediction reaches the numbers that it is made of."""
    if reduce != "max":
        return np.full(left.shape, given / (left.size if reduce == "mean" else 1))
    passed = np.zeros(left.shape)
    passed.flat[left.argmax()] = given
    return passed


def routed(values: Float64, gradient: Float64, pool: int) -> Float64:
    """Give the gradient of each pooled number to the first of the largest in its window."""
    passed = np.zeros(values.shape)
    for row, column in np.ndindex(gradient.shape):
        window = tuple(slice(at * pool, (at + 1) * pool) for at in (row, column))
        passed[window].flat[values[window].argmax()] = gradient[row, column]
    return passed


def convolved(
    gradient: Float64, image: Float64, weight: Float64, stride: int, padding: int
) -> tuple[Float64, Float64]:
    """Give ∂L/∂input and ∂L/∂weight of a convolution; what only rounding left is 0."""
    output, image, weight = (one[None, None] for one in (gradient, image, weight))
    found = conv2d_gradients(output, image, weight, stride, padding)
    sizes = conv2d_gradients(abs(output), abs(image), abs(weight), stride, padding)
    by_input, by_weight = (
        np.where(np.abs(one) <= _STEPS * np.finfo(np.float64).eps * size, 0.0, one)[0, 0]
        for one, size in zip(found, sizes, strict=True)
    )
    return by_input, by_weight
