"""The passes over an image that pools are made of."""

from __future__ import annotations

from types import EllipsisType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.errors import ShapeError
from cnnviz.operators.windows import Axis


def fold(images: Floats, axes: tuple[Axis, Axis], ufunc: np.ufunc, nothing: float) -> Floats:
    """Join the values under each window by `ufunc`, of which `nothing` is the neutral element."""
    for axis, dimension in zip(axes, (-2, -1), strict=True):
        padded = reach_out(images, axis, dimension, nothing)
        reach = (axis.count - 1) * axis.stride + 1
        for offset in range(0, axis.kernel * axis.dilation, axis.dilation):
            part = padded[_along(dimension, slice(offset, offset + reach, axis.stride))]
            images = part.copy() if offset == 0 else ufunc(images, part, out=images)
    return images


def reach_out(images: Floats, axis: Axis, dimension: int, value: float) -> Floats:
    """Add what the windows reach beyond the image at either end of one dimension."""
    if axis.padding[0] == 0 and axis.after == 0:
        return images
    shape = list(images.shape)
    shape[dimension] += axis.padding[0] + axis.after
    padded = np.full(shape, value, images.dtype)
    padded[_along(dimension, slice(axis.padding[0], axis.padding[0] + axis.size))] = images
    return padded


def _along(dimension: int, part: slice) -> tuple[EllipsisType | slice, ...]:
    """Return the index that takes `part` of dimension −2 or −1."""
    return (..., part, slice(None)) if dimension == -2 else (..., part)


def divisors(
    axes: tuple[Axis, Axis], count_include_pad: bool, divisor_override: float | None
) -> NDArray[Any]:
    """Return what each window's sum is divided by, (H', W'); size 1 along an axis where all agree."""
    rows, columns = axes
    if divisor_override is None:
        return _short(rows.counts(count_include_pad))[:, None] * _short(columns.counts(count_include_pad))
    if divisor_override == 0:
        raise ShapeError("a sum can't be divided by 0; use another divisor_override, or none")
    return np.array([[divisor_override]])


def _short(counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the counts, or only the first if all are the same: dividing by one number is far faster."""
    return counts[:1] if (counts == counts[0]).all() else counts


def middle(values: Floats, inside: NDArray[np.intp]) -> Floats:
    """Return the median of the first `inside` (W',) of sorted `values` (…, W', k·l); NaN comes last."""
    columns = np.arange(len(inside))
    median = (values[..., columns, (inside - 1) // 2] + values[..., columns, inside // 2]) / 2
    return np.where(np.isnan(values[..., -1]), np.nan, median)
