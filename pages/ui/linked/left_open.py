"""Which outputs of a linked view are left open for a learner to find, where all others are filled in."""

from __future__ import annotations

from functools import partial

from pages.ui.linked.pins import At, is_in, read_at, write_at
from pages.ui.session import state

#: Nobody fills in more; and an address has room for them.
MOST = 64
_BETWEEN = "~"

Cells = tuple[At, ...]


def left_open(key: str, shape: tuple[int, ...]) -> Cells | None:
    """Give the outputs that are left open; None: all of them.

    Parameters
    ----------
    key
        The name of the setting in the address: ``0.1.2~0.2.0`` for two outputs, each by its map, row and
        column, counted from 0.
    shape
        Of the outputs, (n, H, W). What lies outside is not left open.
    """
    every: Cells | None = None
    return state.setting(
        key, every, partial(read_cells, shape=shape), write_cells, partial(_fit, shape=shape)
    )


def read_cells(text: str, shape: tuple[int, ...]) -> Cells | None:
    """Read outputs from an address; None if one is none, or stands there twice, or if there are too many."""
    cells = [read_at(part, shape) for part in text.split(_BETWEEN, MOST)]
    known = tuple(cell for cell in cells if cell is not None)
    return known if len(set(known)) == len(cells) <= MOST else None


def write_cells(cells: Cells | None) -> str:
    """Write outputs for an address; "" for all."""
    return _BETWEEN.join(map(write_at, cells or ()))


def _fit(cells: Cells, shape: tuple[int, ...]) -> Cells | None:
    return tuple(cell for cell in cells if is_in(cell, shape)) or None
