"""What comes from a browser or an address: used only if its numbers and texts are of a usable size."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

LARGEST = 2**53
"""Beyond it JavaScript does not count."""

MOST = 40_000
"""The most values of a report."""

LONGEST = 10**6
"""The most characters of a text. Who reads it says of a shorter one that it is too long."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character of JavaScript, which JSON can hold and UTF-8 cannot: no page could send it back."""


def is_usable(value: Any) -> bool:
    """Whether a value that was JSON holds only finite numbers up to 2⁵³ and texts that can be sent back.

    Whole numbers of JSON may be as long as they like, and Python's JSON knows NaN and Infinity. Whoever
    computes with such a number or writes it down would fail.
    """
    waiting, seen = [value], 0
    while waiting:
        one = waiting.pop()
        seen += 1
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        if seen + len(waiting) > MOST or not _is_plain(one):
            return False
    return True


def read_text(read: Callable[[str], Any], text: str) -> Any:
    """Read a setting's text from an address; None where it is digits without end, or no number."""
    try:
        return read(text)
    except (ValueError, ArithmeticError):
        return None


def _is_plain(value: Any) -> bool:
    match value:
        case int() | float():
            return -LARGEST <= value <= LARGEST  # not a number is neither
        case str():
            return len(value) <= LONGEST and not _HALF.search(value)
    return True
