"""How alike pixels are that lie a distance apart."""

from __future__ import annotations

import math
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError

Way = Literal["right", "below"]
WAYS: tuple[Way, ...] = get_args(Way)


def pairs(plane: NDArray[Any], distance: int, way: Way = "right") -> tuple[NDArray[Any], NDArray[Any]]:
    """Give each pixel that has one, and beside it the pixel `distance` to the right, or below; both (n,).

    Raises
    ------
    ShapeError
        If the picture (H, W) has no two pixels so far apart.

    Examples
    --------
    >>> [one.tolist() for one in pairs(np.array([[1, 2, 3], [4, 5, 6]]), 2)]
    [[1, 4], [3, 6]]
    """
    side = plane.shape[1 if way == "right" else 0]
    if not 1 <= distance < side:
        raise ShapeError(
            f"no two pixels lie {distance} apart where there are {side}; choose 1 to {max(side - 1, 1)}"
        )
    if way == "right":
        return plane[:, :-distance].ravel(), plane[:, distance:].ravel()
    return plane[:-distance].ravel(), plane[distance:].ravel()


def correlation(plane: NDArray[Any], distance: int, way: Way = "right") -> float | None:
    """Give Pearson's correlation of the pixels with those `distance` away, −1 to 1.

    Returns
    -------
    None where all of one of the two are equal: nothing varies that could vary together.

    Examples
    --------
    >>> correlation(np.array([[0.0, 1.0, 2.0, 3.0]]), 1)
    1.0
    >>> correlation(np.ones((2, 2)), 1) is None
    True
    """
    first, second = (one.astype(np.float64) for one in pairs(plane, distance, way))
    first, second = first - first.mean(), second - second.mean()
    spread = math.sqrt(float((first**2).sum()) * float((second**2).sum()))
    return float((first * second).sum()) / spread if spread > 0 else None
