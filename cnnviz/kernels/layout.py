"""How a pasted kernel is laid out: from text to rows of cells."""

import re
import textwrap

from cnnviz.errors import KernelError

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\s*=\s*")  # k =
_CALL = re.compile(r"(?:[A-Za-z_]\w*\.)?(?:array|asarray|matrix|tensor)\s*\[")  # np.array(, made square
_SQUARE = str.maketrans("({)}", "[[]]")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_SPACED = re.compile(r"(?<=[\d.]) (?=[-+−–.\d])")  # two numbers with nothing but a space between them
_DEEPEST = 6  # a torch weight (1, 1, k, l) has 4 brackets, and its call one
_INVISIBLE = re.compile("[\ufeff\u200b\u2060]")

_TOO_DEEP = "the brackets are nested too deeply; put the rows into one outer pair, as in [[1, 2], [3, 4]]"


def split_rows(text: str) -> list[list[str]]:
    """Split a text into rows of cells; what the cells say is not looked at.

    With brackets inside brackets (NumPy, JSON, C), each inner pair is a row. Otherwise a line's end or a
    semicolon ends a row. Cells are separated by spaces, tabs or commas. A comma always separates, except in
    text with tabs (a spreadsheet's), where one between two digits is a decimal comma. A row with both, as
    "0,5 1", is refused, because nobody can tell how many numbers it holds.

    Parameters
    ----------
    text : str
        For example ``"1 0 -1; 2 0 -2"``, ``"array([[1, 0], [0, 1]])"`` or cells copied from a spreadsheet.

    Returns
    -------
    list of rows, each a list of at least one cell
        Empty lines are left out.

    Raises
    ------
    KernelError
        If brackets don't pair up, are nested too deep, or text stands between them.

    Examples
    --------
    >>> split_rows("[1 2; 3 4]")
    [['1', '2'], ['3', '4']]
    """
    # One space for many: no pattern below can then take long over a run of them.
    plain = re.sub(r"[^\S\r\n\t]+", " ", _INVISIBLE.sub("", text))
    body = _unwrapped(plain)
    if "[" not in body and "]" not in body:
        return _split_lines(body)
    _check_brackets(body)
    while (inner := _inside(body)) is not None:
        body = inner
    return _split_brackets(body) if "[" in body else _split_lines(body)


def _unwrapped(text: str) -> str:
    """Make all brackets square; take away ``k =``, ``np.array(…, dtype=float32)`` and a last semicolon."""
    body = text.translate(_SQUARE).rstrip().removesuffix(";").rstrip()
    if assignment := _ASSIGNMENT.match(body.lstrip()):
        body = body.lstrip()[assignment.end() :]
    call = _CALL.match(body.lstrip())
    if call is None or not body.endswith("]"):
        return body
    body = body.lstrip()[call.end() : -1]
    head, bracket, tail = body.rpartition("]")
    return head + bracket if tail.lstrip().startswith(",") and "=" in tail else body


def _split_lines(body: str) -> list[list[str]]:
    """Split at line ends and semicolons, then each row into cells."""
    body = textwrap.dedent(body)
    if "\t" in body:
        body = _DECIMAL_COMMA.sub(".", body)
        rows = [[cell.strip(" ,") for cell in line.split("\t")] for line in re.split(r"[;\r\n]", body)]
        return [row for row in rows if any(row)]
    lines = [line for line in re.split(r"[;\r\n]", body) if line.strip()]
    for number, line in enumerate(lines, 1):
        _refuse_both(line.strip(), number)
    return [_split_row(line) for line in lines]


def _refuse_both(line: str, number: int) -> None:
    """Refuse a row in which commas and spaces stand between numbers: "0,5 1" may be two numbers or three."""
    comma, space = _DECIMAL_COMMA.search(line), _SPACED.search(line)
    if comma and space:
        raise KernelError(
            f"row {number} has commas and spaces between its digits; write one half as 0.5, with a point, or "
            f"put the same separator between all numbers"
        )


def _split_row(row: str) -> list[str]:
    """Split one row at commas and spaces, but not round a fraction's bar; drop a comma at the end."""
    joined = re.sub(r" ?([/⁄∕÷]) ?", r"\1", " ".join(row.split()))
    return re.split(r" ?, ?| ", joined.removesuffix(",").rstrip())


def _split_brackets(body: str) -> list[list[str]]:
    """Split "[…], […]" into rows, one to a pair of brackets."""
    if "[" in re.sub(r"\[[^\[\]]*\]", " ", body):
        raise KernelError(_TOO_DEEP)
    _check_stray(body)
    return [_split_row(row) for row in re.findall(r"\[([^\[\]]*)\]", body)]


def _check_brackets(body: str) -> None:
    """Refuse brackets that don't pair up, and text before the first or after the last."""
    opened: list[int] = []
    for index, sign in enumerate(body):
        if sign == "[":
            opened.append(index)
        elif sign == "]":
            if not opened:
                raise KernelError(
                    f"{_after(body[:index])}: this bracket was never opened; remove it or open one before it"
                )
            opened.pop()
        if len(opened) > _DEEPEST:
            raise KernelError(_TOO_DEEP)
    if opened:
        raise KernelError(
            f"{_after(body[: opened[-1]])}: a bracket is opened but never closed; close it or remove it"
        )
    _check_stray(body)


def _check_stray(body: str) -> None:
    """Refuse text outside the brackets, but for what separates rows."""
    depth = 0
    for part in re.finditer(r"[\[\]]|[^\s,;\[\]]+", body):
        depth += (part[0] == "[") - (part[0] == "]")
        if depth == 0 and part[0] != "]":
            raise KernelError(
                f"{_after(body[: part.start()])}: '{part[0][:24]}' is outside the rows' brackets; put it "
                f"inside a row or remove it"
            )


def _after(text: str) -> str:
    """Say which number of the kernel is the last in a text that stands before a mistake."""
    rows = [row for row in re.split(r"[\[\];\r\n]", text) if row.strip(" ,\t")]
    return f"row {len(rows)}, after column {len(_split_row(rows[-1]))}" if rows else "before row 1"


def _inside(body: str) -> str | None:
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
