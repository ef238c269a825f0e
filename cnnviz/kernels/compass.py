"""Kirsch's compass: eight kernels, each the one before it turned by 45°."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.kernels.checks import check_choice

Direction = Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW"]

DIRECTIONS: tuple[Direction, ...] = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
"""Clockwise from north, which is the top of the picture; a direction's index is its position in this list."""

_RING = (
    (0, 0),
    (0, 1),
    (0, 2),
    (1, 2),
    (2, 2),
    (2, 1),
    (2, 0),
    (1, 0),
)  # clockwise from the top left (row, column)
_NORTH = (5, 5, 5, -3, -3, -3, -3, -3)  # three neighbours against the other five: 3·5 = 5·3


def kirsch(direction: Direction = "N") -> NDArray[np.float32]:
    """Kirsch's compass kernel: 5 for the three neighbours on one side, −3 for the other five.

    Its response is large where the picture is brighter on the side named: "N" is brighter towards the top.

    Parameters
    ----------
    direction : {"N", "NE", "E", "SE", "S", "SW", "W", "NW"}
        The side of the three 5s.

    Returns
    -------
    (3, 3) float32

    Raises
    ------
    KernelError
        If the direction is none of the eight.

    References
    ----------
    R. A. Kirsch (1971), "Computer determination of the constituent structure of biological images".

    Examples
    --------
    >>> kirsch("N")
    array([[ 5.,  5.,  5.],
           [-3.,  0., -3.],
           [-3., -3., -3.]], dtype=float32)
    >>> kirsch("NE")
    array([[-3.,  5.,  5.],
           [-3.,  0.,  5.],
           [-3., -3., -3.]], dtype=float32)
    """
    check_choice(direction, "direction", DIRECTIONS)
    weights = np.roll(_NORTH, DIRECTIONS.index(direction))
    kernel = np.zeros((3, 3), dtype=np.float32)
    for (row, column), weight in zip(_RING, weights, strict=True):
        kernel[row, column] = weight
    return kernel
