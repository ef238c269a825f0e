"""How a convolution passes a gradient back: to its input and to its weights (zero padding)."""

from __future__ import annotations

import numpy as np

from cnnviz.arguments import Floats, Pair, pair
from cnnviz.errors import ShapeError
from cnnviz.geometry.output import output_size
from cnnviz.geometry.padding import Padding, Sides, resolve_padding
from cnnviz.operators.columns import BLOCK, as_columns, windows
from cnnviz.operators.padding import pad


def conv2d_gradients(
    output_gradient: Floats,
    input: Floats,
    weight: Floats,
    stride: Pair = 1,
    padding: Padding = 0,
    dilation: Pair = 1,
    groups: int = 1,
) -> tuple[Floats, Floats]:
    """How much a loss changes with each input pixel and each weight, given how it changes with each output.

    An input pixel collects from every output whose window held it, weighted by the kernel seen from there:
    that is a convolution of the outputs' gradient with flipped kernels. A weight is used at every position,
    so it collects over all of them. The outputs' gradient is laid out as columns once, and serves both.

    Parameters
    ----------
    output_gradient : ndarray, shape (N, F, H', W')
        Derivative of the loss by the output of `conv2d`.
    input : ndarray, shape (N, C, H, W)
        The convolution's input.
    weight : ndarray, shape (F, C/groups, k, l)
        The kernels.
    stride, padding, dilation, groups
        As given to `conv2d`; the padding shows zeros.

    Returns
    -------
    by_input : ndarray, shape (N, C, H, W)
    by_weight : ndarray, shape (F, C/groups, k, l)

    Raises
    ------
    ShapeError
        If the gradient's shape isn't that of the output, or the batch is empty.
    """
    steps, gaps = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    taps = weight.shape[2], weight.shape[3]
    sides = resolve_padding(padding, taps, gaps, steps, (input.shape[2], input.shape[3]))
    _check(output_gradient, input.shape, weight.shape, steps, sides, gaps)
    batch, channels, height, width = input.shape
    canvas = _spread(output_gradient, (height, width), taps, steps, sides, gaps)
    views = windows(canvas, taps, (1, 1), gaps)  # (N, F, k, l, H, W)
    count = weight.shape[0] // groups
    flipped = weight[..., ::-1, ::-1].reshape(groups, count, channels // groups, *taps).swapaxes(1, 2)
    flipped = flipped.reshape(groups, channels // groups, -1)  # (groups, C/groups, F/groups·k·l)
    seen_from = input.reshape(batch, groups, channels // groups, height * width)
    by_input = np.empty(seen_from.shape, np.result_type(output_gradient, weight))
    by_weight = np.zeros(flipped.shape, np.result_type(output_gradient, input))
    images = max(1, BLOCK // (views[0].size * views.itemsize))
    for n in range(0, batch, images):
        reached = as_columns(views[n : n + images], groups)
        np.matmul(flipped, reached, out=by_input[n : n + images])
        by_weight += (seen_from[n : n + images] @ reached.swapaxes(2, 3)).sum(axis=0)
    by_weight = by_weight.reshape(groups, channels // groups, count, *taps).swapaxes(1, 2)
    return by_input.reshape(input.shape), by_weight.reshape(weight.shape)[..., ::-1, ::-1]


def conv2d_weight_gradient(
    output_gradient: Floats, input: Floats, weight: Floats, stride: Pair = 1, padding: Padding = 0
) -> Floats:
    """The second half of `conv2d_gradients`, for an input that is data: nobody asks for a picture's gradient.

    The input is laid out as columns, not the outputs' gradient, which has as many maps as there are filters:
    for a first layer of 8 filters that is an eighth of the numbers.

    Parameters are those of `conv2d_gradients`, without dilation and groups.

    Returns
    -------
    ndarray, shape (F, C, k, l)
    """
    taps = weight.shape[2], weight.shape[3]
    steps = pair(stride, "stride", 1)
    sides = resolve_padding(padding, taps, (1, 1), steps, (input.shape[2], input.shape[3]))
    _check(output_gradient, input.shape, weight.shape, steps, sides, (1, 1))
    views = windows(pad(input, sides), taps, steps, (1, 1))  # (N, C, k, l, H', W')
    flat = output_gradient.reshape(*output_gradient.shape[:2], -1)  # (N, F, H'·W')
    by_weight = np.zeros((len(weight), weight[0].size), np.result_type(output_gradient, input))
    images = max(1, BLOCK // (views[0].size * views.itemsize))
    for n in range(0, len(input), images):
        seen = as_columns(views[n : n + images], 1)[:, 0]
        by_weight += (flat[n : n + images] @ seen.swapaxes(1, 2)).sum(axis=0)
    return by_weight.reshape(weight.shape)


def _spread(
    gradient: Floats,
    size: tuple[int, int],
    taps: tuple[int, int],
    steps: tuple[int, int],
    sides: Sides,
    gaps: tuple[int, int],
) -> Floats:
    """Put outputs a stride apart on a canvas of zeros, so that a window over it finds a pixel's outputs."""
    reach = [gap * (count - 1) for gap, count in zip(gaps, taps, strict=True)]
    canvas = np.zeros((*gradient.shape[:2], *np.add(size, reach)), gradient.dtype)
    target, part = [], []
    for axis in (0, 1):
        start = reach[axis] - sides[axis][0]  # where the first output goes; before 0 if it saw only padding
        first = max(0, -(start // steps[axis]))
        rest = canvas.shape[2 + axis] - (start + first * steps[axis])
        many = min(gradient.shape[2 + axis] - first, -(-rest // steps[axis]))
        start += first * steps[axis]
        target.append(slice(start, start + max(0, many) * steps[axis], steps[axis]))
        part.append(slice(first, first + max(0, many)))
    canvas[:, :, target[0], target[1]] = gradient[:, :, part[0], part[1]]
    return canvas


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
    if 0 in input_shape:
        raise ShapeError(f"an input of shape {input_shape} has no gradient; give at least one image")
    if gradient.shape != expected:
        raise ShapeError(
            f"a gradient of shape {gradient.shape} does not fit an output of shape {expected}; "
            "give one number per output"
        )
