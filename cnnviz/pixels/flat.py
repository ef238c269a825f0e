"""Flattening: rows of pixels become one line, and a line is folded into rows again."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError

_SIDES = {"left": (0, -1), "right": (0, 1), "above": (-1, 0), "below": (1, 0)}


def place_in_line(row: int, column: int, width: int) -> int:
    """Say where a pixel lands when rows are put one behind the other; all counted from 0.

    >>> place_in_line(1, 2, width=28), place_in_line(2, 2, width=28)
    (30, 58)
    """
    return row * width + column


def around(row: int, column: int, shape: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Name the neighbours of a pixel that lie within the picture, each as (row, column).

    >>> around(0, 0, (2, 3))
    {'right': (0, 1), 'below': (1, 0)}
    """
    beside = {side: (row + down, column + right) for side, (down, right) in _SIDES.items()}
    return {side: at for side, at in beside.items() if 0 <= at[0] < shape[0] and 0 <= at[1] < shape[1]}


def most_varied(plane: NDArray[Any], side: int = 9) -> tuple[int, int]:
    """Find the pixel around which numbers vary most: the middle of that window of `side` × `side` pixels.

    A picture smaller than a window has its middle.

    >>> most_varied(np.pad(np.eye(3) * 9, 20), side=3)
    (21, 21)
    """
    if min(plane.shape) < side:
        return plane.shape[0] // 2, plane.shape[1] // 2
    values = plane.astype(np.float64)
    sums, squares = (_window_sums(one, side) for one in (values, values**2))
    row, column = np.unravel_index(int(np.argmax(squares * side**2 - sums**2)), sums.shape)
    return int(row) + side // 2, int(column) + side // 2


def _window_sums(plane: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """Add up each window of a picture."""
    edges = np.pad(plane.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return np.asarray(
        edges[side:, side:] - edges[:-side, side:] - edges[side:, :-side] + edges[:-side, :-side]
    )


def fold(line: NDArray[Any], width: int) -> NDArray[Any]:
    """Cut a line (n,) into rows of `width`; what the last row lacks is 0.

    >>> fold(np.array([1, 2, 3, 4, 5]), 3).tolist()
    [[1, 2, 3], [4, 5, 0]]
    """
    if width < 1:
        raise ShapeError(f"a row can't have {width} pixels; fold at 1 or more")
    return np.pad(line, (0, -len(line) % width)).reshape(-1, width)


def reduced(plane: NDArray[Any], side: int) -> NDArray[Any]:
    """Reduce the square in the middle of a picture to `side` × `side` pixels; a smaller one is left as it is.

    A pixel is the mean of a block of the square, halves rounded up. A square smaller than `side` keeps its
    pixels: each is its own block.

    Parameters
    ----------
    plane : (H, W), whole numbers
    side : int

    Returns
    -------
    (side, side) float64, less where the picture is narrower, or the picture itself

    Examples
    --------
    >>> reduced(np.array([[0, 1, 9], [2, 3, 9]]), 1).tolist()
    [[2.0]]
    >>> reduced(np.array([[1, 2, 3, 4], [5, 6, 7, 8]]), 3).tolist()
    [[2.0, 3.0], [6.0, 7.0]]
    """
    if max(plane.shape) <= side:
        return plane
    square = min(plane.shape)
    side = min(side, square)
    top, left = (plane.shape[0] - square) // 2, (plane.shape[1] - square) // 2
    starts = np.arange(side + 1) * square // side
    pixels = plane[top : top + square, left : left + square].astype(np.float64)
    edges = np.pad(pixels.cumsum(0).cumsum(1), ((1, 0), (1, 0)))[np.ix_(starts, starts)]
    sums = np.diff(np.diff(edges, axis=0), axis=1)
    counts = np.outer(np.diff(starts), np.diff(starts))
    return np.asarray(np.floor((2 * sums + counts) / (2 * counts)))
