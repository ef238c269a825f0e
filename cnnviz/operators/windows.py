"""Where the windows of a pool lie, and the checks every operator makes on its arguments."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import ShapeError

Floats: TypeAlias = NDArray[np.floating[Any]]
Pair: TypeAlias = int | Sequence[int]


def as_floats(input: ArrayLike) -> Floats:
    """Return `input` as an array of floats: ``float64`` stays, everything else becomes ``float32``."""
    array = np.asarray(input)
    return array if array.dtype == np.float64 else array.astype(np.float32, copy=False)


def as_images(input: ArrayLike) -> Floats:
    """Return `input` as floats after checking that it is ``(H, W)``, ``(C, H, W)`` or ``(N, C, H, W)``."""
    images = as_floats(input)
    if images.ndim not in (2, 3, 4):
        raise ShapeError(
            f"an image has 2, 3 or 4 axes: (H, W), (C, H, W) or (N, C, H, W); this array has {images.ndim}"
        )
    if 0 in images.shape:
        raise ShapeError(f"an image of shape {images.shape} is empty; give it at least one pixel")
    return images


def as_pair(value: Pair, name: str, least: int) -> tuple[int, int]:
    """Return (for rows, for columns) from one whole number or two, each at least `least`."""
    try:
        if isinstance(value, Sequence):
            rows, columns = (operator.index(number) for number in value)
        else:
            rows = columns = operator.index(value)
    except (TypeError, ValueError):
        rows = columns = least - 1
    if min(rows, columns) < least:
        raise ShapeError(
            f"{name} can't be {value!r}; use a whole number of at least {least}, or a pair of them"
        )
    return rows, columns


@dataclass(frozen=True)
class Axis:
    """How the windows of a pool lie along one axis of the image (its rows or its columns).

    Attributes
    ----------
    size, kernel, stride, padding, dilation : int
        Pixels of the image, places of a window, pixels between two windows, zeros added at either end, and pixels
        between two places of a window.
    count : int
        How many windows there are.
    """

    size: int
    kernel: int
    stride: int
    padding: int
    dilation: int
    count: int

    @property
    def after(self) -> int:
        """Places that the last window needs beyond the end of the image (0 or more)."""
        end = (self.count - 1) * self.stride + (self.kernel - 1) * self.dilation + 1 - self.padding
        return max(0, end - self.size)

    def places(self, window: int) -> NDArray[np.intp]:
        """Return the image indices under one window; −1 where it hangs over the border."""
        places = window * self.stride - self.padding + self.dilation * np.arange(self.kernel)
        return np.where((places >= 0) & (places < self.size), places, -1)

    def counts(self, include_padding: bool) -> NDArray[np.intp]:
        """Return for each window how many of its places count in an average.

        Padding counts if asked for; what lies beyond it (a last window under `ceil_mode`) never does.
        """
        margin = self.padding if include_padding else 0
        starts = np.arange(self.count) * self.stride - self.padding
        ends = np.minimum(starts + self.kernel, self.size + margin)
        return ends - np.maximum(starts, -margin)


def window_count(size: int, kernel: int, stride: int, padding: int, dilation: int, ceil_mode: bool) -> int:
    """Return how many windows fit along an axis; 0 or less if none does.

    `ceil_mode` adds a last window that hangs over the end, as long as it starts within the image or the padding
    before it.

    >>> window_count(5, 2, 2, 0, 1, ceil_mode=False), window_count(5, 2, 2, 0, 1, ceil_mode=True)
    (2, 3)
    """
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if not ceil_mode:
        return room // stride + 1
    count = -(-room // stride) + 1
    return count - 1 if (count - 1) * stride >= size + padding else count


def window_axes(
    shape: tuple[int, ...],
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Pair = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
) -> tuple[Axis, Axis]:
    """Lay windows over the last two axes of `shape`; the arguments are those of the pools.

    Raises
    ------
    ShapeError
        If an argument is out of its range, the padding is more than half the window, or the window doesn't fit.
    """
    kernels = as_pair(kernel_size, "kernel_size", 1)
    strides = as_pair(kernel_size if stride is None else stride, "stride", 1)
    paddings = as_pair(padding, "padding", 0)
    dilations = as_pair(dilation, "dilation", 1)
    spans = [(k - 1) * d + 1 for k, d in zip(kernels, dilations, strict=True)]
    if any(2 * p > span for p, span in zip(paddings, spans, strict=True)):
        raise ShapeError(
            f"padding {_by(paddings)} is more than half of a {_by(spans)} window, so a window could lie wholly outside "
            f"the image; use padding ≤ {min(spans) // 2} or a larger window"
        )
    axes = [
        Axis(size, k, s, p, d, window_count(size, k, s, p, d, ceil_mode))
        for size, k, s, p, d in zip(shape[-2:], kernels, strides, paddings, dilations, strict=True)
    ]
    if any(axis.count < 1 for axis in axes):
        enough = max(-(-(span - size) // 2) for span, size in zip(spans, shape[-2:], strict=True))
        raise ShapeError(
            f"a {_by(spans)} window does not fit a {_by(shape[-2:])} image with padding {_by(paddings)}; "
            f"use padding ≥ {enough} or a smaller window"
        )
    return axes[0], axes[1]


def _by(sizes: Sequence[int]) -> str:
    """Write (3, 5) as "3×5"."""
    return "×".join(str(size) for size in sizes)
