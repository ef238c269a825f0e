"""How one number of a pooled map is computed: its window, the values under it, the one that won."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Floats, Pair, pair, position_in
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.geometry.padding import Padding
from cnnviz.numbers import format_number
from cnnviz.operators.reductions import REDUCTIONS, Under
from cnnviz.operators.windows import as_images, window_axes
from cnnviz.operators.words import named


@dataclass(frozen=True)
class PoolTrace:
    """One output of a pool and what it was made of.

    Attributes
    ----------
    kind : str
        What was made of the window: a key of `cnnviz.operators.reductions.REDUCTIONS`.
    window : ndarray, (k, l)
        The values under the window; 0 where it hangs over the border (see `valid`).
    rows, columns : ndarray, (k,) and (l,)
        Indices into the image, counted from 0; −1 outside.
    valid : ndarray of bool, (k, l)
        Which positions of the window lie in the image.
    chosen : tuple of (row, column)
        The pixels the output was taken from, in the image's coordinates: the first of the largest or smallest
        in reading order, the middle one or two for a median, none for an average or a sum.
    value : float
        The output.
    divisor : int or None
        What the sum was divided by, for an average.
    own : mapping
        The arguments that only this pool has.
    """

    kind: str
    window: Floats
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    valid: NDArray[np.bool_]
    chosen: tuple[tuple[int, int], ...]
    value: float
    divisor: int | None = None
    own: Mapping[str, Any] = field(default_factory=dict)

    @property
    def under(self) -> Under:
        """What is known of the window."""
        return Under(self.window[self.valid].tolist(), self.valid.size, self.divisor, self.own)

    @property
    def winner(self) -> tuple[int, int] | None:
        """The one pixel (row, column) that the output is, if it is one."""
        return self.chosen[0] if len(self.chosen) == 1 else None

    def sentence(self) -> str:
        """Say in words how the output is computed.

        >>> pool_trace("max", [[1, 0, 2, 3], [4, 6, 6, 8]], 2, at=(0, 1)).sentence()
        'rows 0–1, columns 2–3: the largest of 2, 3, 6 and 8 is 8'
        """
        where = f"{named('row', self.rows.tolist())}, {named('column', self.columns.tolist())}"
        return f"{where}: {self._reason()}{self._outside()}"

    def _reason(self) -> str:
        if not self.valid.any():
            return "there is no value in this window"
        return REDUCTIONS[self.kind].reason(self.under, format_number(self.value))

    def _outside(self) -> str:
        inside = int(self.valid.sum())
        outside = self.valid.size - inside
        if not outside:
            return ""
        counted = REDUCTIONS[self.kind].counted(self.under)
        lies, counts, does = ("lies", "counts", "does") if outside == 1 else ("lie", "count", "do")
        if counted in (0, outside):
            effect = f" and {counts} as 0" if counted else f" and {does} not count"
        else:
            effect = f", {counted} of which {'counts' if counted == 1 else 'count'} as 0"
        return f"; {outside} of the window's {self.valid.size} positions {lies} outside the image{effect}"


def pool_trace(
    kind: str,
    input: ArrayLike,
    kernel_size: Pair,
    stride: Pair | None = None,
    padding: Padding = 0,
    dilation: Pair = 1,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    at: Sequence[int] = (0, 0),
    **own: Any,
) -> PoolTrace:
    """Return how the output at one position is computed.

    Parameters
    ----------
    kind : str
        Which pool: a key of `cnnviz.operators.reductions.REDUCTIONS`.
    input, kernel_size, stride, padding, dilation, ceil_mode, count_include_pad
        As for that pool. Only "max" and "min" know a dilation.
    at : (y, x), (c, y, x) or (n, c, y, x)
        The output's position, with as many numbers as `input` has axes.
    **own
        The arguments that only that pool has.

    Raises
    ------
    ShapeError
        As the pool does, and if there is no such position.
    CnnvizError
        If there is no such kind.

    Examples
    --------
    >>> trace = pool_trace("average", [[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]], 2, at=(1, 0))
    >>> trace.value, trace.divisor, trace.sentence()
    (1.75, 4, 'rows 2–3, columns 0–1: (3 + 1 + 1 + 2) / 4 = 1.75')
    """
    if kind not in REDUCTIONS:
        raise CnnvizError(f"there is no {kind!r} pooling; use one of {', '.join(REDUCTIONS)}")
    made = REDUCTIONS[kind]
    if "dilation" not in signature(made.pool).parameters and pair(dilation, "dilation", 1) != (1, 1):
        raise ShapeError(f"{kind} pooling has no dilation; use 1, or max or min pooling")
    if "padding" not in signature(made.pool).parameters and padding not in (0, (0, 0), "valid"):
        raise ShapeError(f"{kind} pooling has no padding; use 0")
    images = as_images(input)
    down, across = window_axes(images.shape, kernel_size, stride, padding, dilation, ceil_mode)
    plane, y, x = find_output(images, at, (down.count, across.count))
    divisor = None
    if made.divides:
        divisor = int(down.counts(count_include_pad)[y] * across.counts(count_include_pad)[x])
    return build_trace(kind, plane, down.indices(y), across.indices(x), divisor, {**made.own, **own})


def find_output(images: Floats, at: Sequence[int], sizes: tuple[int, int]) -> tuple[Floats, int, int]:
    """Return the map (H, W) that the output `at` belongs to, and its row and column there."""
    *leading, y, x = position_in((*images.shape[:-2], *sizes), at)
    return images[tuple(leading)], y, x


def build_trace(
    kind: str,
    plane: Floats,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    divisor: int | None,
    own: Mapping[str, Any] = MappingProxyType({}),
) -> PoolTrace:
    """Return the trace of a window over `rows` and `columns` of the map `plane`, −1 being outside of it."""
    valid = (rows >= 0)[:, None] & (columns >= 0)
    inside = plane[np.ix_(rows[rows >= 0], columns[columns >= 0])]
    window = np.zeros(valid.shape, plane.dtype)
    window[valid] = inside.ravel()
    made, chosen = REDUCTIONS[kind], []
    if inside.size and made.chosen is not None:
        pixels = [(int(row), int(column)) for row in rows if row >= 0 for column in columns if column >= 0]
        chosen = [pixels[index] for index in made.chosen(inside.ravel())]
    under = Under(inside.ravel().tolist(), valid.size, divisor, own)
    value = made.of(inside, under) if inside.size else made.empty
    return PoolTrace(kind, window, rows, columns, valid, tuple(chosen), value, divisor, dict(own))
