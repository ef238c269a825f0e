"""A series as the text that an address holds: its numbers, or where these are many, two letters for each."""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np
from numpy.typing import ArrayLike, NDArray

Series = NDArray[np.float64]

LEAST, MOST = 2, 1024
"""The fewest and the most numbers of a series: so many have room on a screen and in a link."""

LARGEST = 10**6
"""The largest size of a number."""

WRITTEN = 600
"""The longest text, in characters, whose numbers stand there as they are."""

STEPS = 64**2 - 1
"""Where they are many, numbers are rounded to one of these steps from the least to the largest."""

_LETTERS = ascii_uppercase + ascii_lowercase + digits + "-_"
_LONGEST = 25 * MOST
_VALUE = {letter: value for value, letter in enumerate(_LETTERS)}
_NUMBER = re.compile(r"-?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:e-?[0-9]{1,3})?")


def write_series(values: ArrayLike) -> str:
    """Write a series as text; many numbers are rounded, see `packed`.

    Examples
    --------
    >>> write_series([2, 2.5, -8])
    '2 2.5 -8'
    >>> len(write_series(np.linspace(0, 1, 1000)))
    2005
    """
    numbers = np.asarray(values, np.float64)
    plain = " ".join(_number(value) for value in numbers.tolist())
    return plain if len(plain) <= WRITTEN else _packed_text(numbers)


def read_series(text: str) -> Series | None:
    """Read what `write_series` writes; None if the text is no series of 2 to 1,024 numbers."""
    if len(text) > _LONGEST:
        return None
    numbers = _unpack(text) if text.startswith("~") else _plain(text)
    if numbers is None or not LEAST <= numbers.size <= MOST:
        return None
    return numbers if np.isfinite(numbers).all() and np.abs(numbers).max() <= LARGEST else None


def packed(values: ArrayLike) -> Series:
    """Give a series as its text keeps it: many numbers are rounded, by at most 1/8,190 of their range."""
    kept = read_series(write_series(values))
    if kept is None:
        raise ValueError("this is no series that can be written")
    return kept


def _number(value: float) -> str:
    """Write the shortest text that is read as the same number."""
    return repr(value + 0.0).removesuffix(".0").replace("e-0", "e-").replace("e+", "e")


def _plain(text: str) -> Series | None:
    parts = text.split(" ", MOST)
    if not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    return np.array([float(part) for part in parts])


def _packed_text(numbers: Series) -> str:
    low, high = float(numbers.min()), float(numbers.max())
    levels = np.rint((numbers - low) / ((high - low) or 1.0) * STEPS).astype(int).tolist()
    letters = "".join(_LETTERS[level // 64] + _LETTERS[level % 64] for level in levels)
    return f"~{_number(low)}~{_number(high)}~{letters}"


def _unpack(text: str) -> Series | None:
    _, *parts = text.split("~", 3)
    if len(parts) != 3 or not all(_NUMBER.fullmatch(end) for end in parts[:2]):
        return None
    low, high, letters = float(parts[0]), float(parts[1]), parts[2]
    if len(letters) % 2 or any(letter not in _VALUE for letter in letters):
        return None
    pairs = zip(letters[::2], letters[1::2], strict=True)
    levels = np.array([_VALUE[first] * 64 + _VALUE[second] for first, second in pairs], np.float64)
    return low + (high - low) * levels / STEPS
