"""Filters, biases and mixing weights as text, as an address holds them; fields.js reads the same.

Filters stand between ``~``, their sheets between ``_``, a sheet's rows between ``;``, numbers between ``,``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Float64 = NDArray[np.float64]

MOST_CHANNELS: Final = 4
MOST_FILTERS: Final = 8
MOST_TAPS: Final = 5
"""Rows, and columns, of the largest kernel."""
LARGEST: Final = 1_000_000
"""The largest weight, and the largest bias."""
_LONGEST = 24
_MOST_TEXT = MOST_FILTERS * MOST_CHANNELS * MOST_TAPS**2 * (_LONGEST + 1)
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?", re.ASCII)


def read_filters(text: str) -> Float64 | None:
    """Read filters, (F, C, k, k); None if the text is none, or there are too many.

    Examples
    --------
    >>> read_filters("1,0;0,1_0,-1;1,0").shape
    (1, 2, 2, 2)
    >>> read_filters("1,0;0") is None
    True
    """
    if len(text) > _MOST_TEXT:
        return None
    filters = [
        [[plain_numbers(row.split(",")) for row in sheet.split(";")] for sheet in one.split("_")]
        for one in text.split("~")
    ]
    found = _array(filters, 4)
    if found is None or found.shape[2] != found.shape[3] or found.shape[2] > MOST_TAPS:
        return None
    return found if len(found) <= MOST_FILTERS and found.shape[1] <= MOST_CHANNELS else None


def read_mix(text: str) -> Float64 | None:
    """Read a weight for each filter and channel, (F, C).

    Examples
    --------
    >>> read_mix("1_-1~0.5_0").tolist()
    [[1.0, -1.0], [0.5, 0.0]]
    """
    if len(text) > _MOST_TEXT:
        return None
    found = _array([plain_numbers(one.split("_")) for one in text.split("~")], 2)
    fits = found is not None and len(found) <= MOST_FILTERS and found.shape[1] <= MOST_CHANNELS
    return found if fits else None


def read_numbers(text: str) -> tuple[float, ...] | None:
    """Read a bias for each filter.

    Examples
    --------
    >>> read_numbers("1~-0.5")
    (1.0, -0.5)
    """
    if len(text) > _MOST_TEXT:
        return None
    numbers = plain_numbers(text.split("~"))
    return tuple(numbers) if numbers is not None and len(numbers) <= MOST_FILTERS else None


def write_filters(filters: ArrayLike) -> str:
    """Write filters, (F, C, k, k), as `read_filters` reads them."""
    return "~".join(
        "_".join(";".join(",".join(map(written_number, row)) for row in sheet) for sheet in one)
        for one in np.asarray(filters, np.float64).tolist()
    )


def write_mix(mix: ArrayLike) -> str:
    """Write mixing weights, (F, C), as `read_mix` reads them."""
    return "~".join("_".join(map(written_number, one)) for one in np.asarray(mix, np.float64).tolist())


def write_numbers(numbers: Sequence[float]) -> str:
    """Write biases as `read_numbers` reads them."""
    return "~".join(map(written_number, numbers))


def written_number(number: float) -> str:
    """Write a number with ten digits at most, as `plain_numbers` reads it."""
    return f"{number + 0:.10g}"


def plain_numbers(texts: Sequence[str]) -> list[float] | None:
    """Read plain numbers; None if one is none, or too large."""
    if not all(len(text) <= _LONGEST and _NUMBER.fullmatch(text) for text in texts):
        return None
    numbers = [float(text) for text in texts]
    return numbers if all(abs(number) <= LARGEST for number in numbers) else None


def _array(nested: object, axes: int) -> Float64 | None:
    """Make an array of lists that are equally long and hold numbers only; else None."""
    try:
        found = np.array(nested, np.float64)
    except (TypeError, ValueError):
        return None
    return found if found.ndim == axes and np.isfinite(found).all() else None
