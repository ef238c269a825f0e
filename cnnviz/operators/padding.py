"""Borders: how much is added around an image, and what the added pixels show."""

from __future__ import annotations

from operator import index
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.geometry.padding import full_padding, same_padding

BorderMode = Literal["constant", "nearest", "mirror", "reflect", "wrap"]
BORDER_MODES: tuple[BorderMode, ...] = get_args(BorderMode)
Pair = int | tuple[int, int]
Sides = tuple[tuple[int, int], tuple[int, int]]
Padding = int | tuple[int, int] | Sides | Literal["valid", "same", "full"]
Floats = NDArray[np.floating[Any]]


def pair(value: Pair, name: str, least: int = 0) -> tuple[int, int]:
    """Read an option given once for both axes or as (rows, columns).

    Parameters
    ----------
    value : int or pair of int
        The option as it was given.
    name : str
        What the sentence of an error calls it.
    least : int
        The smallest number allowed.

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
            f"the {name} is {value!r}; give a whole number from {least} up, or a pair of them (rows, columns)"
        )
    return values[0], values[1]


def resolve_padding(padding: Padding, kernel_size: Pair, dilation: Pair = 1, stride: Pair = 1) -> Sides:
    """Turn any way of writing a padding into pixels per side.

    Parameters
    ----------
    padding : int, (rows, columns), ((top, bottom), (left, right)), "valid", "same" or "full"
        "valid" adds nothing; "same" keeps the size (even kernels add one more at the end, as in PyTorch);
        "full" keeps every window that touches the image.
    kernel_size, dilation, stride : int or pair of int
        Of the window that is going to slide.

    Returns
    -------
    ((top, bottom), (left, right)) : pairs of int

    Raises
    ------
    ShapeError
        If the padding can't be read, is negative, or is "same" with a stride above 1.

    Examples
    --------
    >>> resolve_padding("same", kernel_size=(3, 4))
    ((1, 1), (1, 2))
    >>> resolve_padding((1, 2), kernel_size=3)
    ((1, 1), (2, 2))
    """
    taps = pair(kernel_size, "kernel size", 1)
    gaps = pair(dilation, "dilation", 1)
    if padding == "same" and max(pair(stride, "stride", 1)) > 1:
        raise ShapeError(
            "padding 'same' needs stride 1: a larger stride shrinks the image; give the padding as a number"
        )
    if isinstance(padding, str):
        named = {"valid": lambda k, d: (0, 0), "same": same_padding, "full": full_padding}
        if padding not in named:
            raise ShapeError(f"there is no padding called {padding!r}; use valid, same, full or a number")
        rows, columns = (named[padding](k, d) for k, d in zip(taps, gaps, strict=True))
        return rows, columns
    if isinstance(padding, (tuple, list)) and any(isinstance(side, (tuple, list)) for side in padding):
        if len(padding) != 2 or not all(isinstance(side, (tuple, list)) for side in padding):
            raise ShapeError(f"the padding is {padding!r}; per side it reads ((top, bottom), (left, right))")
        return pair(padding[0], "padding of top and bottom"), pair(padding[1], "padding of left and right")
    rows_each, columns_each = pair(padding, "padding")  # type: ignore[arg-type]
    return (rows_each, rows_each), (columns_each, columns_each)


def source_indices(size: int, before: int, after: int, mode: BorderMode = "constant") -> NDArray[np.intp]:
    """For each row (or column) of the padded image, the one of the input it repeats; −1 for padded zeros.

    Parameters
    ----------
    size : int
        Rows (or columns) of the input, at least 1.
    before, after : int
        How many are added at each end.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What the border shows, in SciPy's words, here around a b c d:
        zeros 0 0 | a b c d | 0 0; nearest a a | a b c d | d d; mirror c b | a b c d | c b;
        reflect b a | a b c d | d c; wrap c d | a b c d | a b.

    Returns
    -------
    ndarray of int, shape (before + size + after,)

    Raises
    ------
    ShapeError
        If there is no border mode of that name.

    Examples
    --------
    >>> source_indices(4, 2, 2, "mirror").tolist()
    [2, 1, 0, 1, 2, 3, 2, 1]
    >>> source_indices(4, 2, 2).tolist()
    [-1, -1, 0, 1, 2, 3, -1, -1]
    """
    places = np.arange(-before, size + after)
    if mode == "constant":
        return np.where((places >= 0) & (places < size), places, -1)
    if mode == "nearest":
        return places.clip(0, size - 1)
    if mode == "wrap":
        return places % size
    if mode == "mirror":  # there and back without standing still at the ends
        period = max(2 * size - 2, 1)
        return np.minimum(places % period, -places % period)
    if mode == "reflect":  # there and back, each end twice
        places = places % (2 * size)
        return np.minimum(places, 2 * size - 1 - places)
    raise no_such_mode(mode)


def no_such_mode(mode: str) -> ShapeError:
    """The error that says there is no border mode of that name."""
    return ShapeError(f"there is no border mode called {mode!r}; use one of {', '.join(BORDER_MODES)}")


def pad(input: Floats, padding: Sides, mode: BorderMode = "constant") -> Floats:
    """Add a border around the last two axes.

    Parameters
    ----------
    input : ndarray, shape (..., H, W)
        Any number of maps.
    padding : ((top, bottom), (left, right))
        Pixels per side.
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What the border shows, see `source_indices`.

    Returns
    -------
    ndarray, shape (..., top + H + bottom, left + W + right)
        The input itself if nothing is added.

    Examples
    --------
    >>> pad(np.array([[1.0, 2.0]]), ((0, 1), (1, 1)))
    array([[0., 1., 2., 0.],
           [0., 0., 0., 0.]])
    """
    (top, bottom), (left, right) = padding
    if not (top or bottom or left or right):
        return input
    height, width = input.shape[-2:]
    padded = np.zeros((*input.shape[:-2], top + height + bottom, left + width + right), input.dtype)
    padded[..., top : top + height, left : left + width] = input
    if mode != "constant":
        rows = source_indices(height, top, bottom, mode)
        columns = source_indices(width, left, right, mode)
        for x in (*range(left), *range(left + width, columns.size)):
            padded[..., top : top + height, x] = input[..., columns[x]]
        for y in (*range(top), *range(top + height, rows.size)):
            padded[..., y, :] = padded[..., top + rows[y], :]
    return padded
