"""A template: a weight for every pixel, that answers where its object stands as it was drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.shift import shift

#: Rows, and columns, of the board on which a template is drawn.
BOARD = 9
_X = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], np.uint8)
LETTER_X: NDArray[np.uint8] = np.pad(_X, (BOARD - len(_X)) // 2)
"""An X of five pixels in the middle of the board."""
LETTER_X.flags.writeable = False


def moved(picture: NDArray[Any], down: int, right: int) -> NDArray[Any]:
    """Move a picture (H, W); what leaves it is gone, and what comes in is 0.

    >>> moved(np.array([[1, 2], [3, 4]]), 1, -1).tolist()
    [[0, 0], [2, 0]]
    """
    return shift(picture, (down, right))


def answer(template: NDArray[Any], picture: NDArray[Any]) -> float:
    """Multiply each pixel by its weight and add up the products.

    >>> [answer(LETTER_X, moved(LETTER_X, 0, right)) for right in (0, 1, 2)]
    [5.0, 0.0, 2.0]
    """
    if template.shape != picture.shape:
        raise ShapeError(
            f"a template of {template.shape} has no weight for each pixel of {picture.shape}; "
            "give both one size"
        )
    return float((template.astype(np.float64) * picture).sum())
