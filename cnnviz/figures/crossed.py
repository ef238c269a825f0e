"""Maps with some of their cells crossed out."""

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.figures.shade import Shade, rgb

#: Greys of the lines on a dark cell and on a light one: they stand out, and let the other cells be seen.
_ON_DARK, _ON_LIGHT = 128, 96


def crossed(shaded: Shade, out: NDArray[np.bool_], side: int = 9) -> NDArray[np.uint8]:
    """Draw each cell of a map as a square, and a cross of lines over some: a shape, not only a colour.

    Parameters
    ----------
    shaded : Shade
        Of an (H, W) map.
    out : (H, W) bool
        Which cells are crossed out.
    side : int
        Pixels along a cell; an odd one has a middle.

    Returns
    -------
    (side · H, side · W, 3) uint8

    Raises
    ------
    ShapeError
        If the two have different shapes.

    Examples
    --------
    >>> from cnnviz.figures.shade import shade
    >>> picture = crossed(shade([[0, 255]]), np.array([[True, False]]), side=3)
    >>> (picture[:, :3, 0] > 0).astype(int)
    array([[1, 0, 1],
           [0, 1, 0],
           [1, 0, 1]])
    """
    if out.shape != shaded.index.shape:
        raise ShapeError(f"a map of {shaded.index.shape} and crosses for {out.shape} don't fit each other")
    line = np.eye(side, dtype=bool)
    cross = np.tile(line | line[:, ::-1], out.shape)
    where = cross & out.repeat(side, axis=0).repeat(side, axis=1)
    pixels = rgb(shaded).repeat(side, axis=0).repeat(side, axis=1)
    is_dark = pixels.mean(axis=2, keepdims=True) < _ON_DARK
    lines = np.broadcast_to(np.where(is_dark, _ON_DARK, _ON_LIGHT), pixels.shape)
    pixels[where] = lines[where]
    return pixels
