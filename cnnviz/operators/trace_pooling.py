"""How one number of a pooled map came about: its window, the values under it, the one that won."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, Pair, pair, place_in
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.numbers import format_number
from cnnviz.operators.pooling import avg_pool2d, max_pool2d, median_pool2d, min_pool2d, sum_pool2d
from cnnviz.operators.windows import as_images, window_axes
from cnnviz.operators.words import listed, places, summed

Kind = Literal["max", "min", "average", "sum", "median"]


POOLS: dict[str, Callable[..., Floats]] = {
    "max": max_pool2d,
    "min": min_pool2d,
    "average": avg_pool2d,
    "sum": sum_pool2d,
    "median": median_pool2d,
}


@dataclass(frozen=True)
class PoolTrace:
    """One output of a pool and what it was made of.

    Attributes
    ----------
    kind : {"max", "min", "average", "sum", "median"}
        Which pool.
    window : ndarray, (k, l)
        The values under the window; 0 where it hangs over the border (see `valid`).
    rows, columns : ndarray, (k,) and (l,)
        Indices into the image, counted from 0; −1 outside.
    valid : ndarray of bool, (k, l)
        Which places of the window lie in the image.
    chosen : tuple of (row, column)
        The pixels the output was taken from, in the image's coordinates: the first of the largest or smallest
        in reading order, the middle one or two for a median, none for an average or a sum.
    value : float
        The output.
    divisor : int or None
        What the sum was divided by, for an average.
    """

    kind: Kind
    window: Floats
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    valid: NDArray[np.bool_]
    chosen: tuple[tuple[int, int], ...]
    value: float
    divisor: int | None = None

    @property
    def winner(self) -> tuple[int, int] | None:
        """The one pixel (row, column) that the output is, if it is one."""
        return self.chosen[0] if len(self.chosen) == 1 else None

    def sentence(self) -> str:
        """Say in words how the output came about.

        >>> pool_trace("max", [[1, 0, 2, 3], [4, 6, 6, 8]], 2, at=(0, 1)).sentence()
        'rows 0–1, columns 2–3: the largest of 2, 3, 6 and 8 is 8'
        """
        where = f"{places('row', self.rows.tolist())}, {places('column', self.columns.tolist())}"
        return f"{where}: {self._reason()}{self._outside()}"

    def _reason(self) -> str:
        values, result = self.window[self.valid].tolist(), format_number(self.value)
        if not values:
            return "there is no value under this window"
        if self.kind == "average":
            return f"({summed(values)}) / {self.divisor} = {result}"
        if self.kind == "sum":
            return f"{summed(values)} = {result}"
        if self.kind == "median":
            values.sort()
            low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
            between = "" if len(values) % 2 else f", between {format_number(low)} and {format_number(high)},"
            return f"the middle of {listed(values)}{between} is {result}"
        return f"the {'largest' if self.kind == 'max' else 'smallest'} of {listed(values)} is {result}"

    def _outside(self) -> str:
        inside = int(self.valid.sum())
        outside = self.valid.size - inside
        counted = {"average": (self.divisor or 0) - inside, "sum": outside}.get(self.kind, 0)
        if not outside:
            return ""
        if counted in (0, outside):
            effect = " and count as 0" if counted else " and do not count"
        else:
            effect = f", {counted} of which count as 0"
        return f"; {outside} of the window's {self.valid.size} places lie outside the image{effect}"


def pool_trace(
    kind: Kind,
    input: ArrayLike,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Pair = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    at: Sequence[int] = (0, 0),
) -> PoolTrace:
    """Return how the output at one place came about.

    Parameters
    ----------
    kind : {"max", "min", "average", "sum", "median"}
        Which pool.
    input, kernel_size, stride, padding, dilation, ceil_mode, count_include_pad
        As for that pool. Only "max" and "min" know a dilation.
    at : (y, x), (c, y, x) or (n, c, y, x)
        The output's place, with as many numbers as `input` has axes.

    Raises
    ------
    ShapeError
        As the pool does, and if there is no such place.
    CnnvizError
        If there is no such kind.

    Examples
    --------
    >>> trace = pool_trace("average", [[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], 2, at=(1, 0))
    >>> trace.value, trace.divisor, trace.sentence()
    (1.75, 4, 'rows 2–3, columns 0–1: (3 + 1 + 1 + 2) / 4 = 1.75')
    """
    if kind not in POOLS:
        raise CnnvizError(f"there is no {kind!r} pooling; use one of {', '.join(POOLS)}")
    if kind not in ("max", "min") and pair(dilation, "dilation", 1) != (1, 1):
        raise ShapeError(f"{kind} pooling has no dilation; use 1, or max or min pooling")
    images = as_images(input)
    down, across = window_axes(images.shape, kernel_size, stride, padding, dilation, ceil_mode)
    plane, y, x = find_output(images, at, (down.count, across.count))
    divisor = None
    if kind == "average":
        divisor = int(down.counts(count_include_pad)[y] * across.counts(count_include_pad)[x])
    return build_trace(kind, plane, down.places(y), across.places(x), divisor)


def find_output(images: Floats, at: Sequence[int], sizes: tuple[int, int]) -> tuple[Floats, int, int]:
    """Return the map (H, W) that the output `at` belongs to, and its row and column there."""
    *leading, y, x = place_in((*images.shape[:-2], *sizes), at)
    return images[tuple(leading)], y, x


def build_trace(
    kind: Kind, plane: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp], divisor: int | None
) -> PoolTrace:
    """Return the trace of a window over `rows` and `columns` of the map `plane`, −1 being outside of it."""
    valid = (rows >= 0)[:, None] & (columns >= 0)
    inside = plane[np.ix_(rows[rows >= 0], columns[columns >= 0])]
    window = np.zeros(valid.shape, plane.dtype)
    window[valid] = inside.ravel()
    if inside.size:  # the very pool is asked for the value, so that the two can't disagree
        options = {"divisor_override": divisor} if kind == "average" else {}
        value = float(POOLS[kind](inside, inside.shape, **options)[0, 0])
    else:
        value = -np.inf if kind == "max" else np.inf
    pixels = [(int(row), int(column)) for row in rows if row >= 0 for column in columns if column >= 0]
    chosen = tuple(pixels[index] for index in _choice(kind, inside.ravel()))
    return PoolTrace(kind, window, rows, columns, valid, chosen, value, divisor)


def _choice(kind: Kind, values: Floats) -> list[int]:
    """Return the indices of the values that the pool took its result from."""
    if kind in ("average", "sum") or not values.size:
        return []
    if kind == "median":
        order: list[int] = np.argsort(values, kind="stable").tolist()
        return order[(len(order) - 1) // 2 : len(order) // 2 + 1]
    return [int(values.argmax() if kind == "max" else values.argmin())]
