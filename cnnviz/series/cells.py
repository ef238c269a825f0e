"""The cells of a text of numbers: what separates them, and what else than a number one may be."""

from __future__ import annotations

import csv
import re
from typing import Final

from cnnviz.typed.expressions import evaluate
from cnnviz.typed.faults import MisreadError
from cnnviz.typed.signs import plain

#: What stands where a number is missing.
GAPS: Final = ("nan", "n/a", "na", "null", "none", "inf", "-inf")

_QUOTED = re.compile(r'"[^"\n]*"')
_DECIMAL = re.compile(r"-?\d+(,\d+)?")
#: What arithmetic would read as a number, or as none, and what is said of it.
_OTHERWISE: Final = (
    (
        re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}([ T].*)?"),
        ", which looks like a date; put the column of numbers last",
    ),
    (
        re.compile(r"-?[\d.]+(,\d+)+"),
        ": a comma may stand for a decimal point or between thousands; write a point, or nothing",
    ),
    (
        re.compile(r"-?[\d.]+ -?[\d.]+"),
        ": commas and spaces both stand between digits here; write decimal points, or put semicolons between "
        "the numbers",
    ),
)


def without_brackets(text: str) -> str:
    """Take off a byte order mark, and the brackets of a list of Python's.

    Examples
    --------
    >>> without_brackets("[1, 2]")
    '1, 2'
    """
    text = text.lstrip("\ufeff")
    inside = text.strip()
    return inside[1:-1] if inside[:1] == "[" and inside[-1:] == "]" else text


def find_separator(lines: list[str]) -> str:
    """Find what separates the cells: "" stands for spaces. What stands in quotes separates nothing.

    Examples
    --------
    >>> find_separator(["1;2,5"]), find_separator(["1, 2"]), find_separator(["one column", "2,5"])
    (';', ',', '')
    """
    text = _QUOTED.sub("", "\n".join(lines))
    sign = next((sign for sign in "\t;," if sign in text), "")
    return "" if sign == "," and _has_decimal_commas(lines) else sign


def _has_decimal_commas(lines: list[str]) -> bool:
    """Whether a heading names one column, and all below it may be one number with a comma."""
    head, *body = lines
    if not body or "," in head or not is_word(head):
        return False
    return all(_DECIMAL.fullmatch(plain(line).strip()) for line in body)


def split(line: str, separator: str) -> list[str]:
    """Split a line into its cells; double quotes hold one together.

    Examples
    --------
    >>> split('0, "1,5"', ",")
    ['0', '1,5']
    """
    cells = line.split(separator or None)
    if separator and '"' in line and len(line) <= csv.field_size_limit():
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True))
    ends_empty = len(cells) > 1 and not cells[-1].strip()
    return [cell.strip(" \t\"'") for cell in (cells[:-1] if ends_empty else cells)]


def is_word(cell: str) -> bool:
    """Whether a cell is a heading: no number, and no sign that one is missing."""
    if not any(letter.isalpha() for letter in cell) or cell.lower() in GAPS:
        return False
    try:
        evaluate(plain(cell))
    except MisreadError:
        return True
    return False


def other_meaning(text: str) -> str:
    """Say what else a cell may mean than the number that it would be read as; "" if nothing.

    Examples
    --------
    >>> other_meaning("2024-01-31")
    ', which looks like a date; put the column of numbers last'
    """
    return next((said for pattern, said in _OTHERWISE if len(text) < 40 and pattern.fullmatch(text)), "")
