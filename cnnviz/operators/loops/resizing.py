"""Resizing written with plain loops, one pixel of the result at a time."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import Floats
from cnnviz.geometry.resized import shuffled_shape
from cnnviz.operators.resizing import shufflable
from cnnviz.operators.sampling import Mode, Scale, set_up_resizing, step_of


def nearest_pixel(output: int, size: int, outputs: int, step: Fraction) -> int:
    """Say which pixel along an axis a resized one repeats.

    >>> [nearest_pixel(i, 2, 4, Fraction(1, 2)) for i in range(4)]
    [0, 0, 1, 1]
    """
    if outputs == 2 * size:
        step = Fraction(1, 2)
    return min(math.floor(output * step), size - 1)


def position(output: int, size: int, outputs: int, step: Fraction, align_corners: bool | None) -> float:
    """Say where a resized pixel's middle lies on an axis of the input, in pixels from its first one's middle.

    >>> [position(i, 2, 4, Fraction(1, 2), None) for i in range(4)]
    [0.0, 0.25, 0.75, 1.25]
    """
    if align_corners:
        return 0.0 if outputs == 1 else output * (size - 1) / (outputs - 1)
    return max((output + 0.5) * float(step) - 0.5, 0.0)


def mixed(image: Floats, row: float, column: float) -> float:
    """Mix the four pixels around a position by how near they are."""
    height, width = image.shape
    top, left = min(math.floor(row), height - 1), min(math.floor(column), width - 1)
    bottom, right = min(top + 1, height - 1), min(left + 1, width - 1)
    total = 0.0
    for i, share_of_row in ((top, 1 - (row - top)), (bottom, row - top)):
        for j, share_of_column in ((left, 1 - (column - left)), (right, column - left)):
            total += share_of_row * share_of_column * float(image[i, j])
    return total


def interpolate(
    input: ArrayLike,
    size: int | tuple[int, int] | None = None,
    scale_factor: Scale | None = None,
    mode: Mode = "nearest",
    align_corners: bool | None = None,
) -> Floats:
    """Resize maps, pixel by pixel.

    Parameters, result and errors are those of `cnnviz.operators.interpolate`.

    Examples
    --------
    >>> interpolate([[1, 5]], scale_factor=(1, 2), mode="bilinear").tolist()
    [[1.0, 2.0, 4.0, 5.0]]
    """
    resizing = set_up_resizing(input, size, scale_factor, mode, align_corners)
    maps = resizing.maps
    height, width = maps.shape[2:]
    rows, columns = resizing.given_shape[-2:]
    down, across = Fraction(height, rows), Fraction(width, columns)
    if scale_factor is not None:
        factors = scale_factor if isinstance(scale_factor, (tuple, list)) else (scale_factor, scale_factor)
        down, across = step_of(height, rows, factors[0]), step_of(width, columns, factors[1])

    output = np.empty((*maps.shape[:2], rows, columns), maps.dtype)
    for n, c, y, x in np.ndindex(output.shape):
        if mode == "nearest":
            i, j = nearest_pixel(y, height, rows, down), nearest_pixel(x, width, columns, across)
            output[n, c, y, x] = maps[n, c, i, j]
        else:
            row = position(y, height, rows, down, align_corners)
            column = position(x, width, columns, across, align_corners)
            output[n, c, y, x] = mixed(maps[n, c], row, column)
    return output.reshape(resizing.given_shape)


def pixel_shuffle(input: ArrayLike, upscale_factor: int) -> Floats:
    """Turn every r² channels into one map, pixel by pixel.

    Parameters, result and errors are those of `cnnviz.operators.pixel_shuffle`.

    Examples
    --------
    >>> pixel_shuffle([[[1]], [[2]], [[3]], [[4]]], 2).tolist()
    [[[1.0, 2.0], [3.0, 4.0]]]
    """
    maps = shufflable(input)
    *batch, channels, height, width = maps.shape
    depth, rows, columns = shuffled_shape(channels, height, width, upscale_factor)

    output = np.empty((*batch, depth, rows, columns), maps.dtype)
    for *n, c, y, x in np.ndindex(output.shape):
        i, j = y % upscale_factor, x % upscale_factor  # where in its square the pixel lies
        channel = (c * upscale_factor + i) * upscale_factor + j
        output[(*n, c, y, x)] = maps[(*n, channel, y // upscale_factor, x // upscale_factor)]
    return output
