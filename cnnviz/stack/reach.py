"""What one number of a stack sees: its windows in all maps before it, and how much each pixel counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.operators import ACTIVATIONS, conv2d
from cnnviz.stack.layers import Conv, Float64, Layer, Pool, outputs


class Span(NamedTuple):
    """Part of a map: its first row and column, and its sides; it may reach into the padding."""

    top: int
    left: int
    rows: int
    columns: int


def seen(stack: Sequence[Layer], at: tuple[int, int]) -> list[Span]:
    """Give what the number at (row, column) of the last layer sees: of the picture, of each layer, of itself.

    Examples
    --------
    >>> [tuple(span) for span in seen([Pool("max", 2, 2), Pool("max", 2, 2)], (1, 0))]
    [(4, 0, 4, 4), (2, 0, 2, 2), (1, 0, 1, 1)]
    """
    span = Span(*at, 1, 1)
    found = [span]
    for layer in reversed(stack):
        taps, stride, _, padding = layer.window
        rows, columns = ((length - 1) * stride + taps for length in span[2:])
        span = Span(span.top * stride - padding, span.left * stride - padding, rows, columns)
        found.append(span)
    return found[::-1]


def gradient(stack: Sequence[Layer], image: ArrayLike, at: tuple[int, int, int]) -> Float64:
    """Give the slope of one number, (map, row, column) of the last layer, by each pixel.

    Where several numbers of a window are the largest, or the smallest, the first one takes it all.
    """
    maps = [np.asarray(image, np.float64), *outputs(stack, image)]
    slopes = np.zeros_like(maps[-1])
    slopes[at] = 1
    for layer, before in zip(reversed(stack), reversed(maps[:-1]), strict=True):
        back = _through_conv if isinstance(layer, Conv) else _through_pool
        slopes = back(layer, before, slopes)  # type: ignore[arg-type]
    return slopes


def _through_conv(layer: Conv, before: Float64, slopes: Float64) -> Float64:
    sums = conv2d(before, layer.filters, np.asarray(layer.biases), layer.stride, layer.padding)
    slopes = slopes * np.asarray(ACTIVATIONS[layer.activation].derivative(sums), np.float64)
    taps, pad = layer.filters.shape[-1], layer.padding
    around = np.zeros((len(before), *(side + 2 * pad for side in before.shape[1:])))
    for f, y, x in np.argwhere(slopes):
        top, left = y * layer.stride, x * layer.stride
        around[:, top : top + taps, left : left + taps] += slopes[f, y, x] * layer.filters[f]
    rows, columns = before.shape[1:]
    return around[:, pad : pad + rows, pad : pad + columns]


def _through_pool(layer: Pool, before: Float64, slopes: Float64) -> Float64:
    back = np.zeros_like(before)
    for f, y, x in np.argwhere(slopes):
        top, left = y * layer.stride, x * layer.stride
        window = before[f, top : top + layer.size, left : left + layer.size]
        share = back[f, top : top + layer.size, left : left + layer.size]
        if layer.kind in ("average", "sum"):
            share += slopes[f, y, x] / (window.size if layer.kind == "average" else 1)
        else:
            best = window.argmax() if layer.kind == "max" else window.argmin()
            share[np.unravel_index(best, window.shape)] += slopes[f, y, x]
    return back
