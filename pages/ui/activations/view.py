"""The curve, its slope, and the maps before and after: four figures that share one cursor in the browser."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.activated import GLU, Activated
from cnnviz.arguments import Floats
from cnnviz.figures import Shade, end_texts, format_number, range_text, robust_limits, shade
from cnnviz.operators import ACTIVATIONS
from cnnviz.operators.first_look import strongest
from pages.ui.activations.source import Source
from pages.ui.linked.pins import pin, pinned
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.session.told import tell

_component = register("activation")
_AT = "act_at"
#: Each so many points of the curve there is a row of the table.
_ROW = 25


def shades(result: Activated, plane: int, is_seen: bool) -> dict[str, Shade]:
    """Give the maps their colours; before and after share one range, so that the two compare.

    What comes after is left out where it is to be predicted, and so is what it does to the range.
    """
    before, after = result.before[plane], result.after[plane]
    compared = [before, after] if is_seen else [before]
    largest = float(max(np.abs(one).max() for one in compared))
    limits = robust_limits(compared, "signed", largest)
    drawn = {"Before": shade(before, "signed", limits)}
    if result.gate is not None:
        drawn = {"Value a": drawn["Before"], "Gate b": shade(result.gate, "signed")}
    return {**drawn, "After": shade(after, "signed", limits)} if is_seen else drawn


def looked_at(result: Activated, plane: int) -> tuple[int, int]:
    """Give row and column of the number that is marked; lessons are told of it."""
    before, after = result.along(plane), result.after[plane]
    _, row, column = pinned(_AT, (1, *before.shape), lambda: (0, *strongest(after)))
    tell(before=round(float(before[row, column]), 4), after=round(float(after[row, column]), 4))
    return row, column


def show_activation(
    result: Activated, source: Source, plane: int, at: tuple[int, int], drawn: dict[str, Shade]
) -> None:
    """Draw them; pointing at one marks the place in the others, and a click or a key pins a number."""
    data = packed(result, source, plane, at, drawn)
    _component(key="activated", data=data, react={"pin": _take_pin})


def packed(
    result: Activated, source: Source, plane: int, at: tuple[int, int], drawn: dict[str, Shade]
) -> bytes:
    """Give what the component draws.

    Without the map after, which is to be predicted, the curve is left out, too: it gives the number away.
    """
    name, is_seen = result.bend, "After" in drawn
    axis = "gate b" if result.key == GLU else "x"
    before, curve = result.along(plane), result.curve(plane) if is_seen else None
    titles = (source.title, source.names[plane])  # one picture's maps have names, a lone one has none
    header = {
        "label": f"{', '.join(filter(None, titles))}: the arrow keys move the number that is marked",
        "at": at,
        "name": name,
        "axis": axis,
        "plots": [] if curve is None else _plots(name, axis, curve),
        "figures": [
            {"label": label, "note": " … ".join(end_texts([one], 3)), "alt": f"{label}: {range_text(one)}"}
            for label, one in drawn.items()
        ],
        "heads": [axis, f"{name}({axis[-1]})", "slope"],
        "rows": [] if curve is None else _rows(curve),
    }
    blocks: dict[str, NDArray[Any]] = {
        "index": np.stack([one.index for one in drawn.values()]),
        **{f"palette {i}": one.palette for i, one in enumerate(drawn.values())},
        "inputs": before.astype(np.float32),
    }
    if result.gate is not None:
        blocks["passed"] = result.before[plane].astype(np.float32)
    if curve is not None:
        blocks |= {"curve": curve, "outputs": result.after[plane].astype(np.float32)}
    if is_seen and result.gate is None:
        blocks["slopes"] = result.slopes[plane].astype(np.float32)
    return pack(header, blocks)


def _rows(curve: Floats) -> list[list[str]]:
    return [[format_number(number) for number in row] for row in curve.T[::_ROW].tolist()]


def _plots(name: str, axis: str, curve: Floats) -> list[dict[str, object]]:
    title = ACTIVATIONS[name].title
    return [
        _plot(f"{title} of {axis}", curve[0], curve[1]),
        _plot("Slope", curve[0], curve[2]),
    ]


def _plot(label: str, x: Floats, y: Floats) -> dict[str, object]:
    low, high = min(float(y.min()), 0.0), max(float(y.max()), 1.0)
    ends = [format_number(end, 3) for end in (x[0], x[-1])]
    alt = f"{label}, over {ends[0]} to {ends[1]}: from {format_number(y[0])} to {format_number(y[-1])}"
    return {
        "label": label,
        "alt": alt,
        "low": low,
        "high": high,
        "across": ends,
        "up": [format_number(high, 3), format_number(low, 3)],
    }


def _take_pin(sent: object) -> None:
    match sent:
        case [int(row), int(column)]:
            pin(_AT, [0, row, column])
