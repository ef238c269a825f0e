"""The map of a moved picture against the moved map: equal where the operation follows its input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.operators.placement import Line
from cnnviz.shift.steps import Steps

#: What two sums of the same numbers in another order may differ by, as a part of the largest number.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Comparison:
    """Where a map has moved along.

    Attributes
    ----------
    steps : Steps
        By how many cells it should have moved.
    difference : (H, W) float64
        The map of the moved picture minus the moved map. NaN where the moved map has no number: it would have
        come from outside.
    clean : (H, W) bool
        Whose window, before and after, lies in the picture, and saw nothing that has moved in.
    """

    steps: Steps
    difference: NDArray[np.float64]
    clean: NDArray[np.bool_]

    @property
    def compared(self) -> int:
        """How many numbers have one to compare with."""
        return int((~np.isnan(self.difference)).sum())

    @property
    def inside(self) -> int:
        """How many of them are clean."""
        return int((~np.isnan(self.difference) & self.clean).sum())

    @property
    def differ_inside(self) -> int:
        """How many of the clean ones differ."""
        return int((self._differ & self.clean).sum())

    @property
    def differ_at_border(self) -> int:
        """How many of the others differ."""
        return int((self._differ & ~self.clean).sum())

    @property
    def _differ(self) -> NDArray[np.bool_]:
        differ: NDArray[np.bool_] = ~np.isnan(self.difference) & (self.difference != 0)
        return differ


def compare(before: Floats, after: Floats, steps: Steps, clean: NDArray[np.bool_]) -> Comparison:
    """Compare the map of a picture, (H, W), moved by `steps`, with the map of the moved picture, (H, W).

    Differences that rounding alone can make count as 0.

    Examples
    --------
    A convolution of stride 2 after a shift by 1 (1 1 0 becomes 0 2 0):

    >>> from cnnviz.shift.steps import steps_of
    >>> before, after = np.array([[1.0, 1, 0]]), np.array([[0.0, 2, 0]])
    >>> compare(before, after, steps_of((0, 1), (2, 2)), np.ones((1, 3), bool)).difference
    array([[-1.,  1.,  0.]])
    """
    rows, columns = (np.arange(size) - by for size, by in zip(before.shape, steps.by, strict=True))
    from_rows, from_columns = (
        index.clip(0, size - 1) for index, size in zip((rows, columns), before.shape, strict=True)
    )
    is_known = (from_rows == rows)[:, None] & (from_columns == columns)
    difference = np.where(is_known, after - before[from_rows[:, None], from_columns], np.nan)
    least = ROUNDING * float(np.abs(after).max(initial=0))
    return Comparison(steps, np.where(np.abs(difference) <= least, 0.0, difference), clean)


def undisturbed(line: Line, size: int, by: int, moved: int) -> NDArray[np.bool_]:
    """Say along one axis which outputs saw nothing but the picture, before and after.

    Parameters
    ----------
    line
        Where their windows lie.
    size : int
        Of the picture.
    by : int
        By how much it has moved.
    moved : int
        How many pixels back the windows lie that the outputs are compared with.

    Returns
    -------
    (outputs,) bool

    Examples
    --------
    >>> from cnnviz.operators.placement import conv_placement
    >>> line = conv_placement((5, 5), (3, 3), (1, 1), ((1, 1), (1, 1)), (1, 1)).rows
    >>> undisturbed(line, 5, 1, 1).tolist()
    [False, False, True, True, False]
    """
    pixels = line.indices.astype(np.int64) - line.before
    shown = [_lies_in(pixels - back, size) for back in (0, by, moved)]
    seen: NDArray[np.bool_] = np.logical_and.reduce(shown) | (line.indices < 0)
    return np.asarray(seen.all(axis=1))


def undisturbed_after(line: Line, clean: NDArray[np.bool_], moved: int) -> NDArray[np.bool_]:
    """Say the same of a second operation along one axis, whose inputs are `clean` or not; (outputs,) bool."""
    cells = line.indices.astype(np.int64) - line.before
    seen = [_lies_in(cells - back, len(clean)) for back in (0, moved)]
    ok = np.logical_and.reduce(seen) & clean[cells.clip(0, len(clean) - 1)]
    return np.asarray((ok | (line.indices < 0)).all(axis=1))


def _lies_in(index: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    return np.asarray((index >= 0) & (index < size))
