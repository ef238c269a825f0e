"""Tables for a spreadsheet: one row a student, one row an attempt. No text in them is ever a formula."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, Literal

from cnnviz.takehome.rows import ClassRows, StudentRow

#: A cell that begins with one of these may be run by a spreadsheet (OWASP, "CSV Injection"); the last four
#: are the full-width signs, which some spreadsheets take for the others.
FORMULA_STARTS: Final = tuple("=+-@\t\r\n＝＋－＠")
_LONGEST_CELL: Final = 32_767  # of a spreadsheet

Cell = str | int | float | None


def students_csv(rows: ClassRows, *, bom: bool = True, separator: Literal[",", ";"] = ",") -> bytes:
    """Write one row a student: the sums, then points, attempts and seconds of each task.

    Parameters
    ----------
    rows : ClassRows
    bom : bool
        Whether the file begins with a byte order mark, by which Excel knows UTF-8.
    separator : {",", ";"}
        Excel expects a semicolon where the decimal sign is a comma; then numbers are written with one.

    Returns
    -------
    bytes
        UTF-8. A cell is empty where nothing was answered, or a time is not known.
    """
    titles = _unlike([task.title for task in rows.tasks])
    head: list[Cell] = ["nickname", "points", "of", "attempts", "seconds"]
    for title, task in zip(titles, rows.tasks, strict=True):
        head += [f"{title}: points of {_plain(task.of)}", f"{title}: attempts", f"{title}: seconds"]
    return _written([head, *(_student(one, rows) for one in rows.students)], bom, separator)


def attempts_csv(rows: ClassRows, *, bom: bool = True, separator: Literal[",", ";"] = ",") -> bytes:
    """Write one row an attempt, with the answer as it was sent; see `students_csv`."""
    titles = {task.key: task.title for task in rows.tasks}
    head: list[Cell] = [
        *("nickname", "task", "title", "attempt", "variant", "seed", "version", "answer", "score"),
        *("what it means", "time (UTC)", "seconds"),
    ]
    body: list[list[Cell]] = [
        [
            *(one.nickname, one.task, titles.get(one.task, ""), one.number, one.variant, one.seed),
            *(one.version, _answer(one.answer), one.score, one.slip, _utc(one.at), one.seconds),
        ]
        for one in rows.attempts
    ]
    return _written([head, *body], bom, separator)


def defused(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Examples
    --------
    >>> defused("=1+1"), defused("plain")
    ("'=1+1", 'plain')
    """
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA_STARTS) else text


def _student(student: StudentRow, rows: ClassRows) -> list[Cell]:
    marks = [student.mark(task) for task in rows.tasks]
    times = [mark.seconds for mark in marks if mark.seconds is not None]
    cells: list[Cell] = [
        student.nickname,
        student.points(rows.tasks) if student.has_begun(rows.tasks) else None,
        rows.of,
        sum(mark.attempts for mark in marks),
        sum(times) if times else None,
    ]
    for mark in marks:
        cells += [mark.points, mark.attempts, mark.seconds]
    return cells


def _written(rows: Iterable[Sequence[Cell]], bom: bool, separator: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([_cell(one, "," if separator == ";" else ".") for one in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8", "replace")


def _cell(value: Cell, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value[:_LONGEST_CELL].replace("\0", ""))
    return _plain(value).replace(".", point)


def _plain(number: float) -> str:
    """Write a number without digits that float made, and without a power of ten."""
    return f"{round(number, 4):.4f}".rstrip("0").rstrip(".")


def _answer(answer: object) -> str:
    """Write an answer on one line: lists in brackets where they stand in lists."""
    if isinstance(answer, list | tuple):
        return "; ".join(
            f"({_answer(one)})" if isinstance(one, list | tuple) else _answer(one) for one in answer
        )
    return str(answer)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def _unlike(titles: Sequence[str]) -> list[str]:
    """Number titles that are alike, so that each column has a name of its own."""
    count, seen = Counter(titles), Counter[str]()
    named = []
    for title in titles:
        seen[title] += 1
        named.append(f"{title} ({seen[title]})" if count[title] > 1 else title)
    return named
