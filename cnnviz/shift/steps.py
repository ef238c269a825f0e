"""By how many cells a map should move when its picture moves by so many pixels."""

from __future__ import annotations

from typing import NamedTuple

Pair = tuple[int, int]


class Steps(NamedTuple):
    """A shift of a map, down and to the right.

    Attributes
    ----------
    by : (int, int)
        In cells, rounded down.
    stride : (int, int)
        How many pixels of the picture a cell of the map is wide.
    is_whole : bool
        Whether no cell had to be rounded: only then can the map have moved along.
    """

    by: Pair
    stride: Pair
    is_whole: bool


def steps_of(by: Pair, stride: Pair) -> Steps:
    """Divide a shift in pixels by the pixels that a cell is wide.

    >>> steps_of((0, 5), (2, 2))
    Steps(by=(0, 2), stride=(2, 2), is_whole=False)
    >>> steps_of((-1, 4), (2, 4)).by
    (-1, 1)
    """
    down, across = (d // s for d, s in zip(by, stride, strict=True))
    return Steps((down, across), stride, all(d % s == 0 for d, s in zip(by, stride, strict=True)))
