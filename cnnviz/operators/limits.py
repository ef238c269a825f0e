"""How much one call may compute: checked before anything is allocated, since sizes are typed by anyone."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Final

from cnnviz.errors import ShapeError

MOST_VALUES: Final = 50_000_000
"""Numbers of one array: 200 MB in float32."""
MOST_PRODUCTS: Final = 5_000_000_000
"""Multiplications of one call: about a second on one core."""


def check_values(what: str, shape: Sequence[int], use: str) -> None:
    """Refuse an array of more than `MOST_VALUES` numbers.

    Parameters
    ----------
    what : str
        What the sentence calls the array, such as "the result".
    shape : sequence of int
    use : str
        What would make it smaller.

    Raises
    ------
    ShapeError
    """
    if prod(shape) > MOST_VALUES:
        by = " × ".join(f"{size:,}" for size in shape)
        raise ShapeError(
            f"{what} would have {by} = {prod(shape):,} numbers, and at most {MOST_VALUES:,} are computed; "
            f"use {use}"
        )


def check_products(count: int) -> None:
    """Refuse more than `MOST_PRODUCTS` multiplications.

    Raises
    ------
    ShapeError
    """
    if count > MOST_PRODUCTS:
        raise ShapeError(
            f"this takes {count:,} multiplications, and at most {MOST_PRODUCTS:,} are done; "
            "use a smaller input, a smaller kernel or fewer filters"
        )
