"""Borders: what the pixels added around an image show."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import Sides

BorderMode = Literal["constant", "nearest", "mirror", "reflect", "wrap"]
BORDER_MODES: tuple[BorderMode, ...] = get_args(BorderMode)


def source_indices(size: int, before: int, after: int, mode: BorderMode = "constant") -> NDArray[np.intp]:
    """For each row (or column) of the padded image, the one of the input it repeats; −1 for padded zeros.

    Parameters
    ----------
    size : int
        Rows (or columns) of the input, at least 1.
    before, after : int
        How many are added at each end.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What the border shows, in SciPy's words, here around a b c d:
        zeros 0 0 | a b c d | 0 0; nearest a a | a b c d | d d; mirror c b | a b c d | c b;
        reflect b a | a b c d | d c; wrap c d | a b c d | a b.

    Returns
    -------
    ndarray of int, shape (before + size + after,)

    Raises
    ------
    ShapeError
        If there is no border mode of that name.

    Examples
    --------
    >>> source_indices(4, 2, 2, "mirror").tolist()
    [2, 1, 0, 1, 2, 3, 2, 1]
    >>> source_indices(4, 2, 2).tolist()
    [-1, -1, 0, 1, 2, 3, -1, -1]
    """
    indices = np.arange(-before, size + after)
    if mode == "constant":
        return np.where((indices >= 0) & (indices < size), indices, -1)
    if mode == "nearest":
        return indices.clip(0, size - 1)
    if mode == "wrap":
        return indices % size
    if mode == "mirror":  # there and back without standing still at the ends
        period = max(2 * size - 2, 1)
        return np.minimum(indices % period, -indices % period)
    if mode == "reflect":  # there and back, each end twice
        indices = indices % (2 * size)
        return np.minimum(indices, 2 * size - 1 - indices)
    raise no_such_mode(mode)


def no_such_mode(mode: str) -> ShapeError:
    """The error that says there is no border mode of that name."""
    return ShapeError(f"there is no border mode called {mode!r}; use one of {', '.join(BORDER_MODES)}")


def pad(input: Floats, padding: Sides, mode: BorderMode = "constant") -> Floats:
    """Add a border around the last two axes.

    Parameters
    ----------
    input : ndarray, shape (..., H, W)
        Any number of maps.
    padding : ((top, bottom), (left, right))
        Pixels per side.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What the border shows, see `source_indices`.

    Returns
    -------
    ndarray, shape (..., top + H + bottom, left + W + right)
        The input itself if nothing is added.

    Examples
    --------
    >>> pad(np.array([[1.0, 2.0]]), ((0, 1), (1, 1)))
    array([[0., 1., 2., 0.],
           [0., 0., 0., 0.]])
    """
    (top, bottom), (left, right) = padding
    if not (top or bottom or left or right):
        return input
    height, width = input.shape[-2:]
    padded = np.zeros((*input.shape[:-2], top + height + bottom, left + width + right), input.dtype)
    padded[..., top : top + height, left : left + width] = input
    if mode != "constant":
        rows = source_indices(height, top, bottom, mode)
        columns = source_indices(width, left, right, mode)
        for x in (*range(left), *range(left + width, columns.size)):
            padded[..., top : top + height, x] = input[..., columns[x]]
        for y in (*range(top), *range(top + height, rows.size)):
            padded[..., y, :] = padded[..., top + rows[y], :]
    return padded
