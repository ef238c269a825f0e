"""Which output a linked view is pinned to, and how far it is enlarged. Both are in the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from cnnviz.figures import format_number
from cnnviz.operators.first_look import Place, nearest_output
from cnnviz.operators.placement import Placement
from pages.ui.figures.maps import TABLE_SIDE
from pages.ui.session import state

At = tuple[int, int, int]
"""Which map, row and column; counted from 0."""

#: How many times a figure may be enlarged; the address has room for three digits.
_MOST_TIMES = 999


def pinned(key: str, shape: tuple[int, ...], start: Callable[[], At]) -> At:
    """Give the output that is looked at.

    Parameters
    ----------
    key
        Its name in the address.
    shape
        Of the outputs, (n, H, W).
    start
        Gives the one that is looked at before any was chosen. The address leaves it out, so it follows from
        what else stands there.
    """
    nowhere: At | None = None  # as long as nothing was chosen, so that the start follows the map's size
    chosen = state.setting(
        key, nowhere, partial(read_at, shape=shape), write_at, partial(_fit_at, shape=shape)
    )
    return chosen or start()


def start_at(place: Callable[[], Place], size: tuple[int, int], placement: Placement) -> At:
    """Give the output to start at: of a small input the first, since its windows are worked through in order.

    Parameters
    ----------
    place
        Gives where a large input is worth looking at.
    size
        Of the input, (rows, columns).
    placement
        Where the windows lie on it.
    """
    return (0, 0, 0) if max(size) <= TABLE_SIDE else (0, *nearest_output(place(), placement))


def pin(key: str, sent: object) -> None:
    """Take over what was clicked or moved to."""
    at = at_of(sent)
    if at is not None:
        state.put(key, at)


def zoomed(key: str) -> tuple[float, float]:
    """Say how many times the two figures are enlarged; `key` is its name in the address."""
    return state.setting(key, (1.0, 1.0), _read_zoom, lambda factors: "-".join(map(format_number, factors)))


def zoom(key: str, sent: object) -> None:
    """Take over how far was zoomed."""
    match sent:
        case [float() | int() as source, float() | int() as result] if (
            1 <= source <= _MOST_TIMES and 1 <= result <= _MOST_TIMES
        ):
            state.put(key, (round(float(source), 1), round(float(result), 1)))


def _read_zoom(text: str) -> tuple[float, float] | None:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d)?)-(\d{1,3}(?:\.\d)?)", text, re.ASCII)
    factors = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return factors if min(factors) >= 1 else None


def at_of(sent: object) -> At | None:
    """Read a map, row and column that the browser sent; None if it is something else."""
    match sent:
        case [int(plane), int(row), int(column)] if min(plane, row, column) >= 0:
            return plane, row, column
    return None


def read_at(text: str, shape: tuple[int, ...]) -> At | None:
    """Read a map, row and column from an address; None if outputs of this shape (n, H, W) have none there."""
    parts = text.split(".")
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 6]
    at = at_of(numbers) if len(numbers) == len(parts) else None
    return at if at is not None and is_in(at, shape) else None


def is_in(at: At, shape: tuple[int, ...]) -> bool:
    """Whether outputs of a shape (n, H, W) have this one."""
    return all(i < size for i, size in zip(at, shape, strict=True))


def write_at(at: At | None) -> str:
    """Write a map, row and column for an address."""
    return ".".join(map(str, at or ()))


def _fit_at(at: At, shape: tuple[int, ...]) -> At:
    plane, row, column = (min(i, size - 1) for i, size in zip(at, shape, strict=True))
    return plane, row, column
