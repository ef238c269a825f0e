"""Kernels of 3 × 3 × 3: three slices, a line of nine weights for each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.cells import read_matrix

LONGEST = 1000
"""The longest text of weights, in characters."""


class Named(NamedTuple):
    """A kernel to start from: what it is called, and its weights as text."""

    title: str
    text: str


_AVERAGE = " ".join(["1/27"] * 9)

#: By their keys; a page begins with the first.
KERNELS: Final[Mapping[str, Named]] = MappingProxyType(
    {
        "columns": Named("Edge along columns", "\n".join(["-1 0 1 -1 0 1 -1 0 1"] * 3)),
        "rows": Named("Edge along rows", "\n".join(["-1 -1 -1 0 0 0 1 1 1"] * 3)),
        "slices": Named("Edge along slices", "\n".join(" ".join([one] * 9) for one in ("-1", "0", "1"))),
        "laplacian": Named("Laplacian", "0 0 0 0 1 0 0 0 0\n0 1 0 1 -6 1 0 1 0\n0 0 0 0 1 0 0 0 0"),
        "average": Named("Average", "\n".join([_AVERAGE] * 3)),
    }
)


def read_kernel(text: str) -> NDArray[np.float64]:
    """Read 27 weights, three lines of nine, as (slices, rows, columns); in the precision of float32.

    Raises
    ------
    KernelError
        If the text is no such kernel.

    Examples
    --------
    >>> read_kernel(KERNELS["laplacian"].text)[1].tolist()
    [[0.0, 1.0, 0.0], [1.0, -6.0, 1.0], [0.0, 1.0, 0.0]]
    """
    if len(text) > LONGEST:
        raise KernelError(f"this text has {len(text)} characters; at most {LONGEST} are read")
    matrix = read_matrix(text, 9)
    if matrix.shape != (3, 9):
        rows, columns = matrix.shape
        raise KernelError(
            f"these are {rows} lines of {columns} weights; write 3 lines of 9, one for each slice"
        )
    return np.asarray(matrix.reshape(3, 3, 3), np.float64)
