"""Where a window lies before a learner has put it anywhere: where the picture changes most.

What is chosen follows from the picture alone, not from the kernel or its stride. So a learner who changes
these sees what other windows make of the same place, nothing jumps while a weight is dragged, and a link
restores what its sender saw.

Only additions, differences and comparisons decide, and of equals the first is taken, so that every processor
chooses the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnviz.operators.placement import Line, Placement

Place = tuple[float, float]
"""Row and column in an input; between two pixels if it ends in .5."""

#: An eighth of a picture on each side is left out: there a window would hang over the border soon.
_BORDER = 8


def strongest_edge(picture: NDArray[np.floating]) -> Place:
    """Find the pixel around which a picture changes most, from left to right and from top to bottom together.

    The two Sobel sums without their signs are added. A slanting edge or a corner has both, so kernels for
    any direction respond there.

    Parameters
    ----------
    picture
        (H, W); with fewer than 3 rows or columns, its middle is taken.

    Examples
    --------
    >>> picture = np.zeros((9, 9), np.float32)
    >>> picture[4:, 4:] = 10
    >>> strongest_edge(picture)
    (4, 4)
    """
    if min(picture.shape) < 3:
        return _middle(picture)
    inner, top, left = _inner(picture)
    down, across = inner[2:] - inner[:-2], inner[:, 2:] - inner[:, :-2]
    change = np.abs(down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:])
    change += np.abs(across[:-2] + 2 * across[1:-1] + across[2:])
    row, column = strongest(change)
    return top + 1 + row, left + 1 + column


def widest_block(values: NDArray[np.floating]) -> Place:
    """Find the middle of the 2×2 block whose largest and smallest values are furthest apart.

    The blocks are those that a 2×2 pool with a stride of 2 looks at.

    Parameters
    ----------
    values
        (H, W); with fewer than 2 rows or columns, its middle is taken.

    Examples
    --------
    >>> widest_block(np.array([[1, 0, 2, 3], [4, 6, 6, 9]], np.float32))
    (0.5, 2.5)
    """
    if min(values.shape) < 2:
        return _middle(values)
    inner, top, left = _inner(values)
    rows, columns = (size // 2 * 2 for size in inner.shape)
    corners = [inner[row:rows:2, column:columns:2] for row in (0, 1) for column in (0, 1)]
    largest = np.maximum(np.maximum(*corners[:2]), np.maximum(*corners[2:]))
    smallest = np.minimum(np.minimum(*corners[:2]), np.minimum(*corners[2:]))
    row, column = strongest(largest - smallest)
    return top + 2 * row + 0.5, left + 2 * column + 0.5


def strongest(values: NDArray[np.floating]) -> tuple[int, int]:
    """Find the number furthest from zero in a map, (H, W): its row and column.

    >>> strongest(np.array([[1.0, -3.0], [3.0, 2.0]]))
    (0, 1)
    """
    row, column = divmod(int(np.abs(values).argmax()), values.shape[1])
    return row, column


def nearest_output(place: Place, placement: Placement) -> tuple[int, int]:
    """Find the output whose window has its middle nearest to a place of the input.

    Examples
    --------
    >>> from cnnviz.operators.placement import pool_placement
    >>> nearest_output((0.5, 6.5), pool_placement((8, 8), 2))
    (0, 3)
    """
    return _nearest(place[0], placement.rows), _nearest(place[1], placement.columns)


def _inner(values: NDArray[np.floating]) -> tuple[NDArray[np.floating], int, int]:
    """Leave out the border, of an even number of rows and columns; say how many at the top and the left."""
    rows, columns = values.shape
    top, left = (size // _BORDER // 2 * 2 for size in values.shape)
    return values[top : rows - top, left : columns - left], top, left


def _middle(values: NDArray[np.floating]) -> Place:
    return (values.shape[0] - 1) / 2, (values.shape[1] - 1) / 2


def _nearest(position: float, line: Line) -> int:
    first, last = line.indices[:, 0], line.indices.max(axis=1)
    twice = first.astype(np.int64) + last - 2 * line.before  # of the middles
    return int(np.abs(twice - 2 * position).argmin())
