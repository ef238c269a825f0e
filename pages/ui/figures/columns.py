"""Columns of small maps: all maps of a network at once, or the pictures of a gallery, each to be clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures.scales import RULES
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("columns")


@dataclass(frozen=True)
class Column:
    """Maps of one size, one under the other.

    Attributes
    ----------
    title, note
        Two short lines above them.
    label
        The column's name for those who do not see it.
    index
        Palette indices, (n, H, W).
    palette
        As of a `Shade`.
    is_signed
        Whether colours are strengths about 0: of cells drawn smaller, the strongest is shown.
    names
        For each map what it is, shown beside its large view.
    joins
        Whether it stands close beside the column before it, as what was made of that.
    """

    title: str
    note: str
    label: str
    index: NDArray[np.uint8]
    palette: NDArray[np.uint8]
    names: tuple[str, ...]
    joins: bool = False
    is_signed: bool = True


Cell = tuple[int, int]
"""Which column, and which map in it; both counted from 0."""


def show_columns(
    columns: Sequence[Column],
    *,
    key: str,
    label: str,
    widths: tuple[int, int] | None = None,
    on_pick: Callable[[Cell], None],
    chosen: Cell | None = None,
    sources: Sequence[Cell] = (),
    heads: bool = True,
    ahead: Mapping[str, object] | None = None,
) -> None:
    """Draw columns side by side.

    Parameters
    ----------
    key
        The component's name, which must stay the same from run to run.
    label
        What all of it is, for those who do not see it.
    widths
        The least and the greatest width of a column in CSS pixels; they scroll where even the
        least does not fit. None: as large as the window has room for all maps.
    on_pick
        Takes what was clicked or chosen by keyboard, a head as its first map; see `reports.expect`.
    chosen, sources
        Maps with a strong and with a lighter frame.
    heads
        Whether the titles can be clicked.
    ahead
        How another choice is drawn before the page runs, see assets/components/columns/ahead.js.
    """

    def take(pick: object) -> None:
        cell = _valid_cell(pick, columns)
        if cell is not None:
            on_pick(cell)

    data = packed(columns, label, widths, chosen=chosen, sources=sources, heads=heads, ahead=ahead)
    _component(key=key, data=data, react={"pick": take})


def packed(
    columns: Sequence[Column],
    label: str,
    widths: tuple[int, int] | None,
    *,
    chosen: Cell | None,
    sources: Sequence[Cell],
    heads: bool,
    ahead: Mapping[str, object] | None,
) -> bytes:
    """Pack columns as the component reads them; see `show_columns`."""
    header = {
        "label": label,
        "widths": widths,
        "chosen": chosen,
        "sources": list(sources),
        "heads": heads,
        "ahead": ahead,
        "columns": [_header(column) for column in columns],
    }
    blocks = {}
    for i, column in enumerate(columns):
        blocks[f"index {i}"], blocks[f"palette {i}"] = column.index, column.palette
    return pack(header, blocks)


def _valid_cell(pick: object, columns: Sequence[Column]) -> Cell | None:
    """Read what the browser sent, or None if it cannot be one of these maps."""
    match pick:
        case [int(column), int(row)] if 0 <= column < len(columns) and 0 <= row < len(columns[column].index):
            return column, row
    return None


def _header(column: Column) -> dict[str, object]:
    return {
        "title": column.title,
        "note": column.note,
        "label": column.label,
        "names": column.names,
        "joins": column.joins,
        "middle": RULES["signed"].zero if column.is_signed else None,
    }
