"""Kernels to start from, as they are typed: what learners meet of them elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from cnnviz.errors import KernelError
from cnnviz.kernels.cells import read_matrix
from cnnviz.series.text import Series

MOST_TAPS = 64
"""The most weights of a kernel."""

LONGEST = 2000
"""The longest text of weights, in characters."""

#: By their titles.
KERNELS: Final[Mapping[str, str]] = {
    "Difference": "-1 1",
    "Derivative": "-1/2 0 1/2",
    "Second derivative": "1 -2 1",
    "Moving average": "1/5 1/5 1/5 1/5 1/5",
    "Gaussian": "1/16 1/4 3/8 1/4 1/16",
}


def read_kernel(text: str) -> Series:
    """Read a row of weights, written as `cnnviz.kernels.parse` reads them; in the precision of float32.

    Raises
    ------
    KernelError
        If the text is no such row.

    Examples
    --------
    >>> read_kernel("-1/2 0 1/2").tolist()
    [-0.5, 0.0, 0.5]
    """
    if len(text) > LONGEST:
        raise KernelError(f"this text has {len(text)} characters; at most {LONGEST} are read")
    matrix = read_matrix(text, MOST_TAPS)
    if len(matrix) != 1:
        raise KernelError(f"the kernel of a series is one row, and this has {len(matrix)}; put them into one")
    return np.asarray(matrix[0], np.float64)
