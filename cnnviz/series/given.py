"""A series that a learner brings: typed, pasted, or a file of comma-separated values (CSV)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cnnviz.errors import ImageError
from cnnviz.series.cells import GAPS, find_separator, is_word, other_meaning, split, without_brackets
from cnnviz.series.text import LARGEST, LEAST, MOST, Series, packed
from cnnviz.typed.expressions import evaluate
from cnnviz.typed.faults import MisreadError
from cnnviz.typed.signs import plain, quoted

MOST_TEXT = 200_000
"""The longest text, in characters, that is read: so many fit into what a browser may send at once."""

_CELL = 40


class SeriesError(ImageError):
    """A text that is no series; the sentence says why, and what to change."""


class Given(NamedTuple):
    """A series that was read, and what there is to say of it.

    Attributes
    ----------
    values : ndarray, (L,)
        As an address keeps them, see `cnnviz.series.packed`.
    note : str
        What was left out or rounded, in sentences; "" if nothing was.
    """

    values: Series
    note: str


def read_given(text: str) -> Given:
    r"""Read a series from typed text or a CSV file.

    One line holds the series itself. Of several lines each holds one number, in the last column; a first line
    of words is a heading. Numbers are separated by tabs, semicolons, commas or spaces. Where tabs or
    semicolons separate, a comma within a number is a decimal comma; and where a heading names one column.
    What stands in double quotes is one cell.

    Parameters
    ----------
    text : str
        At most 200,000 characters. Of more than 1,024 numbers the first 1,024 are taken.

    Raises
    ------
    SeriesError
        If the text is no series; the sentence names the line and what it reads.

    Examples
    --------
    >>> read_given("time;value\n0;1,5\n1;2").values.tolist()
    [1.5, 2.0]
    """
    if len(text) > MOST_TEXT:
        raise SeriesError(
            f"this text has {len(text):,} characters; at most {MOST_TEXT:,} are read, so save fewer lines"
        )
    if "\0" in text:
        raise SeriesError("this is no plain text; save the numbers as CSV (comma-separated values, UTF-8)")
    lines = [
        (number, line) for number, line in enumerate(without_brackets(text).splitlines()) if line.strip()
    ]
    if not lines:
        raise SeriesError("there are no numbers in this; type some, such as 2 2 2 8 8 8")
    separator = find_separator([line for _, line in lines[: MOST + 1]])
    rows = [(number, split(line, separator)) for number, line in lines[: MOST + 1]]
    if len(lines) == 1:
        return _row(rows[0][1], separator)
    return _column(rows, len(lines), separator)


def _row(cells: list[str], separator: str) -> Given:
    values = [_value(cell, f"number {at}", separator) for at, cell in enumerate(cells[:MOST])]
    return _given(values, len(cells), "")


def _column(rows: list[tuple[int, list[str]]], count: int, separator: str) -> Given:
    widths = {len(cells) for _, cells in rows}
    if len(widths) > 1:
        number, cells = next(row for row in rows if len(row[1]) != len(rows[0][1]))
        raise SeriesError(
            f"line {number} has {len(cells)} cells and line {rows[0][0]} has {len(rows[0][1])}; "
            f"give all lines the same number of cells"
        )
    _refuse_two_ways(rows, separator)
    has_heading = is_word(rows[0][1][-1])
    body = rows[1:] if has_heading else rows
    values = [_value(cells[-1], f"line {number}", separator) for number, cells in body[:MOST]]
    name = f", “{quoted(rows[0][1][-1])}”," if has_heading else ""
    wide = widths.pop()
    note = f"The last of {wide} columns{name} is shown. " if wide > 1 else ""
    return _given(values, count - has_heading, note)


def _refuse_two_ways(rows: list[tuple[int, list[str]]], separator: str) -> None:
    """Refuse lines such as "0,5": two numbers, or one with a decimal comma."""
    if separator == "," and all(len(cells) == 2 and _may_be_one(*cells) for _, cells in rows):
        number, cells = rows[0]
        raise SeriesError(
            f"line {number} reads “{quoted(','.join(cells))}”: this may be one number or two; write decimal "
            f"points, put semicolons between the cells, or add a heading"
        )


def _may_be_one(whole: str, fraction: str) -> bool:
    return whole.removeprefix("-").isdigit() and fraction.isdigit()


def _value(cell: str, where: str, separator: str) -> float:
    """Read one cell, or say what is wrong with it; `where` names it."""
    text = plain(cell).strip()
    if separator != ",":
        text = text.replace(",", ".", 1)
    if other := other_meaning(text):
        raise SeriesError(f"{where} reads “{quoted(cell)}”{other}")
    if not text or text.lower() in GAPS:
        reads = f"“{quoted(cell)}”" if text else "nothing"
        raise SeriesError(f"{where} holds {reads}, no number; fill the gap in, or leave it out")
    try:
        value = float(evaluate(text)) if len(text) <= _CELL else None
    except MisreadError as error:
        raise SeriesError(f"{where} reads “{quoted(cell)}”, which is no number: {error}") from None
    if value is None or not abs(value) <= LARGEST:
        raise SeriesError(f"{where} reads “{quoted(cell)}”; stay between −{LARGEST:,} and {LARGEST:,}")
    return value


def _given(numbers: list[float], count: int, note: str) -> Given:
    if len(numbers) < LEAST:
        raise SeriesError(f"type at least {LEAST} numbers; this has {len(numbers)}")
    if count > MOST:
        note += f"There are {count:,} numbers; the first {MOST:,} are shown. "
    values = np.array(numbers) + 0.0
    kept = packed(values)
    if not np.array_equal(kept, values):
        note += "So that a link can hold them, numbers are rounded to 4,096 levels. "
    return Given(kept, note.strip())
