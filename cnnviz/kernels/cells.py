"""One cell of a typed kernel or matrix: text to a number; and rows of cells to an array."""

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.checks import LARGEST_WEIGHT

MAX_SIDE = 15
"""The longest side, in weights, of a kernel typed by a learner."""

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_CELL = re.compile(rf"({_NUMBER})(?:\s*/\s*({_NUMBER}))?", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity|∞)", re.IGNORECASE)
_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "＋": "+", "⁄": "/", "∕": "/", "÷": "/", "\u2011": "-", "\u2010": "-"}
)


def parse_cell(cell: str, row: int, column: int) -> float:
    """Read one number or fraction: ``-1``, ``.5``, ``2e-3``, ``1/9``; a typographic minus counts as minus.

    Parameters
    ----------
    cell : str
        The text of one cell.
    row, column : int
        Where it stands, counted from 1, for the error.

    Returns
    -------
    float
        A finite number, at most 1,000,000 in size.

    Raises
    ------
    KernelError
        If the text is no such number; the sentence names row and column.

    Examples
    --------
    >>> parse_cell("−1/4", 1, 1)
    -0.25
    """
    text = cell.strip().translate(_SIGNS)
    where = f"row {row}, column {column}"
    if not text:
        raise KernelError(f"{where} is empty; write a number there, such as 0")
    reads = f"{where} reads '{_shortened(cell.strip())}'"
    match = _CELL.fullmatch(text)
    if match is None:
        if _NOT_FINITE.fullmatch(text):
            raise KernelError(f"{reads}: a weight must be finite")
        raise KernelError(f"{reads}: this is not a number; write one such as -1, 0.5 or 1/9")
    over, under = float(match[1]), float(match[2] or 1)
    if under == 0:
        raise KernelError(f"{reads}: nothing can be divided by zero")
    value = over / under
    if not math.isfinite(value) or abs(value) > LARGEST_WEIGHT:
        raise KernelError(f"{reads}: this is too large; stay between −1,000,000 and 1,000,000")
    return value


def to_array(rows: Sequence[Sequence[str]], most: int = MAX_SIDE) -> NDArray[np.float32]:
    """Read rows of cells.

    Parameters
    ----------
    rows : sequence of rows
        Each a sequence of texts, as `parse_cell` reads them.
    most : int
        The longest side.

    Returns
    -------
    (k, l) float32
        Both sides from 1 to `most`.

    Raises
    ------
    KernelError
        If there is nothing to read, a row is longer or shorter than the first, a side is longer than `most`,
        or a cell is no number.
    """
    if not rows:
        raise KernelError("there is no number here yet; type rows of numbers, such as '1 0 -1'")
    if len(rows) > most:
        raise KernelError(f"row {most + 1} is too many; at most {most} can be used")
    width = len(rows[0])
    values = []
    for number, row in enumerate(rows, start=1):
        if len(row) > most:
            raise KernelError(f"row {number}, column {most + 1} is too many; at most {most} can be used")
        values.append([parse_cell(cell, number, column) for column, cell in enumerate(row, start=1)])
        if len(row) != width:
            raise KernelError(_ragged(number, len(row), width))
    return np.array(values, dtype=np.float32) + np.float32(0)  # + 0 makes −0 a plain 0


def _ragged(row: int, length: int, width: int) -> str:
    """Say where a row is longer or shorter than those above."""
    wrong = f"column {width + 1} is too many" if length > width else f"column {length + 1} is missing"
    above = "row above has" if row == 2 else "rows above have"
    return f"row {row}, {wrong}: the {above} {width}; give every row the same length"


def _shortened(text: str, longest: int = 24) -> str:
    """Cut a long text, so that the sentence stays one."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
