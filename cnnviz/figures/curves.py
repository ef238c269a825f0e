"""Curves and bars as numbers of an SVG or a style: where a value lies, and where an axis ends."""

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
    places = np.stack([_shares(x, ends[0]) * size[0], (1 - _shares(y, ends[1])) * size[1]], axis=1)
    shown = places[np.isfinite(places).all(axis=1)].round(1).tolist()
    return "M" + "L".join(f"{across:g},{down:g}" for across, down in shown) if shown else ""


def _shares(values: ArrayLike, end: float) -> NDArray[Any]:
    return np.clip(np.asarray(values, float) / end, 0, 1)


def round_end(value: float) -> float:
    """The least of 1, 2, 3, 5, 10, 20, … and 0.5, 0.2, … that is not below a positive value.

    >>> [round_end(value) for value in (0.4, 2, 2300)]
    [0.5, 2.0, 3000.0]
    """
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1.0, 2.0, 3.0, 5.0, 10.0) if value <= step * power * (1 + 1e-9))


def log_share(value: float, low: float, high: float) -> float:
    """Where a value lies between two others on a logarithmic scale, 0–1; beyond them at the end.

    >>> log_share(1e-3, 1e-4, 1.0), log_share(0.0, 1e-4, 1.0)
    (0.25, 0.0)
    """
    if value <= low:
        return 0.0
    return min(1.0, math.log(value / low) / math.log(high / low))
