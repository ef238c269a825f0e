"""Curves and bars as numbers of an SVG or a style: where a value is drawn, and where an axis ends."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def path(x: ArrayLike, y: ArrayLike, ends: tuple[float, float], size: tuple[float, float]) -> str:
    """Write a curve as the ``d`` of an SVG path.

    Parameters
    ----------
    x, y : (n,) array_like
        From 0 up; what lies beyond the ends is drawn at the border, and what is not a number left out.
    ends : (float, float)
        The values at the right and at the upper border, above 0.
    size : (float, float)
        Width and height of the drawing; in it y grows downwards.

    Examples
    --------
    >>> path([0, 5, 10], [0, 1, 9], ends=(10, 2), size=(100, 50))
    'M0,50L50,25L100,0'
    """
    points = np.stack([_shares(x, ends[0]) * size[0], (1 - _shares(y, ends[1])) * size[1]], axis=1)
    shown = points[np.isfinite(points).all(axis=1)].round(1).tolist()
    return "M" + "L".join(f"{across:g},{down:g}" for across, down in shown) if shown else ""


def between(
    x: ArrayLike, low: ArrayLike, high: ArrayLike, ends: tuple[float, float], size: tuple[float, float]
) -> str:
    """Write the area between two curves over the same x as the ``d`` of an SVG path; as `path` otherwise.

    Examples
    --------
    >>> between([0, 10], [0, 1], [2, 2], ends=(10, 2), size=(100, 50))
    'M0,50L100,25L100,0L0,0Z'
    """
    there_and_back = np.concatenate([x, np.asarray(x)[::-1]])
    drawn = path(there_and_back, np.concatenate([low, np.asarray(high)[::-1]]), ends, size)
    return f"{drawn}Z" if drawn else ""


def _shares(values: ArrayLike, end: float) -> NDArray[Any]:
    return np.clip(np.asarray(values, float) / end, 0, 1)


def bars(edges: ArrayLike, heights: ArrayLike, most: float) -> list[tuple[float, float, float]]:
    """Where the bars of a histogram stand: left end, width and height of each, as shares of the drawing.

    Parameters
    ----------
    edges : (n + 1,) array_like
        Of the bins, as shares 0–1 of the drawing's width, rising.
    heights : (n,) array_like
        0 or more.
    most : float
        The height that fills the drawing, above 0.

    Examples
    --------
    >>> bars([0, 0.25, 1], [1, 4], 4)
    [(0.0, 0.25, 0.25), (0.25, 0.75, 1.0)]
    """
    ends, shares = np.asarray(edges, float), _shares(heights, most)
    return list(zip(ends[:-1].tolist(), np.diff(ends).tolist(), shares.tolist(), strict=True))


def linear_share(value: float, low: float, high: float) -> float:
    """Where a value lies between two others, 0–1; beyond them at the end.

    >>> linear_share(0, -1, 3), linear_share(5, -1, 3)
    (0.25, 1.0)
    """
    return min(1.0, max(0.0, (value - low) / (high - low)))


def round_end(value: float) -> float:
    """The least of 1, 2, 3, 5, 10, 20, … and 0.5, 0.2, … that is not below a positive value.

    >>> [round_end(value) for value in (0.4, 2, 2300)]
    [0.5, 2.0, 3000.0]
    """
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1.0, 2.0, 3.0, 5.0, 10.0) if value <= step * power * (1 + 1e-9))


def log_share(value: float, low: float, high: float) -> float:
    """Where a value lies between two others on a logarithmic scale, 0–1; beyond them at the end.

    >>> round(log_share(1e-3, 1e-4, 1.0), 9), log_share(0.0, 1e-4, 1.0)
    (0.25, 0.0)
    """
    if value <= low:
        return 0.0
    return min(1.0, math.log(value / low) / math.log(high / low))
