"""Reading a few numbers that somebody types, and one number within a range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number
from cnnviz.predict.reading import read_number
from cnnviz.series import read_given, write_series
from cnnviz.typed.signs import quoted

MOST: Final = 8
"""So many numbers at most: dropout has 2⁸ draws of them, and they stand side by side on a phone."""

LONGEST: Final = 200
"""The longest text, in characters, that is read."""


def read_numbers(text: str) -> tuple[float, ...]:
    """Read 2 to 8 numbers, separated by spaces, commas or semicolons.

    Raises
    ------
    CnnvizError
        If they are none; the sentence says what to write.

    Examples
    --------
    >>> read_numbers("2 4 1/2")
    (2.0, 4.0, 0.5)
    """
    if len(text) > LONGEST:
        raise CnnvizError(f"this text has {len(text):,} characters; type at most {MOST} numbers")
    values = tuple(read_given(text).values.tolist())
    if len(values) > MOST:
        raise CnnvizError(f"these are {len(values)} numbers; type at most {MOST}")
    return values


def read_between(text: str, low: float, high: float, open_end: bool = False) -> tuple[float]:
    """Read one number from `low` to `high`; with `open_end` it has to be smaller than `high`.

    Raises
    ------
    CnnvizError
        If it is none of these; the sentence says what to write.

    Examples
    --------
    >>> read_between("1/2", 0, 1)
    (0.5,)
    """
    if not text.strip():
        raise CnnvizError("there is no number in this field; type one")
    answers = read_number(text)
    value = answers[0].value + 0.0
    if len(answers) > 1:
        raise CnnvizError(f"“{quoted(text)}” may be two numbers; write a decimal point, and no other comma")
    if not low <= value <= high or (open_end and value == high):
        below = "below" if open_end else "to"
        raise CnnvizError(
            f"{format_number(value)} can’t be used; type a number from {format_number(low)} {below} "
            f"{format_number(high)}"
        )
    return (value,)


def written(values: Sequence[float]) -> str:
    """Write numbers as the text that an address holds; the readers here read it as the same numbers.

    >>> written((2.0, 0.5))
    '2 0.5'
    """
    return write_series(values)
