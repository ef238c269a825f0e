"""Where the windows of a pool lie on an image, and whether they fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, Pair, floats, pair
from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import Padding, Sides, resolve_padding


def as_images(input: ArrayLike) -> Floats:
    """Return `input` as floats after checking that it is ``(H, W)``, ``(C, H, W)`` or ``(N, C, H, W)``."""
    images = floats(input)
    if images.ndim not in (2, 3, 4) or 0 in images.shape:
        raise ShapeError(
            f"an input of shape {images.shape} can't be pooled; use (height, width), "
            "(channels, height, width) or (batch, channels, height, width), none of them 0"
        )
    return images


@dataclass(frozen=True)
class Axis:
    """How the windows of a pool lie along one axis of the image (its rows or its columns).

    Attributes
    ----------
    size, kernel, stride : int
        Pixels of the image, positions in a window, and pixels from one window to the next.
    padding : (before, after)
        Pixels added at each end.
    dilation, count : int
        Pixels from one position in a window to the next, and how many windows there are.
    """

    size: int
    kernel: int
    stride: int
    padding: tuple[int, int]
    dilation: int
    count: int

    @property
    def after(self) -> int:
        """Positions that the last window needs beyond the end of the image (0 or more)."""
        end = (self.count - 1) * self.stride + (self.kernel - 1) * self.dilation + 1 - self.padding[0]
        return max(0, end - self.size)

    @property
    def all_meet(self) -> bool:
        """Whether each window has a position in the image."""
        starts = np.arange(self.count)[:, None] * self.stride - self.padding[0]
        positions = starts + self.dilation * np.arange(self.kernel)
        return bool(((positions >= 0) & (positions < self.size)).any(axis=1).all())

    def indices(self, window: int) -> NDArray[np.intp]:
        """Return the image indices under one window; −1 where it hangs over the border."""
        indices = window * self.stride - self.padding[0] + self.dilation * np.arange(self.kernel)
        return np.where((indices >= 0) & (indices < self.size), indices, -1)

    def counts(self, include_padding: bool) -> NDArray[np.intp]:
        """Return for each window how many of its positions count in an average.

        Padding counts if asked for; what lies beyond it (a last window under `ceil_mode`) never does.
        """
        before, after = self.padding if include_padding else (0, 0)
        starts = np.arange(self.count) * self.stride - self.padding[0]
        ends = np.minimum(starts + self.kernel, self.size + after)
        return ends - np.maximum(starts, -before)


def window_count(
    size: int, kernel: int, stride: int, padding: tuple[int, int], dilation: int, ceil_mode: bool
) -> int:
    """Return how many windows fit along an axis; 0 or less if none does.

    `ceil_mode` adds a last window that hangs over the end, as long as it starts before the image's end.

    >>> window_count(5, 2, 2, (0, 0), 1, ceil_mode=False), window_count(5, 2, 2, (0, 0), 1, ceil_mode=True)
    (2, 3)
    """
    room = size + sum(padding) - dilation * (kernel - 1) - 1
    if not ceil_mode:
        return room // stride + 1
    count = -(-room // stride) + 1
    return count - 1 if (count - 1) * stride >= size + padding[0] else count


def window_axes(
    shape: tuple[int, ...],
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
) -> tuple[Axis, Axis]:
    """Lay windows over the last two axes of `shape`; the arguments are those of the pools.

    Raises
    ------
    ShapeError
        If an argument is out of its range, the padding is above half the window, or the window doesn't fit.
    """
    kernels = pair(kernel_size, "kernel_size", 1)
    strides = pair(kernel_size if stride is None else stride, "stride", 1)
    dilations = pair(dilation, "dilation", 1)
    size = (shape[-2], shape[-1])
    sides = resolve_padding(padding, kernels, dilations, strides, size)
    spans = [(k - 1) * d + 1 for k, d in zip(kernels, dilations, strict=True)]
    is_named = padding == "same_tensorflow"
    if not is_named and any(2 * max(ends) > k for ends, k in zip(sides, kernels, strict=True)):
        raise ShapeError(
            f"padding {_short(sides)} is more than half of a {by(kernels)} window, so windows could lie "
            f"wholly outside the image; use padding ≤ {min(kernels) // 2} or a larger window"
        )
    axes = [
        Axis(n, k, s, ends, d, window_count(n, k, s, ends, d, ceil_mode))
        for n, k, s, ends, d in zip(size, kernels, strides, sides, dilations, strict=True)
    ]
    if any(axis.count < 1 for axis in axes):
        enough = max(-(-(span - n) // 2) for span, n in zip(spans, size, strict=True))
        reachable = enough <= min(kernels) // 2
        advice = f"padding ≥ {enough} or a smaller window" if reachable else "a smaller window or dilation"
        raise ShapeError(
            f"a {by(spans)} window does not fit a {by(size)} image with padding {_short(sides)}; use {advice}"
        )
    if is_named and not all(axis.all_meet for axis in axes):
        raise ShapeError(
            f"with dilation {by(dilations)} a {by(kernels)} window would lie wholly outside a {by(size)} "
            "image; use a smaller dilation"
        )
    return axes[0], axes[1]


def by(sizes: Sequence[int]) -> str:
    """Write (3, 5) as "3×5"."""
    return "×".join(str(size) for size in sizes)


def _short(sides: Sides) -> str:
    """Write ((1, 1), (1, 1)) as "1", ((0, 0), (1, 1)) as "(0, 1)", and other sides as they are."""
    (top, bottom), (left, right) = sides
    if (top, left) != (bottom, right):
        return str(sides)
    return str(top if top == left else (top, left))
