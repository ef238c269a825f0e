"""How large maps are after they are resized, or after channels have become pixels."""

from __future__ import annotations

import math
from numbers import Real
from typing import Final

from cnnviz.arguments import whole
from cnnviz.errors import ShapeError
from cnnviz.numbers import format_number

_ENDLESS: Final = 10.0**15
"""Pixels that nothing holds: what would be infinite is as many."""


def resized_size(size: int, scale: float) -> int:
    """Count the pixels along one axis after resizing: ⌊n · scale⌋, as PyTorch does.

    Raises
    ------
    ShapeError
        If the scale is no positive, finite number, or nothing is left.

    Examples
    --------
    >>> resized_size(5, 1.5)
    7
    """
    size = whole(size, "the size")
    given: object = scale
    if not isinstance(given, Real) or not 0 < scale < math.inf:
        raise ShapeError(f"the scale is {scale!r}; give a number above 0, such as 2")
    wanted = size * float(scale)
    if wanted < 1:
        raise ShapeError(
            f"{size} pixels times {format_number(scale)} leave less than one; "
            f"use a scale of at least 1/{size}"
        )
    return math.floor(min(wanted, _ENDLESS))


def resized_formula(size: int, scale: float) -> str:
    """Write `resized_size` with its numbers.

    >>> resized_formula(5, 1.5), resized_formula(5, 2)
    ('5 · 1.5 = 7.5 → 7', '5 · 2 = 10')
    """
    made, exact = resized_size(size, scale), size * scale
    down = "" if made == exact else f" → {made}"
    return f"{size} · {format_number(scale)} = {format_number(exact)}{down}"


def shuffled_shape(channels: int, rows: int, columns: int, factor: int) -> tuple[int, int, int]:
    """Give the shape that `pixel_shuffle` makes of maps: C / r² channels of r times the rows and columns.

    Raises
    ------
    ShapeError
        If the factor's square does not divide the channels.

    Examples
    --------
    >>> shuffled_shape(12, 4, 5, 2)
    (3, 8, 10)
    """
    factor = whole(factor, "the upscale factor")
    channels = whole(channels, "the number of channels")
    if channels % factor**2:
        raise ShapeError(
            f"{channels} channels can't become squares of {factor}×{factor} pixels; use a multiple of "
            f"{factor**2} channels, or another factor"
        )
    return channels // factor**2, whole(rows, "the rows") * factor, whole(columns, "the columns") * factor


def shuffled_formula(channels: int, rows: int, columns: int, factor: int) -> str:
    """Write `shuffled_shape` with its numbers.

    >>> shuffled_formula(12, 4, 5, 2)
    '12 / 2² = 3 channels, 4 · 2 = 8 rows, 5 · 2 = 10 columns'
    """
    depth, height, width = shuffled_shape(channels, rows, columns, factor)
    return (
        f"{channels} / {factor}² = {depth} channels, {rows} · {factor} = {height} rows, "
        f"{columns} · {factor} = {width} columns"
    )
