"""Volumes as text: a line for each slice, its rows between semicolons."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.cells import read_matrix


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
    if len(lines) > most:
        raise KernelError(f"{len(lines)} slices are too many; at most {most} can be used")
    slices = [_slice(line, number, most) for number, line in enumerate(lines)]
    if len({one.shape for one in slices}) > 1:
        raise KernelError("the slices have different sizes; give each the same rows and columns")
    sizes = (len(slices), *(slices[0].shape if slices else (0, 0)))
    if min(sizes) < least:
        raise KernelError(f"this has {_by(sizes)}; at least {_by((least,) * 3)} are needed")
    return np.stack(slices).astype(np.float64)


def _slice(line: str, number: int, most: int) -> NDArray[np.float32]:
    try:
        return read_matrix(line, most)
    except KernelError as error:
        raise KernelError(f"slice {number}: {error}") from error


def _by(sizes: tuple[int, ...]) -> str:
    counted = zip(sizes, ("slice", "row", "column"), strict=True)
    return ", ".join(f"{size} {word}{'' if size == 1 else 's'}" for size, word in counted)
