"""Pooling written as plain loops: slow, and easy to follow.

The same pools, names and arguments as in `cnnviz.operators.pooling`, which also checks what it is given;
these loops take their arguments to be right.
"""

from __future__ import annotations

import math

import numpy as np

from cnnviz.arguments import Floats, Pair, pair
from cnnviz.geometry.padding import Padding, resolve_padding
from cnnviz.operators.loops.maps import each_map


def starts(
    size: int,
    kernel: int,
    stride: int,
    padding: tuple[int, int],
    dilation: int = 1,
    ceil_mode: bool = False,
) -> list[int]:
    """Walk along an axis and return where windows start; numbers below 0 are in the padding.

    >>> starts(size=5, kernel=2, stride=2, padding=(0, 0))
    [0, 2]
    >>> starts(size=5, kernel=2, stride=2, padding=(0, 0), ceil_mode=True)
    [0, 2, 4]
    """
    before, after = padding
    last = size + after - (dilation * (kernel - 1) + 1)  # a window starting later would hang over the end
    found = []
    start = -before
    while start <= last:
        found.append(start)
        start += stride
    if ceil_mode and start - last < stride and start < size:
        found.append(start)
    return found


def slide(
    image: Floats, kernel_size: Pair, stride: Pair | None, padding: Padding, dilation: Pair, ceil_mode: bool
) -> tuple[list[int], list[int]]:
    """Return the top rows and the left columns of all windows; without a stride they lie side by side."""
    tall, wide = pair(kernel_size, "kernel_size")
    (sy, sx), (dy, dx) = pair(kernel_size if stride is None else stride, "stride"), pair(dilation, "dilation")
    height, width = image.shape
    rows, columns = resolve_padding(padding, kernel_size, dilation, (sy, sx), (height, width))
    return starts(height, tall, sy, rows, dy, ceil_mode), starts(width, wide, sx, columns, dx, ceil_mode)


def values_under(image: Floats, top: int, left: int, kernel_size: Pair, dilation: Pair = 1) -> list[float]:
    """Return the image's values under one window, row by row; what lies outside the image is left out."""
    (tall, wide), (dy, dx) = pair(kernel_size, "kernel_size"), pair(dilation, "dilation")
    height, width = image.shape
    values = []
    for i in range(tall):
        for j in range(wide):
            y = top + i * dy
            x = left + j * dx
            if 0 <= y < height and 0 <= x < width:
                values.append(float(image[y, x]))
    return values


@each_map
def max_pool2d(
    input: Floats,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
) -> Floats:
    """Return the largest value under each window."""
    tops, lefts = slide(input, kernel_size, stride, padding, dilation, ceil_mode)
    output = np.empty((len(tops), len(lefts)))
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            largest = -math.inf
            for value in values_under(input, top, left, kernel_size, dilation):
                if value > largest or math.isnan(value):
                    largest = value
            output[y, x] = largest
    return output


@each_map
def min_pool2d(
    input: Floats,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
) -> Floats:
    """Return the smallest value under each window."""
    tops, lefts = slide(input, kernel_size, stride, padding, dilation, ceil_mode)
    output = np.empty((len(tops), len(lefts)))
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            smallest = math.inf
            for value in values_under(input, top, left, kernel_size, dilation):
                if value < smallest or math.isnan(value):
                    smallest = value
            output[y, x] = smallest
    return output


@each_map
def sum_pool2d(
    input: Floats,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
) -> Floats:
    """Return the sum of the values under each window."""
    tops, lefts = slide(input, kernel_size, stride, padding, 1, ceil_mode)
    output = np.empty((len(tops), len(lefts)))
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            total = 0.0
            for value in values_under(input, top, left, kernel_size):
                total += value
            output[y, x] = total
    return output


@each_map
def avg_pool2d(
    input: Floats,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: float | None = None,
) -> Floats:
    """Return the mean of the values under each window."""
    kernel, steps = pair(kernel_size, "kernel_size"), kernel_size if stride is None else stride
    rows, columns = resolve_padding(padding, kernel_size, 1, steps, input.shape)
    tops, lefts = slide(input, kernel_size, stride, padding, 1, ceil_mode)
    output = np.empty((len(tops), len(lefts)))
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            values = values_under(input, top, left, kernel_size)
            total = 0.0
            for value in values:
                total += value
            bottom = min(top + kernel[0], input.shape[0] + rows[1])
            right = min(left + kernel[1], input.shape[1] + columns[1])
            if divisor_override is not None:
                output[y, x] = total / divisor_override
            elif count_include_pad:
                output[y, x] = total / ((bottom - top) * (right - left))
            else:
                output[y, x] = total / len(values)
    return output


@each_map
def median_pool2d(
    input: Floats,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    ceil_mode: bool = False,
) -> Floats:
    """Return the middle of the sorted values under each window, or the mean of the two middle ones."""
    tops, lefts = slide(input, kernel_size, stride, padding, 1, ceil_mode)
    output = np.empty((len(tops), len(lefts)))
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            values = sorted(values_under(input, top, left, kernel_size))
            half = len(values) // 2
            if any(math.isnan(value) for value in values):
                output[y, x] = math.nan
            elif len(values) % 2 == 1:
                output[y, x] = values[half]
            else:
                output[y, x] = (values[half - 1] + values[half]) / 2
    return output


@each_map
def lp_pool2d(
    input: Floats, norm_type: float, kernel_size: Pair, stride: Pair | None = None, ceil_mode: bool = False
) -> Floats:
    """Return the root of the sum of powers of the values under each window."""
    tall, wide = pair(kernel_size, "kernel_size")
    tops, lefts = slide(input, kernel_size, stride, 0, 1, ceil_mode)
    output = np.empty((len(tops), len(lefts)))
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            values = values_under(input, top, left, kernel_size)
            total = 0.0
            for value in values:
                total += value**norm_type
            total *= tall * wide / len(values)  # a window that hangs over the end counts as a whole one
            if total < 0 and norm_type != 1:
                output[y, x] = math.nan
            else:
                output[y, x] = total ** (1 / norm_type)
    return output
