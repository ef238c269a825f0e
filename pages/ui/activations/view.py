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


def shades(result: Activated, plane: int) -> dict[str, Shade]:
    """Give the maps their colours; before and after share one range, so that the two compare."""
    before, after = result.before[plane], result.after[plane]
    largest = float(max(np.abs(before).max(), np.abs(after).max()))
    limits = robust_limits([before, after], "signed", largest)
    drawn = {"Before": shade(before, "signed", limits)}
    if result.gate is not None:
        drawn = {"Value a": drawn["Before"], "Gate b": shade(result.gate, "signed")}
    return {**drawn, "After": shade(after, "signed", limits)}


def show_activation(result: Activated, source: Source, plane: int, drawn: dict[str, Shade]) -> None:
    """Draw them; pointing at one marks the place in the others, and a click or a key pins a number."""
    curve, name = result.curve(plane), result.bend
    axis = "gate b" if result.key == GLU else "x"
    before = result.along(plane)
    at = pinned(_AT, (1, *before.shape), lambda: (0, *strongest(result.after[plane])))[1:]
    tell(before=round(float(before[at]), 4), after=round(float(result.after[plane][at]), 4))
    titles = (source.title, source.names[plane])  # one picture's maps have names, a lone one has none
    header = {
        "label": f"{', '.join(filter(None, titles))}: the arrow keys move the number that is marked",
        "at": at,
        "name": name,
        "axis": axis,
        "plots": _plots(name, axis, curve),
        "figures": [
            {"label": label, "note": " … ".join(end_texts([one], 3)), "alt": f"{label}: {range_text(one)}"}
            for label, one in drawn.items()
        ],
        "heads": [axis, f"{name}({axis[-1]})", "slope"],
        "rows": [[format_number(number) for number in row] for row in curve.T[::_ROW].tolist()],
    }
    blocks: dict[str, NDArray[Any]] = {
        "index": np.stack([one.index for one in drawn.values()]),
        **{f"palette {i}": one.palette for i, one in enumerate(drawn.values())},
        "curve": curve,
        "inputs": before.astype(np.float32),
        "outputs": result.after[plane].astype(np.float32),
    }
    if result.gate is not None:
        blocks["passed"] = result.before[plane].astype(np.float32)
    else:
        blocks["slopes"] = result.slopes[plane].astype(np.float32)
    _component(key="activated", data=pack(header, blocks), react={"pin": _take_pin})


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
