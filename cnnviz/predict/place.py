"""Where a slip lies: what a figure marks beside the sentence that names the slip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

What = Literal["padding", "after", "first", "steps", "rest", "window", "taps", "output"]


@dataclass(frozen=True)
class Place:
    """What is to be marked. It tells where to look, not what is right.

    Attributes
    ----------
    what : str
        All of the padding; the padding after the image's end (``"after"``); the first window; the first
        window and the next one (``"steps"``); what no window reaches (``"rest"``); the window of the output
        that is asked for; some of its positions (``"taps"``); another output.
    at : tuple of (row, column)
        Of ``"taps"`` the positions in the window. Of ``"output"`` the step to it from the one asked for.
    axis : int or None
        0 for rows, 1 for columns, None for both.
    channel : int or None
        Which map of the input, None for all.
    """

    what: What
    at: tuple[tuple[int, int], ...] = ()
    axis: int | None = None
    channel: int | None = None


def taps(chosen: NDArray[np.bool_], channel: int | None = None) -> Place | None:
    """Mark the positions of a window where `chosen` is true, (rows, columns); None if it is nowhere.

    >>> taps(np.array([[False, True], [False, False]])).at
    ((0, 1),)
    """
    at = tuple((int(row), int(column)) for row, column in np.argwhere(chosen))
    return Place("taps", at, channel=channel) if at else None


#: The outputs next to one, by where they lie: the step to each in rows and columns.
STEPS: Final = {
    "one row above": (-1, 0),
    "one row below": (1, 0),
    "one column to the left": (0, -1),
    "one column to the right": (0, 1),
}


def neighbour(name: str) -> Place | None:
    """Mark the output next to the one asked for, by its name in `STEPS`; None for another name."""
    return Place("output", (STEPS[name],)) if name in STEPS else None
