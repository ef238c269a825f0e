"""Kernels that find squares, corners and Ts by hand, and typed pictures to find them in."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.kernels import kirsch

Kernels = NDArray[np.float64]
_SIDE = 16
#: Down and across from a square's middle to its corners: top left, top right, bottom left, bottom right.
_WAYS: Final = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def drawn(*squares: tuple[int, int, int]) -> str:
    """Type a picture with squares of ones, each by its first row, first column and side.

    >>> drawn((1, 1, 2)).splitlines()[1]
    '0 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0'
    """
    picture = np.zeros((_SIDE, _SIDE), int)
    for top, left, side in squares:
        picture[top : top + side, left : left + side] = 1
    return _typed(picture)


def four_dots(apart: int) -> Kernels:
    """Make the kernel that asks for four corners so far apart: (1, 4, k, k)."""
    kernel = np.zeros((1, 4, apart + 1, apart + 1))
    for corner, (down, across) in enumerate(_WAYS):
        kernel[0, corner, max(0, down) * apart, max(0, across) * apart] = 1
    return kernel


def _corner(down: int, across: int) -> Kernels:
    """One lit pixel on a square's side of the corner, three dark ones around it."""
    kernel = np.full((2, 2), -1.0)
    kernel[int(down < 0), int(across < 0)] = 1
    return kernel


def _crossing(down: int, across: int) -> Kernels:
    """Two edges at right angles that both end here: (4, 3, 3) over the maps of `EDGES`."""
    kernel = np.zeros((4, 3, 3))
    level, upright = (0 if down > 0 else 2), (3 if across > 0 else 1)
    kernel[level, 1, 1 - across], kernel[level, 1, 1 + across] = 1, -1
    kernel[upright, 1 - down, 1], kernel[upright, 1 + down, 1] = 1, -1
    return kernel


def _typed(picture: NDArray[np.int_]) -> str:
    return "\n".join(" ".join(map(str, row)) for row in picture.tolist())


def _figures() -> NDArray[np.int_]:
    """A T, a cross, a T on its head, and a corner."""
    picture = np.zeros((_SIDE, _SIDE), int)
    picture[2, 1:8] = picture[3:6, 4] = 1
    picture[4, 9:16] = picture[1:8, 12] = 1
    picture[13, 1:8] = picture[9:13, 4] = 1
    picture[9, 10:15] = picture[10:14, 10] = 1
    return picture


def _places(*weights: tuple[int, int, int, float]) -> Kernels:
    """Make a kernel over the maps of `LINES`, (1, 2, 5, 5), of weights by map, row and column."""
    kernel = np.zeros((1, 2, 5, 5))
    for line, row, column, weight in weights:
        kernel[0, line, row, column] = weight
    return kernel


CORNERS: Final = np.stack([_corner(*way) for way in _WAYS])
"""One for each corner of a square, (4, 2, 2)."""
EDGES: Final = np.stack([kirsch(way) for way in ("N", "E", "S", "W")]).astype(np.float64)
"""Kirsch kernels whose bright side lies in four directions, (4, 3, 3)."""
CROSSINGS: Final = np.stack([_crossing(*way) for way in _WAYS])
"""Where edges of two directions meet, (4, 4, 3, 3)."""
LINES: Final = np.stack([line := np.array([[-1.0] * 3, [1.0] * 3, [-1.0] * 3]), line.T])
"""A line across and a line down, (2, 3, 3)."""
JUNCTION: Final = _places((0, 2, 0, 1), (0, 2, 4, 1), (1, 4, 2, 1), (1, 0, 2, -1))
"""A line on both sides, one below and none above."""
CORNER: Final = _places((0, 2, 4, 1), (1, 4, 2, 1), (0, 2, 0, -1), (1, 0, 2, -1))
"""A line on the right and one below, none on the left and none above."""
FIGURES: Final = _typed(_figures())
"""A T, a cross, a T on its head, and a corner."""
