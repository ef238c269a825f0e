"""The brackets of a pasted matrix made all of one kind, and what programs write around them taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cnnviz.errors import KernelError
from cnnviz.typed.signs import quoted

TOO_DEEP = "the brackets are nested too deeply; put the rows into one outer pair, as in [[1, 2], [3, 4]]"
_DEEPEST = 30
_DEEPEST_ROWS = 6  # a torch weight (1, 1, k, l) has 4 brackets, and its call one

_ASSIGNMENT = re.compile(r"\s*[A-Za-z_][\w .:*\[\]]*=(?!=)\s*")  # k =, and float k[3][3] =
_NAMES = "array|asarray|matrix|mat|Matrix|tensor|as_tensor|Tensor|FloatTensor|float32|float64"
_CALL = re.compile(rf"(?<![\w.])(?:[A-Za-z_]\w*+\.)?+(?:{_NAMES})\s*+(?=\()")  # np.array before its bracket
_ARGUMENT = re.compile(r"\s*[A-Za-z_]")  # dtype=np.float32


@dataclass
class _Open:
    """A bracket that is open: where, and what is known of what it holds."""

    at: int
    is_call: bool
    comma: int | None = None
    holds_rows: bool = False


def squared(text: str) -> str:
    """Make the brackets of rows square, and take away ``k =``, ``np.array``, ``dtype=…``, a last semicolon.

    Curly brackets hold rows, and round ones with a comma, semicolon or line's end; other round ones are left,
    because they belong to expressions.

    Raises
    ------
    KernelError
        If more than 30 brackets lie within each other.

    Examples
    --------
    >>> squared("k = np.array(((1, 2), (3, 4)), dtype=float) * (1/9);").replace(" ", "")
    '([[1,2],[3,4]])*(1/9)'
    """
    body = text.replace("{", "[").replace("}", "]").strip(" \r\n").removesuffix(";").rstrip(" \r\n")
    if assignment := _ASSIGNMENT.match(body):
        body = body[assignment.end() :]
    calls = {found.end(): found.start() for found in _CALL.finditer(body)}
    signs = list(body)
    for end, start in calls.items():
        signs[start:end] = " " * (end - start)
    _match(signs, body, calls)
    return "".join(signs)


def _match(signs: list[str], body: str, calls: dict[int, int]) -> None:
    """Go through all pairs of brackets once, and change those that hold rows."""
    opened: list[_Open] = []
    for at, sign in enumerate(body):
        if sign in "([":
            opened.append(_Open(at, at in calls))
            if len(opened) > _DEEPEST:
                raise KernelError(
                    f"the brackets are nested too deeply; use at most {_DEEPEST} within each other"
                )
        elif not opened:
            continue
        elif sign in ",;\r\n":
            opened[-1].comma = at if sign == "," and opened[-1].comma is None else opened[-1].comma
            opened[-1].holds_rows = True
        elif sign in ")]":
            _close(signs, body, opened.pop(), at)


def _close(signs: list[str], body: str, bracket: _Open, at: int) -> None:
    start, comma = bracket.at, bracket.comma
    if body[start] != "(" or body[at] != ")":
        return
    if bracket.is_call and comma is not None and _ARGUMENT.match(body, comma + 1):
        signs[comma:at] = " " * (at - comma)
    elif bracket.holds_rows and not (bracket.is_call and comma is None):
        signs[start], signs[at] = "[", "]"


def check_pairs(body: str) -> None:
    """Refuse brackets that don't pair up, or lie too deep."""
    opened: list[int] = []
    for index, sign in enumerate(body):
        if sign == "[":
            opened.append(index)
        elif sign == "]":
            if not opened:
                where = position_after(body[:index])
                raise KernelError(f"{where}: this bracket was never opened; remove it or open one before it")
            opened.pop()
        if len(opened) > _DEEPEST_ROWS:
            raise KernelError(TOO_DEEP)
    if opened:
        where = position_after(body[: opened[-1]])
        raise KernelError(f"{where}: a bracket is opened but never closed; close it or remove it")


def check_stray(body: str) -> None:
    """Refuse text between the brackets, but for what separates rows."""
    depth = 0
    for part in re.finditer(r"[\[\]]|[^\s,;\[\]]+", body):
        depth += (part[0] == "[") - (part[0] == "]")
        if depth == 0 and part[0] != "]":
            where = position_after(body[: part.start()])
            wrong = f"'{quoted(part[0])}' is outside the rows' brackets"
            raise KernelError(f"{where}: {wrong}; put it inside a row or remove it")


def position_after(text: str) -> str:
    """Say which number is the last in a text that stands before a mistake."""
    rows = [row for row in re.split(r"[\[\];\r\n]", text) if row.strip(" ,\t")]
    columns = re.findall(r"[^ ,\t]+", rows[-1]) if rows else []
    return f"row {len(rows) - 1}, after column {len(columns) - 1}" if rows else "before row 0"


def inside_of(body: str) -> str | None:
    """Give what one pair of brackets around everything holds, or None where there is no such pair."""
    body = body.strip().rstrip(",;").rstrip()
    if not body.startswith("["):
        return None
    depth = 0
    for index, sign in enumerate(body):
        depth += (sign == "[") - (sign == "]")
        if depth == 0:
            return body[1:-1] if index == len(body) - 1 else None
    return None
