"""A row of pixels and the windows that slide along it, short enough to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.counting.count import Counted
from cnnviz.geometry import window_starts

Pixel = Literal["picture", "padding", "extra", "unused", "cut", "gap"]
#: More pixels than this are drawn from both ends, with a gap between.
MOST: Final = 44
_FIRST, _LAST = 20, 23


@dataclass(frozen=True)
class Row:
    """A row of cells.

    Attributes
    ----------
    pixels : list of (kind, place)
        Of each cell; the place is counted in the picture from 0, and negative in the padding before it.
    windows : list of (number, start, cells)
        Those of which something is drawn: which one it is, counted from 0, its first pixel, and the cells
        that its taps meet.
    count : int
        Of all windows.
    """

    pixels: list[tuple[Pixel, int]]
    windows: list[tuple[int, int, list[int]]]
    count: int


def row_of(row: Counted) -> Row | None:
    """Lay out the windows along a row of a layer's input; None for a dense layer.

    >>> from cnnviz.counting import Layer, count
    >>> found = row_of(count([Layer("conv", 1, (3, 3), (2, 2))], (1, 10, 10))[0])
    >>> [start for _, start, _ in found.windows], found.pixels[-1]
    ([0, 2, 4, 6], ('unused', 9))
    """
    if row.plan is None:
        return None
    made, (before, after) = row.plan.columns, row.plan.padding[1]
    size, kernel = row.input_shape[2], row.layer.kernel[1]
    stride, dilation = row.layer.stride[1], row.layer.dilation[1]
    # What is cut off lies at the picture's end, before the padding.
    shown = size - made.cut
    starts = window_starts(shown, kernel, stride, (before, after), dilation)
    reached = int(starts[-1]) + dilation * (kernel - 1)

    def kind(place: int) -> Pixel:
        if place >= shown and made.cut:
            return "cut" if place < size else "padding"
        if place > reached:
            return "unused"
        if 0 <= place < size:
            return "picture"
        return "extra" if place >= size + after - made.extra else "padding"

    places = range(-before, size + after)
    short = len(places) <= MOST
    drawn: list[int | None] = [*places] if short else [*places[:_FIRST], None, *places[-_LAST:]]
    pixels: list[tuple[Pixel, int]] = [("gap", 0) if at is None else (kind(at), at) for at in drawn]
    return Row(pixels, _drawn_windows(starts, drawn, kernel, dilation), len(starts))


def _drawn_windows(
    starts: NDArray[np.intp], drawn: list[int | None], kernel: int, dilation: int
) -> list[tuple[int, int, list[int]]]:
    """Give the windows that meet a cell that is drawn: their number, first pixel and cells."""
    cells = np.array([at for at, place in enumerate(drawn) if place is not None])
    places = np.array([place for place in drawn if place is not None])
    into = np.subtract.outer(places, starts).T  # (windows, cells): how far into the window a cell lies
    meets = (into >= 0) & (into < dilation * kernel) & (into % dilation == 0)
    seen = np.flatnonzero(meets.any(axis=1))
    return [(number, int(starts[number]), cells[meets[number]].tolist()) for number in seen.tolist()]
