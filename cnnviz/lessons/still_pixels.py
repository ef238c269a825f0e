"""Views on Pixels on paper, as a lesson's step begins: numbers, the line, neighbours, a drawn template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from cnnviz.lessons.lesson import View
from cnnviz.lessons.paper import Still, Table, colours, drawing, figure, picture, place
from cnnviz.numbers import format_number
from cnnviz.pixels import (
    BOARD,
    LETTER_X,
    Typed,
    answer,
    correlation,
    moved,
    permutation,
    place_in_line,
    reduced,
    typed_over,
)

#: So many rows and columns of a photograph's numbers are written.
_WINDOW: Final = 8
#: A picture is flattened at this side at most, as on the page.
_FLAT: Final = 28
_KNOWN: Final = frozenset(
    {"img", "matrix", "px", "px_at", "px_across", "px_set", "px_cell", "px_shuffled", "px_seed"}
    | {"px_d", "px_way", "px_drawn", "px_by"}
)


def pixels(view: View) -> Still | None:
    """Draw the picture's numbers, its line, the likeness of its neighbours, or a drawn template."""
    start = view.start
    if not start.keys() <= _KNOWN:
        return None
    ways = {"numbers": _numbers, "flat": _flat, "near": _near, "template": _template}
    return ways[start.get("px", "numbers")](start)


def _numbers(start: Mapping[str, str]) -> Still:
    maps, names = colours(start)
    changed = typed_over(maps, _typed(start.get("px_set", "")))
    row, column = place(start["px_at"])
    top, left = (
        max(min(at - _WINDOW // 2, side - _WINDOW), 0)
        for at, side in zip((row, column), maps.shape[1:], strict=True)
    )
    cut = changed[:, top : top + _WINDOW, left : left + _WINDOW]
    where = f"around row {row}, column {column}"
    written = [figure(f"{name}, {where}", "", one, "raw") for name, one in zip(names, cut, strict=True)]
    return Still((drawing("Picture", "", picture(start), "raw"), *written))


def _typed(text: str) -> list[Typed]:
    """Read the numbers that are typed over, ``picture~channel_row_column_value~…``."""
    parts = [one.split("_") for one in text.split("~")[1:]]
    return [Typed(int(c), int(y), int(x), float(value)) for c, y, x, value in parts]


def _flat(start: Mapping[str, str]) -> Still:
    image = reduced(picture(start), _FLAT)
    row, column = place(start.get("px_cell", f"{len(image) // 2}.{image.shape[1] // 2}"))
    wide = image.shape[1]
    rows = [(str(at), str(column), str(place_in_line(at, column, wide))) for at in (row, row + 1)]
    heads = ("Row", "Column", "Place in the line")
    return Still((drawing("Picture", "", image, "raw"), Table("Flattened", heads, tuple(rows))))


def _near(start: Mapping[str, str]) -> Still:
    image, distance = picture(start), int(start.get("px_d", 1))
    if start.get("px_shuffled") == "true":
        order = permutation(image.size, int(start.get("px_seed", 0)))
        image = image.ravel()[order].reshape(image.shape)
    way: Any = start.get("px_way", "right")
    likeness = correlation(image, distance, way)
    found = "none" if likeness is None else format_number(likeness, 3)
    listed = Table("Neighbours", ("Distance", "Correlation"), ((str(distance), found),))
    return Still((drawing("Picture", "", image, "raw"), listed))


def _template(start: Mapping[str, str]) -> Still:
    bits = f"{int(start['px_drawn'], 16):0{BOARD**2}b}" if "px_drawn" in start else ""
    drawn = np.array(list(map(int, bits))).reshape(BOARD, BOARD) if bits else LETTER_X
    cells = drawn.astype(np.float64)
    down, right = place(start.get("px_by", "0.0"))
    seen = moved(cells, down, right)
    met = Table("Answer", ("Ones that meet",), ((format_number(answer(cells, seen)),),))
    return Still((figure("Template", "", cells, "raw"), figure("Object", "·", seen, "raw"), met))
