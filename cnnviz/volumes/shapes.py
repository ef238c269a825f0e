"""Shapes of voxels to start from: 1 within, 0 around. All is whole numbers: browsers make the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import KernelError
from cnnviz.volumes.text import as_browsers_read, read_slices

Whole = NDArray[np.intp]

SMALLEST, LARGEST = 4, 16
"""The fewest and the most voxels along each axis."""

OWN = (3, 8)
"""The fewest and the most slices, rows and columns of an own shape: any kernel fits in."""

LONGEST_OWN = 4000
"""The longest text of an own shape, in characters: it must fit into an address."""


class Shape(NamedTuple):
    """A shape to start from.

    Attributes
    ----------
    title : str
    within : callable
        Says of voxels whether they are within. It takes their distances from the middle along slices, rows
        and columns, in halves of a voxel, and how many voxels there are along an axis.
    """

    title: str
    within: Callable[[Whole, Whole, Whole, int], NDArray[np.bool_]]


def _farthest(z: Whole, y: Whole, x: Whole) -> Whole:
    """Give the distance along the axis on which it is largest."""
    return np.asarray(np.maximum(np.maximum(abs(z), abs(y)), abs(x)))


def _cube(z: Whole, y: Whole, x: Whole, n: int) -> NDArray[np.bool_]:
    return np.asarray(_farthest(z, y, x) <= 6 * n // 10)


def _ball(z: Whole, y: Whole, x: Whole, n: int) -> NDArray[np.bool_]:
    return np.asarray(z * z + y * y + x * x <= (8 * n // 10) ** 2)


def _shell(z: Whole, y: Whole, x: Whole, n: int) -> NDArray[np.bool_]:
    return np.asarray(_ball(z, y, x, n) & (z * z + y * y + x * x >= (4 * n // 10) ** 2))


def _cross(z: Whole, y: Whole, x: Whole, n: int) -> NDArray[np.bool_]:
    thick, long = 3 * n // 10, 8 * n // 10
    near = [abs(axis) <= thick for axis in (z, y, x)]
    inside = _farthest(z, y, x) <= long
    return inside & ((near[0] & near[1]) | (near[1] & near[2]) | (near[0] & near[2]))


def _letter(z: Whole, y: Whole, x: Whole, n: int) -> NDArray[np.bool_]:
    thick, long = 3 * n // 10, 8 * n // 10
    beam = (y <= -thick) & (abs(x) <= long)
    stem = abs(x) <= thick
    return (abs(z) <= thick) & (abs(y) <= long) & (beam | stem)


def _single(z: Whole, y: Whole, x: Whole, n: int) -> NDArray[np.bool_]:
    middle = 2 * (n // 2) - (n - 1)
    return np.asarray((z == middle) & (y == middle) & (x == middle))


#: By their keys in the address; a page begins with the first.
SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(
    {
        "cube": Shape("Cube", _cube),
        "ball": Shape("Ball", _ball),
        "shell": Shape("Hollow ball", _shell),
        "cross": Shape("Cross", _cross),
        "letter": Shape("Letter T", _letter),
        "single": Shape("A single voxel", _single),
    }
)


def shape(key: str, size: int) -> NDArray[np.float64]:
    """Make a shape of so many voxels along each axis: (slices, rows, columns).

    Examples
    --------
    >>> shape("cube", 4)[1].astype(int).tolist()
    [[0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]]
    """
    z, y, x = 2 * np.indices((size, size, size)) - (size - 1)
    return SHAPES[key].within(z, y, x, size).astype(np.float64)


def read_shape(text: str) -> NDArray[np.float64]:
    r"""Read an own shape: a line for each slice, its rows between semicolons.

    Raises
    ------
    KernelError
        If the text is no such shape.

    Examples
    --------
    >>> read_shape("\n".join(["1 2 3; 4 5 6; 7 8 9"] * 4)).shape
    (4, 3, 3)
    """
    if len(text) > LONGEST_OWN:
        raise KernelError(f"this text has {len(text)} characters; at most {LONGEST_OWN} are read")
    return read_slices(text, *OWN)


def kept_shape(text: str) -> str:
    r"""Give an own shape as an address keeps it.

    Raises
    ------
    KernelError
        If the text is no shape, or too long when its numbers are written out.

    Examples
    --------
    >>> kept_shape("\n".join(["1,2,3; 4,5,6; 7,8,9"] * 3)).splitlines()[0]
    '1 2 3; 4 5 6; 7 8 9'
    """
    kept = as_browsers_read(text, read_shape(text))
    if len(kept) > LONGEST_OWN:
        raise KernelError(
            f"written out, these voxels have {len(kept)} characters; at most {LONGEST_OWN} can be kept, so "
            f"write numbers with fewer digits"
        )
    return kept
