"""Volumes as text: a line for each slice, its rows between semicolons."""

from __future__ import annotations

import re
from contextlib import suppress

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.cells import parse_cell, read_matrix
from cnnviz.kernels.custom import to_text

_NINES = (3, 3, 3)
"""Slices, rows and columns of a kernel whose slices are written as lines of nine."""

_PLAIN = re.compile(r"[ \n!-~×·]*")
_LINES = re.compile(r"\n+")


def read_slices(text: str, least: int, most: int) -> NDArray[np.float64]:
    r"""Read slices as (slices, rows, columns), in the precision of float32.

    Parameters
    ----------
    text : str
        Its length is for the caller to bound.
    least, most : int
        How many slices, rows and columns there may be.

    Raises
    ------
    KernelError
        If the text is no such volume.

    Examples
    --------
    >>> read_slices("0 1; 2 3\n4 5; 6 7", 1, 3).tolist()
    [[[0.0, 1.0], [2.0, 3.0]], [[4.0, 5.0], [6.0, 7.0]]]
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise KernelError(
            "there is no number here yet; type a line for each slice, such as '0 1 0; 1 1 1; 0 1 0'"
        )
    if len(lines) > most:
        raise KernelError(f"{len(lines)} slices are too many; at most {most} can be used")
    slices = [_slice(line, number, most) for number, line in enumerate(lines)]
    if len({one.shape for one in slices}) > 1:
        raise KernelError("the slices have different sizes; give each the same rows and columns")
    sizes = (len(slices), *slices[0].shape)
    if min(sizes) < least:
        raise KernelError(
            f"this has {_by(sizes)}; at least {_by((least,) * 3)} are needed, and zeros can stand around "
            f"what is smaller"
        )
    return np.stack(slices).astype(np.float64)


def write_slices(values: ArrayLike, in_nines: bool = False) -> str:
    r"""Write slices in the one way that browsers read, each number as short as its float32 value allows.

    Parameters
    ----------
    values : (d, k, l) array_like
    in_nines : bool
        Whether 3 × 3 × 3 numbers are three lines of nine.

    Examples
    --------
    >>> write_slices([[[0, 1], [2, 0.5]]])
    '0 1; 2 0.5'
    """
    slices = np.asarray(values, np.float64)
    between = " " if in_nines and slices.shape == _NINES else "; "
    return "\n".join(to_text(one).replace("\n", between) for one in slices)


def as_browsers_read(text: str, values: NDArray[np.float64], in_nines: bool = False) -> str:
    """Give a text itself where browsers read these numbers in it, or else what `write_slices` writes.

    So a fraction stays as it was typed. `assets/components/cnnviz/volume_text.js` cuts a text as this does.

    Examples
    --------
    >>> as_browsers_read("1/2 1", np.array([[[0.5, 1]]])), as_browsers_read("1/2, 1", np.array([[[0.5, 1]]]))
    ('1/2 1', '0.5 1')
    """
    if _PLAIN.fullmatch(text):
        with suppress(KernelError, ValueError):  # a cell that is no number; rows that differ
            read = np.array([_cut(line) for line in _LINES.split(text) if line.strip()], np.float32)
            if np.array_equal(read, values):
                return text
    return write_slices(values, in_nines)


def _cut(line: str) -> list[list[float]]:
    rows = [row.split() for row in line.split(";") if row.strip()]
    if len(rows) == 1 and len(rows[0]) == _NINES[1] * _NINES[2]:
        rows = [rows[0][start : start + _NINES[2]] for start in range(0, len(rows[0]), _NINES[2])]
    return [[parse_cell(cell, 0, 0) for cell in row] for row in rows]


def _slice(line: str, number: int, most: int) -> NDArray[np.float32]:
    try:
        return read_matrix(line, most)
    except KernelError as error:
        raise KernelError(f"slice {number}: {error}") from error


def _by(sizes: tuple[int, ...]) -> str:
    counted = zip(sizes, ("slice", "row", "column"), strict=True)
    return ", ".join(f"{size} {word}{'' if size == 1 else 's'}" for size, word in counted)
