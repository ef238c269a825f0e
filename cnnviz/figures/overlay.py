"""A signed map laid over the picture it is about, the more opaque the larger its values."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.figures.scales import RULES
from cnnviz.figures.shade import Shade


def overlay(picture: ArrayLike, shaded: Shade, strength: float) -> NDArray[np.uint8]:
    """Lay a map over a picture: where it is 0 the picture stays as it is.

    Parameters
    ----------
    picture : (H, W, 3) uint8 array_like
    shaded : Shade
        Of the same size, on the scale ``"signed"``.
    strength : float
        0–1: how opaque the colours at the ends of the map's range are; in between in proportion.

    Returns
    -------
    (2, H, W, 3) uint8
        On a light page, and on a dark one, as the map's palette has both.

    Raises
    ------
    ShapeError
        If the sizes differ.
    CnnvizError
        If the scale is another one, or the strength is out of range.

    Examples
    --------
    >>> from cnnviz.figures.shade import shade
    >>> grey = np.full((1, 3, 3), 100, np.uint8)
    >>> overlay(grey, shade([[0, 1, 2]], "signed"), 0.5)[0, 0, 0]
    array([100, 100, 100], dtype=uint8)
    """
    below = np.asarray(picture, np.float64)
    if below.shape != (*shaded.index.shape, 3):
        raise ShapeError(
            f"a map of {shaded.index.shape} does not lie over a picture of {below.shape}; enlarge it first"
        )
    if shaded.scale != "signed" or not 0 <= strength <= 1:
        raise CnnvizError(
            f"a map on the scale “{shaded.scale}” at a strength of {strength} can't be laid over a picture; "
            "use “signed”, and 0 to 1"
        )
    rule = RULES["signed"]
    half = rule.span / 2
    level = (shaded.index.astype(np.float64) - rule.first - half) / half  # −1 … 1
    opacity = strength * np.abs(level)[..., None]
    low, high = (shaded.palette[:, end, None, None] for end in (rule.first, rule.first + rule.span))
    ends = np.where(level[..., None] < 0, low, high)
    mixed: NDArray[np.float64] = np.rint(below * (1 - opacity) + ends * opacity)
    return mixed.astype(np.uint8)
