"""The windows along a row of the input, and how many of them see each pixel."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256

import numpy as np
import streamlit as st

from cnnviz import geometry
from cnnviz.counting import Counted, Row, row_of
from cnnviz.figures import format_number, shade
from pages.ui.figures.maps import TABLE_SIDE, Map, show_maps
from pages.ui.session.component import register
from pages.ui.shell.frame import Folded

_component = register("starts")
#: Larger pictures are told of in numbers alone.
_MOST_DRAWN = 512
_KINDS = {
    "padding": "padding (hatched)",
    "extra": "added so that one more window fits (dashed, hatched)",
    "unused": "seen by no window (struck through)",
    "cut": "cut off (struck through)",
}


def show_windows(row: Counted) -> None:
    """Draw a row of pixels with its windows."""
    data = windows_data(row)
    if data:
        _component(key="c_row", data=data)


def windows_data(row: Counted) -> dict[str, object]:
    """Give what is drawn; empty for a layer without windows."""
    found = row_of(row)
    if found is None:
        return {}
    reach = row.layer.dilation[1] * (row.layer.kernel[1] - 1)
    pixels = [(kind, "…" if kind == "gap" else str(place).replace("-", "−")) for kind, place in found.pixels]
    in_sight = {place for kind, place in found.pixels if kind != "gap"}
    windows = [
        {
            "number": format_number(number),
            "cells": cells,
            "begins": start in in_sight,
            "said": f"Window {format_number(number + 1)} of {format_number(found.count)}: "
            f"from {_place(start)} to {_place(start + reach)}.",
        }
        for number, start, cells in found.windows
    ]
    data: dict[str, object] = {
        "label": f"A row of the input, {format_number(row.input_shape[2])} pixels, and the "
        f"{format_number(found.count)} windows on it. The arrow keys move the window.",
        "pixels": pixels,
        "windows": windows,
        "legend": _legend(found),
    }
    return {**data, "id": sha256(json.dumps(data).encode()).hexdigest()[:12]}


def show_coverage(part: Folded, row: Counted | str | None) -> None:
    """If unfolded, show how many windows see each pixel."""
    if not part.is_open:
        return
    with part.slot:
        if not isinstance(row, Counted) or row.plan is None:
            st.caption("Choose a layer with a window, of convolution or pooling.")
            return
        size = row.plan.cropped((row.input_shape[1], row.input_shape[2]))
        ends = [_along(row, size, axis) for axis in (0, 1)]
        corner, centre = (
            int(np.prod([one[at] for one, at in zip(ends, ats, strict=True)]))
            for ats in ((0, 0), (size[0] // 2, size[1] // 2))
        )
        told = f"Windows that see a corner: {format_number(corner)}; the centre: {format_number(centre)}."
        if max(size) <= _MOST_DRAWN:
            counts = np.outer(*ends)
            small = max(size) <= TABLE_SIDE
            show_maps(
                [Map(shade(counts, "minmax"), told, values=counts if small else None, bar=not small)],
                key="coverage",
                size=300,
            )
        st.html(f'<p class="words coverage">{told}</p>')


def _along(row: Counted, size: tuple[int, int], axis: int) -> np.ndarray:
    """How many windows see each pixel along one axis."""
    assert row.plan is not None
    layer = row.layer
    found = geometry.coverage(
        (size[axis], 1),
        (layer.kernel[axis], 1),
        (layer.stride[axis], 1),
        (row.plan.padding[axis], (0, 0)),
        (layer.dilation[axis], 1),
    )
    return found[:, 0]


def _place(place: int) -> str:
    return f"pixel {place}".replace("-", "−")


def _legend(row: Row) -> str:
    """Say what kinds of pixels there are, and how often."""
    counts = Counter(kind for kind, _ in row.pixels)
    told = [f"{counts[kind]} {name}" for kind, name in _KINDS.items() if counts[kind]]  # type: ignore[index]
    marks = "▲ where each window starts, and which output it gives, counted from 0"
    return "; ".join([marks, *told])
