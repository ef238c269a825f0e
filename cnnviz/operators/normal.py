"""The normal distribution, for GELU."""

from __future__ import annotations

import math
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

#: Places of the table in 1, and how far it reaches: beyond, Φ is 0 or 1 in double precision.
_PLACES: Final = 2048
_FAR: Final = 9


@cache
def _table(kind: np.dtype[Any]) -> tuple[Floats, Floats]:
    """Give Φ and its slope, the bell, at all places."""
    places = np.arange(-_FAR * _PLACES, _FAR * _PLACES + 1) / _PLACES
    below = np.array([0.5 * math.erfc(-x * math.sqrt(0.5)) for x in places])
    bell = np.exp(-(places**2) / 2) / math.sqrt(2 * math.pi)
    below[0] = bell[0] = bell[-1] = 0  # what lies beyond is looked up there
    return below.astype(kind), bell.astype(kind)


def normal_below(values: Floats) -> Floats:
    """Return Φ(x): the probability that a standard normal variable is below x.

    Parameters
    ----------
    values : ndarray of float

    Returns
    -------
    ndarray of float
        Of the same shape and type, 0–1; as exact as the type allows.

    Notes
    -----
    A Taylor series from the nearest place of a table: Φ(x + d) ≈ Φ(x) + φ(x)·d·(1 − x·d/2 + (x² − 1)·d²/6).
    What is left out is below 1e-16.
    """
    below, bell = _table(values.dtype)
    x = np.clip(values, -_FAR, _FAR)
    nearest = np.rint(np.fmax(x, -_FAR) * _PLACES)  # of what is no number, too, there is some place
    index = nearest.astype(np.int32) + _FAR * _PLACES
    place = nearest / _PLACES
    step = x - place
    series = 1 + step * ((place * place - 1) / 6 * step - place / 2)
    return np.asarray(below[index] + bell[index] * step * series)
