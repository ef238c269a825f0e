"""The same position in another layer: between maps of different sizes, and between maps and a flat vector."""

from __future__ import annotations

import numpy as np

from cnnviz.arguments import pair, position_in


def same_spot(at: tuple[int, int], size: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Find the unit of another map over the same part of the picture.

    Parameters
    ----------
    at : (row, column)
        In a map of `size`; what lies beyond its end counts as its last row or column.
    size, other : (rows, columns)
        Of the map it lies in, and of the map it is looked for in.

    Returns
    -------
    (row, column)
        Of the unit over the top left corner of the part that was given.

    Raises
    ------
    ShapeError
        If a size or a position is not a whole number in its range.

    Examples
    --------
    >>> same_spot((27, 5), (28, 28), (7, 7)), same_spot((6, 1), (7, 7), (28, 28))
    ((6, 1), (24, 4))
    """
    sides = pair(size, "size", 1), pair(other, "size", 1)
    row, column = (
        min(i, old - 1) * new // old for i, old, new in zip(pair(at, "place"), *sides, strict=True)
    )
    return row, column


def before_flatten(index: int, shape: tuple[int, int, int]) -> tuple[int, int, int]:
    """Find where a number of a flattened vector was in the maps: (map, row, column).

    Parameters
    ----------
    index : int
        Its index in the vector, counted from 0.
    shape : (maps, rows, columns)

    Raises
    ------
    ShapeError
        If the vector is shorter.

    Examples
    --------
    >>> before_flatten(166, (16, 7, 7))
    (3, 2, 5)
    """
    (number,) = position_in((int(np.prod(shape)),), (index,))
    map_, row, column = (int(i) for i in np.unravel_index(number, shape))
    return map_, row, column
