"""How a convolution passes a gradient back: to its input and to its weights (zero padding)."""

from __future__ import annotations

import numpy as np

from cnnviz.errors import ShapeError
from cnnviz.geometry.output import output_size
from cnnviz.operators.columns import as_columns, windows
from cnnviz.operators.padding import Floats, Padding, Pair, Sides, pad, pair, resolve_padding


def conv2d_input_gradient(
    output_gradient: Floats,
    weight: Floats,
    input_shape: tuple[int, int, int, int],
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> Floats:
    """How much a loss changes with each input pixel, given how it changes with each output of `conv2d`.

    Each output pixel hands its gradient, times the kernel, back to the window it came from.

    Parameters
    ----------
    output_gradient : ndarray, shape (N, F, H', W')
        Derivative of the loss by the output.
    weight : ndarray, shape (F, C/groups, k, l)
        The kernels.
    input_shape : (N, C, H, W)
        Shape of the convolution's input, which the output's shape leaves open if stride > 1.
    stride, padding, dilation, groups
        As given to `conv2d`; the padding shows zeros.

    Returns
    -------
    ndarray, shape (N, C, H, W)

    Raises
    ------
    ShapeError
        If the gradient's shape isn't that of the output.
    """
    steps, gaps = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    sides = resolve_padding(padding, weight.shape[2:], gaps, steps)
    _check(output_gradient, input_shape, weight.shape, steps, sides, gaps)
    batch, channels, height, width = input_shape
    rows, columns = output_gradient.shape[2:]
    kernels = weight.reshape(groups, weight.shape[0] // groups, -1)
    grouped = output_gradient.reshape(batch, groups, kernels.shape[1], rows * columns)
    shares = kernels.transpose(0, 2, 1) @ grouped  # (N, groups, C/groups·k·l, H'·W')
    shares = shares.reshape(batch, channels, *weight.shape[2:], rows, columns)
    (top, bottom), (left, right) = sides
    padded = np.zeros((batch, channels, top + height + bottom, left + width + right), shares.dtype)
    for i, j in np.ndindex(weight.shape[2:]):
        y, x = i * gaps[0], j * gaps[1]
        reached = padded[:, :, y : y + steps[0] * rows : steps[0], x : x + steps[1] * columns : steps[1]]
        reached += shares[:, :, i, j]
    return padded[:, :, top : top + height, left : left + width]


def conv2d_weight_gradient(
    output_gradient: Floats,
    input: Floats,
    weight_shape: tuple[int, int, int, int],
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> Floats:
    """How much a loss changes with each weight, given how it changes with each output of `conv2d`.

    A weight is used at every position, so its gradient adds up over all of them (and over the batch).

    Parameters
    ----------
    output_gradient : ndarray, shape (N, F, H', W')
        Derivative of the loss by the output.
    input : ndarray, shape (N, C, H, W)
        The convolution's input.
    weight_shape : (F, C/groups, k, l)
        Shape of the kernels.
    stride, padding, dilation, groups
        As given to `conv2d`; the padding shows zeros.

    Returns
    -------
    ndarray, shape (F, C/groups, k, l)

    Raises
    ------
    ShapeError
        If the gradient's shape isn't that of the output.
    """
    steps, gaps = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    taps = weight_shape[2], weight_shape[3]
    sides = resolve_padding(padding, taps, gaps, steps)
    _check(output_gradient, input.shape, weight_shape, steps, sides, gaps)
    seen = as_columns(windows(pad(input, sides), taps, steps, gaps), groups)
    grouped = output_gradient.reshape(len(seen), groups, weight_shape[0] // groups, -1)
    per_image = grouped @ seen.transpose(0, 1, 3, 2)  # (N, groups, F/groups, C/groups·k·l)
    total: Floats = per_image.sum(axis=0)
    return total.reshape(weight_shape)


def _check(
    gradient: Floats,
    input_shape: tuple[int, ...],
    weight_shape: tuple[int, ...],
    steps: tuple[int, int],
    sides: Sides,
    gaps: tuple[int, int],
) -> None:
    sizes = (
        output_size(input_shape[2 + a], weight_shape[2 + a], steps[a], sides[a], gaps[a]).size for a in (0, 1)
    )
    expected = (input_shape[0], weight_shape[0], *sizes)
    if gradient.shape != expected:
        raise ShapeError(
            f"a gradient of shape {gradient.shape} does not fit an output of shape {expected}; "
            "give one number per output"
        )
