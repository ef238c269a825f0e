"""A learner's own kernel: typed or pasted."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import KernelError
from cnnviz.kernels.cells import read_matrix

MAX_TEXT = 20_000
"""The longest text, in characters, that is read: 225 numbers written at length fit in."""


def parse(text: str) -> NDArray[np.float32]:
    """Read a kernel from text.

    Understood are rows on lines of their own or ended by semicolons, with cells separated by spaces, tabs or
    commas; cells copied from a spreadsheet; what NumPy, PyTorch, JSON, MATLAB, C and LaTeX write. Cells are
    decimal numbers, fractions such as 1/9, or sums and products such as 3*(2-1). What multiplies all may
    stand before or after brackets, as in ``1/9 * [1 1; 1 1]``, or on a line of its own.

    A comma separates cells, except in text with tabs, and in lines of numbers between semicolons: there it
    is a decimal comma. What can be meant in two ways, as "1,5; 2,5", is refused.

    Parameters
    ----------
    text : str
        At most 20,000 characters.

    Returns
    -------
    (k, l) float32
        From 1×1 to 15×15, not necessarily square.

    Raises
    ------
    KernelError
        If the text is no such kernel; the sentence names the row and column that is wrong.

    Examples
    --------
    >>> parse("1 0 -1; 2 0 -2")
    array([[ 1.,  0., -1.],
           [ 2.,  0., -2.]], dtype=float32)
    >>> parse("[1 2; 3 4] / 2")
    array([[0.5, 1. ],
           [1.5, 2. ]], dtype=float32)
    >>> parse("1 0 2; 0 4")
    Traceback (most recent call last):
    cnnviz.errors.KernelError: row 1, column 2 is missing: the row above has 3; give every row the same length
    """
    if len(text) > MAX_TEXT:
        raise KernelError(
            f"this text has {len(text)} characters; at most {MAX_TEXT} are read, enough for 15×15 numbers"
        )
    return read_matrix(text)


def to_text(kernel: ArrayLike) -> str:
    """Write a kernel as text that `parse` reads back to the same weights.

    Parameters
    ----------
    kernel : (k, l) array_like
        Finite weights.

    Returns
    -------
    str
        A line a row, a space between weights, each as short as its float32 value allows.

    Raises
    ------
    KernelError
        If the kernel is not two-dimensional, or has a weight that is not finite.

    Examples
    --------
    >>> print(to_text([[1, 0.5], [-2, 0]]))
    1 0.5
    -2 0
    """
    weights = np.asarray(kernel, dtype=np.float32)
    if weights.ndim != 2 or weights.size == 0:
        raise KernelError(f"weights of the shape {weights.shape} are not a kernel; give rows and columns")
    if not np.isfinite(weights).all():
        raise KernelError("this kernel has weights that are not finite, and can't be written as text")
    return "\n".join(" ".join(_weight_text(weight) for weight in row) for row in weights)


def _weight_text(weight: np.float32) -> str:
    """Write the shortest decimal that rounds to this float32."""
    if weight == 0:
        return "0"
    if 1e-4 <= abs(weight) < 1e7:
        return np.format_float_positional(weight, trim="-")
    return np.format_float_scientific(weight, trim="-")
