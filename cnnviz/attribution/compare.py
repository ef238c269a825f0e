"""Where a map is largest, and how alike two maps are: by their pixels' ranks, and by the largest."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import floats, whole
from cnnviz.errors import CnnvizError, ShapeError

Array = NDArray[Any]


def rank_correlation(first: ArrayLike, second: ArrayLike) -> float:
    """Correlation of two maps' ranks (Spearman's): 1 the same order, −1 the reverse, about 0 none in common.

    Parameters
    ----------
    first, second : array_like
        Of the same shape. Equal values share the mean of their ranks.

    Returns
    -------
    float
        −1 to 1; NaN if one of them is the same value everywhere and so has no order.

    Raises
    ------
    CnnvizError
        If the shapes differ, they are empty or a value is not finite.

    Examples
    --------
    >>> round(rank_correlation([1, 2, 3, 4], [10, 20, 30, 25]), 2)
    0.8
    """
    ranks = [_ranks(values) for values in _read(first, second)]
    centred = [rank - rank.mean() for rank in ranks]
    size = math.sqrt(float((centred[0] ** 2).sum() * (centred[1] ** 2).sum()))
    return float(centred[0] @ centred[1]) / size if size else math.nan


def top_overlap(first: ArrayLike, second: ArrayLike, count: int) -> float:
    """Which share of the `count` largest values of one map is among those of the other, 0–1.

    Parameters
    ----------
    first, second : array_like
        Of the same shape. Of equal values the first in reading order counts as larger.
    count : int
        Two maps without anything in common share count / size on average.

    Raises
    ------
    CnnvizError
        As of `rank_correlation`, and if there are not that many values.

    Examples
    --------
    >>> top_overlap([5, 1, 4, 0], [9, 8, 1, 0], 2)
    0.5
    """
    one, two = _read(first, second)
    count = whole(count, "the number of largest values")
    if count > one.size:
        raise ShapeError(f"a map of {one.size} values has no {count} largest; ask for at most {one.size}")
    best = [set(np.argsort(-values, kind="stable")[:count].tolist()) for values in (one, two)]
    return len(best[0] & best[1]) / count


@dataclass(frozen=True)
class Extremes:
    """A map's smallest and largest value, and the first position, (row, column), of each."""

    low: float
    low_at: tuple[int, int]
    high: float
    high_at: tuple[int, int]

    @property
    def varies(self) -> bool:
        """Whether the map has more than one value."""
        return self.low < self.high


def extremes(values: NDArray[Any]) -> Extremes:
    """Find where a map (H, W) is smallest and largest.

    >>> extremes(np.array([[0.5, -2.0], [3.0, 3.0]]))
    Extremes(low=-2.0, low_at=(0, 1), high=3.0, high_at=(1, 0))
    """
    least, most = (divmod(int(at), values.shape[1]) for at in (values.argmin(), values.argmax()))
    return Extremes(float(values[least]), least, float(values[most]), most)


def _read(first: ArrayLike, second: ArrayLike) -> tuple[Array, Array]:
    one, two = floats(first, np.float64), floats(second, np.float64)
    if one.shape != two.shape or one.size == 0:
        raise ShapeError(
            f"maps of shapes {one.shape} and {two.shape} can't be compared pixel by pixel; enlarge the "
            "smaller one"
        )
    if not (np.isfinite(one).all() and np.isfinite(two).all()):
        raise CnnvizError("a map holds a number that is not finite; only plain numbers can be put in order")
    return one.ravel(), two.ravel()


def _ranks(values: Array) -> Array:
    """Ranks from 0; equal values share the mean of theirs."""
    _, group, counts = np.unique(values, return_inverse=True, return_counts=True)
    mean = np.cumsum(counts) - (counts + 1) / 2
    return np.asarray(mean[group.ravel()])
