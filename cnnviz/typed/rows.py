"""Lines of a typed matrix, cut into cells; what could be meant in two ways is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cnnviz.errors import KernelError
from cnnviz.typed.signs import TIMES, quoted

Rows = list[list[str]]

_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_SPACED = re.compile(r"(?<=[\d.)]) (?=[-+]?[.\d(])")  # two numbers with nothing but a space between them
_ONE_COMMA = re.compile(r"[-+]?\d+,\d+")
_COMMA_NUMBER = re.compile(r"(?<!\d)\d+,\d+")
_GROUP = re.compile(r"0\d\d")  # the thousands of 1 000 and 12 050
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")
_CLOSE_UP = re.compile(rf" ?([{TIMES}/]) ?")


def split_lines(lines: Sequence[str], bracketed: bool = True) -> Rows:
    """Cut lines into rows at semicolons, and rows into cells.

    In text with tabs or &, cells stand between these, and a comma between digits is a decimal comma. So it is
    in lines of single numbers between semicolons ("0,5;1,5" above another such line), as spreadsheets write
    them: there semicolons separate cells. Else commas or spaces do.

    Parameters
    ----------
    lines : sequence of str
    bracketed : bool
        Whether brackets stand around them: then a semicolon always ends a row.
    """
    lines = [line for line in lines if line.strip(" \t;,")]
    whole = "\n".join(lines)
    for separator in "&\t":
        if separator in whole:
            cells = [line.split(separator) for line in _rows_of(lines)]
            return _with_points([[cell.strip(" ,") for cell in row] for row in cells])
    fields = [[field.strip() for field in line.strip().removesuffix(";").split(";")] for line in lines]
    if not bracketed and len(fields) > 1 and max(map(len, fields)) > 1 and _are_cells(fields):
        return _with_points(fields)
    rows = list(_rows_of(lines))
    if not bracketed:
        _refuse_two_ways(rows)
    return [split_row(row, number) for number, row in enumerate(rows)]


def split_row(row: str, number: int) -> list[str]:
    """Cut one row at its commas; or, where it has none, at spaces that are not in brackets.

    A row with both, as "0,5 1", is refused: nobody can tell how many numbers it holds.
    """
    line = " ".join(row.split())
    commas = list(_outside_brackets(line, ","))
    if not commas:
        return _at_spaces(_CLOSE_UP.sub(r"\1", line), number)
    cells = [cell.strip() for cell in _cut(line.removesuffix(","), commas)]
    if any(_SPACED.search(cell) for cell in cells):
        raise KernelError(
            f"row {number} has commas and spaces between its digits; write one half as 0.5, with a point, or "
            f"put the same separator between all numbers"
        )
    return cells


def _rows_of(lines: Sequence[str]) -> Iterator[str]:
    return (row for line in lines for row in line.split(";") if row.strip())


def _at_spaces(line: str, number: int) -> list[str]:
    """Cut a row at spaces; a plus or minus with a space on both sides could belong to either number."""
    cells = list(_cut(line, list(_outside_brackets(line, " "))))
    for column, cell in enumerate(cells):
        if cell in ("+", "-") or (len(cell) > 1 and cell.endswith(("+", "-"))):
            raise KernelError(
                f"row {number}, column {column} reads '{quoted(cell)}': a sign with a space behind it may "
                f"belong to one number or stand between two; write (1 - 2) for one number, 1 -2 for two"
            )
        if column and _GROUP.fullmatch(cell):
            raise KernelError(
                f"row {number}, column {column} reads '{cell}': this may be the end of a number such as "
                f"1 {cell}; write a number without spaces, and zeros as 0"
            )
    return cells


def _outside_brackets(line: str, separator: str) -> Iterator[int]:
    """Find a separator where no round bracket is open."""
    depth = 0
    for at, sign in enumerate(line):
        depth += (sign == "(") - (sign == ")")
        if sign == separator and depth <= 0:
            yield at


def _cut(line: str, places: Sequence[int]) -> Iterator[str]:
    inner = [at for at in places if at < len(line)]
    for start, end in zip([0, *(at + 1 for at in inner)], [*inner, len(line)], strict=True):
        yield line[start:end]


def _are_cells(fields: Rows) -> bool:
    """Whether each field between semicolons is one number at most, with a decimal comma or none."""
    return all(
        field.count(",") == len(_DECIMAL_COMMA.findall(field)) <= 1 and not _SPACED.search(field)
        for row in fields
        for field in row
    )


def _with_points(rows: Rows) -> Rows:
    """Write decimal commas as points; refuse 1,234 where nothing says which of the two its comma is."""
    commas = [
        (number, row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        for number in _COMMA_NUMBER.findall(cell)
    ]
    if commas and all(_THOUSANDS.fullmatch(number) for number, _, _ in commas):
        number, row, column = commas[0]
        raise KernelError(
            f"row {row}, column {column} reads '{number}': this may be {number.replace(',', '.')} or "
            f"{number.replace(',', '')}; write it without a comma"
        )
    return [[_DECIMAL_COMMA.sub(".", cell) for cell in row] for row in rows]


def _refuse_two_ways(rows: Sequence[str]) -> None:
    """Refuse rows without brackets that could be read in two ways.

    Those are "0,5" where all rows look like it, two numbers or one; and "1/9 * 1 2" and "1 2 / 9", which may
    mean one number or all of them.
    """
    if not rows:
        return
    if all(_ONE_COMMA.fullmatch(row.strip()) for row in rows):
        one, _, other = rows[0].strip().partition(",")
        raise KernelError(
            f"row 0 reads '{quoted(rows[0])}': this may be one number or two; write {quoted(one)}."
            f"{quoted(other)} for one, and {quoted(one)} {quoted(other)} for two"
        )
    first, last = rows[0].split(), rows[-1].split()
    if len(rows) == 1 and len(split_row(rows[0], 0)) == 1:
        return
    if len(first) > 1 and (first[0][-1] in TIMES or first[1][0] in TIMES):
        raise KernelError(_of_all(0, " ".join(first[:2]), "1/9 * [1 2; 3 4]"))
    if len(last) > 1 and (last[-2][-1] in TIMES + "/" or last[-1][0] in TIMES + "/"):
        raise KernelError(_of_all(len(rows) - 1, " ".join(last[-2:]), "[1 2; 3 4] / 9"))


def _of_all(row: int, text: str, example: str) -> str:
    return (
        f"row {row}, at '{quoted(text)}': this may mean one number or all of them; write it without spaces "
        f"for one, and put brackets around the rows for all, as in {example}"
    )
