"""Maps on the page: pictures, feature maps and small matrices drawn on canvases in the browser.

One component draws everything that is made of pixels: one big map, or eighty small ones in labelled rows.
It gets bytes, because that is the fastest way from NumPy to a canvas.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Shade, end_texts, format_number, occurring, spanned
from cnnviz.figures.scales import RULES
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("maps")

#: Maps of up to this many rows and columns may be written out as tables of numbers.
TABLE_SIDE = 16


@dataclass(frozen=True)
class Mark:
    """A rectangle to point at: the current ``window``, the output ``cell``, or the ``winner`` of a window."""

    top: int
    left: int
    height: int = 1
    width: int = 1
    kind: Literal["window", "cell", "winner"] = "window"


@dataclass(frozen=True)
class Map:
    """One map to draw.

    Attributes
    ----------
    picture
        A `Shade` (palette indices and their palette) or uint8 pixels, (H, W, 3); as (2, H, W, 3), those on a
        light page, and on a dark one.
    alt
        What it shows, for those who do not see it.
    label, note
        A line above and a line below.
    row
        Neighbours with the same row title are drawn side by side under it.
    values
        Numbers, (H, W), written into the cells, NaN as a dot; only for small maps. None draws pixels.
    marks
        Rectangles to point at.
    bar
        Draw the palette as a strip between the values at its ends. Only for a `Shade`.
    known
        Draw this many values only, in reading order, and leave the others open. None draws all.
    chosen
        Drawn with a frame, as the one of several that is being looked at.
    """

    picture: Shade | NDArray[np.uint8]
    alt: str
    label: str = ""
    note: str = ""
    row: str = ""
    values: NDArray[np.number] | None = None
    marks: tuple[Mark, ...] = ()
    bar: bool = False
    known: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Pick:
    """Where a learner clicked: which map (its index in the sequence) and which of its pixels."""

    map: int
    row: int
    column: int


def show_maps(
    maps: Sequence[Map],
    *,
    key: str,
    layout: Literal["fill", "mosaic", "beside", "strip"] = "fill",
    size: int = 430,
    abreast: int = 0,
    on_pick: Callable[[Pick], None] | None = None,
) -> None:
    """Draw maps.

    Parameters
    ----------
    maps
        What to draw, in reading order.
    key
        The component's name, which must stay the same from run to run.
    layout
        ``"fill"``: each as wide as the column allows, `size` being the greatest height;
        ``"mosaic"``: each `size` wide, in rows that wrap;
        ``"beside"``: as ``"mosaic"``, but rows with titles stand side by side to be compared;
        ``"strip"``: each `size` wide with its label and note beside it, as steps of a process.
    size
        In CSS pixels where letters have their usual size: maps grow with the letters.
    abreast
        So many maps of a mosaic stand in a line, smaller than `size` where the place is narrow; 0 lets
        lines break.
    on_pick
        Takes what was clicked, or chosen by keyboard: the arrow keys lead from map to map, and Enter picks
        one, at its first pixel. A reaction, see `reports.expect`. Without it the maps cannot be clicked.
    """

    def take(sent: object) -> None:
        pick = _valid_pick(sent, maps)
        if on_pick is not None and pick is not None:
            on_pick(pick)

    headers, blocks = described(maps)
    groups = groupby(range(len(maps)), key=lambda i: maps[i].row)
    header = {
        "maps": headers,
        "rows": [{"title": title, "maps": list(group)} for title, group in groups],
        "layout": "mosaic beside" if layout == "beside" else layout,
        "size": size,
        "abreast": abreast,
        "pickable": on_pick is not None,
    }
    react = None if on_pick is None else {"pick": take}
    _component(key=key, data=pack(header, blocks), react=react)


def described(maps: Sequence[Map]) -> tuple[list[dict[str, object]], dict[str, NDArray[np.uint8]]]:
    """Describe maps for assets/components/maps/map_pixels.js.

    Returns
    -------
    What is said of each; and its pixels and, if it has one, its palette, by the map's number.
    """
    blocks = {}
    for i, item in enumerate(maps):
        blocks[f"pixels {i}"] = _pixels(item)
        if isinstance(item.picture, Shade):
            blocks[f"palette {i}"] = item.picture.palette
    return [_header(item) for item in maps], blocks


def _valid_pick(pick: object, maps: Sequence[Map]) -> Pick | None:
    """Read what the browser sent, or None if it cannot be one of these maps' pixels."""
    match pick:
        case [int(i), int(row), int(column)] if 0 <= i < len(maps):
            height, width = _size(maps[i])
            return Pick(i, row, column) if 0 <= row < height and 0 <= column < width else None
    return None


def _header(item: Map) -> dict[str, object]:
    height, width = _size(item)
    return {
        "label": item.label,
        "note": item.note,
        "alt": item.alt,
        "chosen": item.chosen,
        **_scale(item),
        "values": None if item.values is None else [_text(v) for v in item.values.ravel()],
        "known": height * width if item.known is None else item.known,
        "marks": [vars(mark) for mark in item.marks],
    }


def _text(value: np.number) -> str:
    return "·" if np.isnan(value) else format_number(value, 3)


def _scale(item: Map) -> dict[str, object]:
    """Describe the strip of colours, if there is one, and which index is 0 where numbers have a sign."""
    if not isinstance(item.picture, Shade):
        return {"bar": None, "strip": None, "ends": None, "middle": None}
    return {
        "bar": end_texts([item.picture]) if item.bar else None,
        "strip": spanned(item.picture),
        "ends": occurring([item.picture]),
        "middle": RULES[item.picture.scale].zero,
    }


def _pixels(item: Map) -> NDArray[np.uint8]:
    return item.picture.index if isinstance(item.picture, Shade) else item.picture


def _size(item: Map) -> tuple[int, int]:
    """Rows and columns."""
    pixels = _pixels(item)
    height, width = pixels.shape if isinstance(item.picture, Shade) else pixels.shape[-3:-1]
    return height, width
