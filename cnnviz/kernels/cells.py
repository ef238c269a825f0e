"""One cell of a typed kernel or matrix: text to a number; and rows of cells to an array."""

import re

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.checks import LARGEST_WEIGHT
from cnnviz.typed.expressions import evaluate
from cnnviz.typed.faults import MisreadError, TooLargeError
from cnnviz.typed.layout import read_sheet
from cnnviz.typed.signs import plain, quoted

MAX_SIDE = 15
"""The longest side, in weights, of a kernel typed by a learner."""

_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity|∞)", re.IGNORECASE)
_TOO_LARGE = "this is too large; stay between −1,000,000 and 1,000,000"
_TOO_SMALL = "this is too small to be told from 0; write 0"


def parse_cell(cell: str, row: int, column: int, scale: float = 1.0, offset: float = 0.0) -> float:
    """Read one number: ``-1``, ``.5``, ``2e-3``, ``1/9``, ``3*(2-1)``, with any dash and any width of digits.

    Parameters
    ----------
    cell : str
        The text of one cell.
    row, column : int
        Where it stands, counted from 0, for the error.
    scale, offset : float
        What it is multiplied by, and what is added then.

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
    >>> parse_cell("−1/4", 0, 0)
    -0.25
    """
    text = plain(cell).strip()
    where = f"row {row}, column {column}"
    if not text:
        raise KernelError(f"{where} is empty; write a number there, such as 0")
    reads = f"{where} reads '{quoted(cell)}'"
    if _NOT_FINITE.fullmatch(text):
        raise KernelError(f"{reads}: a weight must be finite")
    try:
        value = float(evaluate(text)) * scale + offset
    except TooLargeError as error:
        raise KernelError(f"{reads}: {_TOO_LARGE}") from error
    except MisreadError as error:
        raise KernelError(f"{reads}: {error}") from error
    if not abs(value) <= LARGEST_WEIGHT:
        raise KernelError(f"{reads}: {_TOO_LARGE}")
    if value and not np.float32(value):
        raise KernelError(f"{reads}: {_TOO_SMALL}")
    return value


def read_matrix(text: str, most: int = MAX_SIDE) -> NDArray[np.float32]:
    """Read rows of numbers.

    Parameters
    ----------
    text : str
        As `cnnviz.typed.layout.read_sheet` reads it. Its length is for the caller to bound.
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
    rows, scale, offset = read_sheet(text)
    if not rows:
        raise KernelError("there is no number here yet; type rows of numbers, such as '1 0 -1'")
    if len(rows) > most:
        raise KernelError(f"{len(rows)} rows are too many; at most {most} can be used")
    width = len(rows[0])
    values = []
    for number, row in enumerate(rows):
        if len(row) > most:
            raise KernelError(f"row {number} has {len(row)} columns; at most {most} can be used")
        values.append([parse_cell(cell, number, column, scale, offset) for column, cell in enumerate(row)])
        if len(row) != width:
            raise KernelError(_ragged(number, len(row), width))
    return np.array(values, dtype=np.float32) + np.float32(0)  # + 0 makes −0 a plain 0


def _ragged(row: int, length: int, width: int) -> str:
    """Say where a row is longer or shorter than those above."""
    wrong = f"column {width} is too many" if length > width else f"column {length} is missing"
    above = "row above has" if row == 1 else "rows above have"
    return f"row {row}, {wrong}: the {above} {width}; give every row the same length"
