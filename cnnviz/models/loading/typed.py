"""What is typed beside a network: its classes' names, and the mean and deviation of each channel."""

from __future__ import annotations

import re
from typing import Final

from cnnviz.errors import WeightsError
from cnnviz.models.loading.limits import LONGEST_NAME
from cnnviz.typed.expressions import evaluate
from cnnviz.typed.faults import MisreadError
from cnnviz.typed.signs import plain, quoted

#: The longest text of names, and of numbers, in characters.
MOST_TEXT: Final = 4000
MOST_NUMBERS: Final = 200
#: Means and deviations beyond this would leave nothing to see; the least deviation.
LARGEST: Final = 1_000_000.0
LEAST_DEVIATION: Final = 1e-6


def read_labels(text: str, count: int) -> tuple[str, ...]:
    """Read the names of classes, in the order of the scores: one a line, or separated by commas.

    Raises
    ------
    WeightsError
        If there are more or fewer than scores, or two are the same.

    Examples
    --------
    >>> read_labels("cat, dog", 2), read_labels("", 2)
    (('cat', 'dog'), ('class 0', 'class 1'))
    """
    if len(text) > MOST_TEXT:
        raise WeightsError(f"these names take {len(text)} characters; at most {MOST_TEXT} are read")
    if not text.strip():
        return tuple(f"class {i}" for i in range(count))
    parts = text.splitlines() if "\n" in text.strip() else re.split("[,;]", text)
    names = tuple(part.strip().strip("\"'").strip() for part in parts if part.strip(" \t\r,;"))
    names = tuple(name.rstrip(",;") for name in names)
    if len(names) != count:
        raise WeightsError(
            f"{len(names)} name{'s' * (len(names) != 1)} for {count} scores; type one name for each, in "
            "their order, with commas between them or one a line"
        )
    for name in names:
        if not name.isprintable() or not name:
            raise WeightsError(f"“{quoted(name)}” holds signs that can't be shown; type it with letters")
        if len(name) > LONGEST_NAME:
            raise WeightsError(f"“{quoted(name)}” is longer than {LONGEST_NAME} letters; shorten it")
    if len(set(names)) < count:
        twice = next(name for name in names if names.count(name) > 1)
        raise WeightsError(f"two classes are called “{twice}”; give each a name of its own")
    return names


def read_mean(text: str, channels: int) -> tuple[float, ...]:
    """Read what is taken off each channel: one number for all, or one for each.

    Raises
    ------
    WeightsError
        If the text is no such numbers.

    Examples
    --------
    >>> read_mean("[0.4914, 0.4822, 0.4465]", 3), read_mean("1/2", 3)
    ((0.4914, 0.4822, 0.4465), (0.5, 0.5, 0.5))
    """
    return _numbers(text, channels, "mean")


def read_deviation(text: str, channels: int) -> tuple[float, ...]:
    """Read what each channel is divided by then: positive numbers, as `read_mean`.

    Raises
    ------
    WeightsError
        If the text is no such numbers.
    """
    found = _numbers(text, channels, "standard deviation")
    if min(found) < LEAST_DEVIATION:
        raise WeightsError(
            f"a standard deviation of {min(found):g} can't be divided by; it must be above 0, such as 1"
        )
    return found


def _numbers(text: str, channels: int, name: str) -> tuple[float, ...]:
    if len(text) > MOST_NUMBERS:
        raise WeightsError(f"the {name} takes {len(text)} characters; at most {MOST_NUMBERS} are read")
    cells = [cell for cell in re.split(r"[,;\s\[\]]+", plain(text)) if cell]
    if len(cells) not in (1, channels):
        wanted = "one number" if channels == 1 else f"one number, or {channels}, one for each channel"
        raise WeightsError(f"the {name} has {len(cells)} numbers; type {wanted}, with points as in 0.5")
    return tuple(_number(cell, name) for cell in cells) * (channels if len(cells) == 1 else 1)


def _number(cell: str, name: str) -> float:
    try:
        value = float(evaluate(cell))
    except MisreadError as error:
        raise WeightsError(
            f"the {name} reads “{quoted(cell)}”, which is no number; type one as in 0.5"
        ) from error
    if not abs(value) <= LARGEST:
        raise WeightsError(f"the {name} of {value:g} is too large; stay within ±{LARGEST:,.0f}")
    return value
