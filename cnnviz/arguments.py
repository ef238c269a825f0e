"""How arguments are read that many functions share: arrays of numbers, whole numbers, and pairs of them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from cnnviz.errors import CnnvizError, ShapeError

Floats = NDArray[np.floating[Any]]
Pair = int | tuple[int, int]


def floats(values: ArrayLike, dtype: DTypeLike | None = None) -> Floats:
    """Read numbers as floats of a type; without one as float64 if they are an array of it, else as float32.

    Raises
    ------
    CnnvizError
        If they are no numbers in even rows, or one of them is too large for the type.

    Examples
    --------
    >>> floats([1.5, 2.0]).dtype, floats(np.ones(2)).dtype
    (dtype('float32'), dtype('float64'))
    """
    try:
        array = np.asarray(values)
        if dtype is None:
            dtype = np.float64 if array.dtype == np.float64 and isinstance(values, np.ndarray) else np.float32
        if array.dtype == dtype:
            return array
        with np.errstate(over="raise"):
            return array.astype(dtype)
    except FloatingPointError:
        raise CnnvizError(
            "a number is too large for float32, whose limit is 3.4·10³⁸; use smaller numbers, or a float64 "
            "array"
        ) from None
    except (TypeError, ValueError):
        raise CnnvizError("these are not rows of numbers of the same length; give an array") from None


def whole(value: int, name: str, least: int = 1) -> int:
    """Read a whole number from `least` up; `name` is what the sentence of a `ShapeError` calls it.

    >>> whole(np.int64(3), "the kernel")
    3
    """
    try:
        number = index(value)
    except TypeError:
        number = least - 1
    if number < least:
        raise ShapeError(f"{name} is {value}, but must be a whole number of at least {least}")
    return number


def pair(value: Pair, name: str, least: int = 0, order: str = "rows, columns") -> tuple[int, int]:
    """Read an option given once for both axes or as (rows, columns).

    Parameters
    ----------
    value : int or pair of int
        The option as it was given.
    name : str
        What the sentence of an error calls it.
    least : int
        The smallest number allowed.
    order : str
        Which number of a pair is which, for the same sentence.

    Returns
    -------
    (rows, columns) : tuple of int

    Raises
    ------
    ShapeError
        If it is neither one nor two whole numbers from `least` up.

    Examples
    --------
    >>> pair(2, "stride"), pair((2, 1), "stride")
    ((2, 2), (2, 1))
    """
    try:
        values = tuple(index(v) for v in value) if isinstance(value, (tuple, list)) else (index(value),) * 2
    except TypeError:
        values = ()
    if len(values) != 2 or min(values) < least:
        raise ShapeError(
            f"the {name} is {value!r}; give a whole number of at least {least}, or a pair of them ({order})"
        )
    return values[0], values[1]


def per_axis(value: int | tuple[int, ...], name: str, order: str, least: int = 0) -> tuple[int, ...]:
    """Read an option given once for all axes, or once for each of those that `order` names.

    Raises
    ------
    ShapeError
        If it is neither, or a number is no whole one from `least` up.

    Examples
    --------
    >>> per_axis(2, "stride", "slices, rows, columns"), per_axis((3,), "stride", "positions")
    ((2, 2, 2), (3,))
    """
    axes = order.count(",") + 1
    try:
        values = (
            tuple(index(v) for v in value) if isinstance(value, (tuple, list)) else (index(value),) * axes
        )
    except TypeError:
        values = ()
    if len(values) != axes or min(values) < least:
        every = f", or one for each axis ({order})" if axes > 1 else ""
        raise ShapeError(f"the {name} is {value!r}; give a whole number of at least {least}{every}")
    return values


def position_in(
    shape: Sequence[int], at: Sequence[int], one: str = "output", all_of_it: str = "a result"
) -> tuple[int, ...]:
    """Read the position of one number in a result, or raise a `ShapeError`.

    The last two words are for its sentence.

    >>> position_in((8, 4, 4), (7, 0, np.int64(3)))
    (7, 0, 3)
    """
    try:
        position = tuple(index(axis) for axis in at)
    except TypeError:
        position = ()
    if len(position) != len(shape) or not all(0 <= p < size for p, size in zip(position, shape, strict=True)):
        raise ShapeError(
            f"there is no {one} {tuple(at)} in {all_of_it} of shape {tuple(shape)}; "
            "count each axis in whole numbers from 0"
        )
    return position
