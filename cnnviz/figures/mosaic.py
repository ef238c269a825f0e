"""Many maps in one picture: a PNG with all of a layer costs a browser far less than one for each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError


def mosaic(
    maps: Sequence[NDArray[np.uint8]], columns: int, gap: int = 2, fill: int | tuple[int, int, int] = 255
) -> NDArray[np.uint8]:
    """Put maps of one size side by side, row after row.

    Parameters
    ----------
    maps : sequence of (h, w) or (h, w, 3) uint8
        Palette indices (of one palette) or colours.
    columns : int
        How many side by side; fewer maps than that make a narrower mosaic.
    gap : int
        Pixels between two maps.
    fill : int or colour
        What gaps and empty tiles show.

    Returns
    -------
    (H, W) or (H, W, 3) uint8

    Raises
    ------
    ShapeError
        If there is no map, the maps' shapes differ, or columns or gap can't be.

    Examples
    --------
    >>> mosaic([np.zeros((1, 2), np.uint8), np.ones((1, 2), np.uint8)], columns=2, gap=1, fill=9)
    array([[0, 0, 9, 1, 1]], dtype=uint8)
    """
    if not maps or columns < 1 or gap < 0:
        raise ShapeError(
            f"{len(maps)} maps in {columns} columns with gaps of {gap} make no mosaic; use at least 1, 1, 0"
        )
    shape = maps[0].shape
    if any(tile.shape != shape for tile in maps):
        raise ShapeError(
            "maps of different shapes don't fit one mosaic; draw each layer's maps in one of their own"
        )
    height, width = shape[:2]
    across = min(columns, len(maps))
    down = -(-len(maps) // across)
    canvas = np.empty((down * (height + gap) - gap, across * (width + gap) - gap, *shape[2:]), dtype=np.uint8)
    canvas[...] = fill
    for number, tile in enumerate(maps):
        top, left = number // across * (height + gap), number % across * (width + gap)
        canvas[top : top + height, left : left + width] = tile
    return canvas


def tile_at(pixel: int, size: int, gap: int) -> int:
    """Which tile of a mosaic, counted from 0 along an axis, a pixel is in; a gap belongs to the tile before.

    >>> [tile_at(column, 28, 2) for column in (0, 29, 30)]
    [0, 0, 1]
    """
    return pixel // (size + gap)
