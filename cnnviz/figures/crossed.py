"""Maps with some of their cells crossed out."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.figures.shade import Shade

#: An index that maps from 0 up leave free, and the ink that it gets, on a light page and on a dark one.
_LINE, _INKS = 0, ((22, 26, 32), (238, 241, 245))


def crossed(shaded: Shade, out: NDArray[np.bool_], side: int = 9) -> Shade:
    """Draw each cell of a map as a square, and a cross of lines over some: a shape, not only a colour.

    Parameters
    ----------
    shaded : Shade
        Of an (H, W) map, on a scale that leaves index 0 free: "clipped" or "absolute".
    out : (H, W) bool
        Which cells are crossed out.
    side : int
        Pixels along a cell; an odd one has a middle.

    Returns
    -------
    Shade of (side · H, side · W)

    Raises
    ------
    ShapeError
        If the two have different shapes.

    Examples
    --------
    >>> from cnnviz.figures.shade import shade
    >>> crossed(shade([[0, 9]], "clipped"), np.array([[True, False]]), side=3).index
    array([[  0, 128,   0, 255, 255, 255],
           [128,   0, 128, 255, 255, 255],
           [  0, 128,   0, 255, 255, 255]], dtype=uint8)
    """
    if out.shape != shaded.index.shape:
        raise ShapeError(f"a map of {shaded.index.shape} and crosses for {out.shape} don't fit each other")
    line, edge = np.eye(side, dtype=bool), side // 6
    line[:edge] = line[side - edge :] = False  # crosses side by side stay apart
    cross = np.tile(line | line[:, ::-1], out.shape)
    where = cross & out.repeat(side, axis=0).repeat(side, axis=1)
    index = shaded.index.repeat(side, axis=0).repeat(side, axis=1)
    index[where] = _LINE
    palette = shaded.palette.copy()
    palette[:, _LINE] = _INKS
    return replace(shaded, index=index, palette=palette)
