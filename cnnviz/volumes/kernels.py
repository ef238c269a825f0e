"""Kernels of up to 3 × 3 × 3: a line of weights for each slice."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.cells import read_matrix
from cnnviz.volumes.text import as_browsers_read, read_slices

MOST_TAPS = 3
"""The most slices, rows and columns of a kernel."""

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
    """Read weights as (slices, rows, columns), one to three along each; in the precision of float32.

    A line is a slice, with its rows between semicolons; three lines of nine are 3 × 3 × 3 weights.

    Raises
    ------
    KernelError
        If the text is no such kernel.

    Examples
    --------
    >>> read_kernel(KERNELS["laplacian"].text)[1].tolist()
    [[0.0, 1.0, 0.0], [1.0, -6.0, 1.0], [0.0, 1.0, 0.0]]
    >>> read_kernel("-1 1; -1 1").shape
    (1, 2, 2)
    """
    if len(text) > LONGEST:
        raise KernelError(f"this text has {len(text)} characters; at most {LONGEST} are read")
    whole = _as_nines(text)
    return read_slices(text, 1, MOST_TAPS) if whole is None else whole


def kept_kernel(text: str) -> str:
    """Give weights as an address keeps them; raises as `read_kernel`.

    Examples
    --------
    >>> kept_kernel("[1/2 1] * 2"), kept_kernel("1/2 1")
    ('1 2', '1/2 1')
    """
    return as_browsers_read(text, read_kernel(text), in_nines=True)


def _as_nines(text: str) -> NDArray[np.float64] | None:
    """Read three lines of nine weights; None if these are none."""
    with suppress(KernelError):
        matrix = read_matrix(text, MOST_TAPS**2)
        if matrix.shape == (MOST_TAPS, MOST_TAPS**2):
            return np.asarray(matrix.reshape((MOST_TAPS,) * 3), np.float64)
    return None
