"""How a typed or pasted matrix is laid out: from text to rows of cells, and what multiplies them all."""

from __future__ import annotations

import re
import textwrap
from typing import NamedTuple

from cnnviz.errors import KernelError
from cnnviz.typed.brackets import TOO_DEEP, check_pairs, check_stray, inside_of, position_after, squared
from cnnviz.typed.expressions import formula
from cnnviz.typed.faults import MisreadError, NoNumberError
from cnnviz.typed.formulas import MATRIX, Formula
from cnnviz.typed.latex import without_latex
from cnnviz.typed.rows import Rows, split_lines, split_row
from cnnviz.typed.signs import TIMES, plain, quoted

_LINE = re.compile(r"[\r\n]")
_CONTINUED = re.compile(r"\.\.\.(?:\r\n?|\n)")  # MATLAB's sign that a row goes on in the next line

_OUTSIDE = "put it inside a row or remove it; what multiplies all is written as 1/9 * […] or […] / 16"


class Sheet(NamedTuple):
    """Rows of cells as they were typed, and what each number is multiplied by and has added."""

    rows: Rows
    scale: float = 1.0
    offset: float = 0.0


def read_sheet(text: str) -> Sheet:
    """Split a text into rows of cells; what the cells say is not looked at.

    With brackets inside brackets (NumPy, JSON, C), each inner pair is a row. Otherwise a line's end or a
    semicolon ends a row. Cells are separated by spaces, tabs, commas or LaTeX's &. `split_lines` says where a
    comma is a decimal comma and a semicolon separates cells. What can be meant in two ways is refused.

    Parameters
    ----------
    text : str
        For example ``"1 0 -1; 2 0 -2"``, ``"1/9 * np.array([[1, 0], [0, 1]])"`` or cells from a spreadsheet.

    Returns
    -------
    Sheet
        Each row has at least one cell; empty lines are left out.

    Raises
    ------
    KernelError
        If brackets don't pair up, are nested too deep, or text stands between them; or if nobody can tell
        what belongs to which cell.

    Examples
    --------
    >>> read_sheet("[1 2; 3 4] / 2")
    Sheet(rows=[['1', '2'], ['3', '4']], scale=0.5, offset=0.0)
    """
    spelt = _CONTINUED.sub(" ", without_latex(plain(text)))
    # One space for many: no pattern below can then take long over a run of them.
    body = squared(re.sub(r"[^\S\r\n\t]+", " ", spelt))
    if "[" in body or "]" in body:
        return _bracketed(body)
    return _lines_alone(body)


def _lines_alone(body: str) -> Sheet:
    """Read rows without brackets; a factor may stand on a line of its own before or after them."""
    lines = [line for line in _LINE.split(textwrap.dedent(body)) if line.strip(" \t;,")]
    before = lines.pop(0) if len(lines) > 1 and lines[0].rstrip()[-1] in TIMES else ""
    after = lines.pop() if len(lines) > 1 and lines[-1].lstrip()[0] in TIMES + "/" else ""
    try:
        scale, offset = _around(before, after)
    except MisreadError as error:
        raise KernelError(
            f"the line '{quoted(before or after)}' can't be read as a factor of all numbers; write one such "
            f"as 1/9 * or / 16"
        ) from error
    return Sheet(split_lines(lines, bracketed=False), float(scale), float(offset))


def _bracketed(body: str) -> Sheet:
    """Read rows in brackets, and what multiplies them."""
    check_pairs(body)
    first, last = body.index("["), body.rindex("]") + 1
    before, inside, after = body[:first], body[first:last], body[last:].rstrip(" ,;\r\n\t")
    check_stray(inside)
    scale, offset = _outside(before, after, inside)
    outer = inside_of(inside)
    if outer is None and (scale, offset) != (1, 0):
        raise KernelError(
            "only one pair of brackets can be multiplied; put the rows into one outer pair, as in "
            "2 * [[1, 2], [3, 4]]"
        )
    while outer is not None:
        inside, outer = outer, inside_of(outer)
    rows = _split_brackets(inside) if "[" in inside else split_lines(_LINE.split(textwrap.dedent(inside)))
    return Sheet(rows, float(scale), float(offset))


def _around(before: str, after: str) -> Formula:
    """Read what stands around a matrix."""
    if MATRIX in before + after:
        raise NoNumberError("this is not a number")
    return formula(before + MATRIX + after)


def _outside(before: str, after: str, inside: str) -> Formula:
    """Read what stands around brackets, or say which of it can't be read."""
    try:
        return _around(before, after)
    except NoNumberError:
        wrong = f"is outside the rows' brackets; {_OUTSIDE}"
    except MisreadError as error:
        wrong = f"can't be used: {error}"
    try:
        _around(before, ")" * before.count("("))
    except MisreadError:
        raise KernelError(f"before row 0: '{quoted(before)}' {wrong}") from None
    raise KernelError(f"{position_after(inside)}: '{quoted(after)}' {wrong}")


def _split_brackets(body: str) -> Rows:
    """Split "[…], […]" into rows, one to a pair of brackets."""
    if "[" in re.sub(r"\[[^\[\]]*\]", " ", body):
        raise KernelError(TOO_DEEP)
    check_stray(body)
    rows = re.findall(r"\[([^\[\]]*)\]", body)
    return [split_row(row, number) for number, row in enumerate(rows)]
