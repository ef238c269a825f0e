"""A template: a weight for every pixel, that answers where its object stands as it was drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError

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
    result = np.zeros_like(picture)
    height, width = picture.shape
    if abs(down) < height and abs(right) < width:
        result[max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] = picture[
            max(-down, 0) : height + min(-down, 0), max(-right, 0) : width + min(-right, 0)
        ]
    return result


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
