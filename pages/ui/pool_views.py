"""The maps, facts and words of the pooling page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Scale, Shade, format_number, shade
from cnnviz.operators import PoolTrace
from pages.ui.frame import Fact
from pages.ui.image_picker import Picture
from pages.ui.maps import TABLE_SIDE, Map, Mark, show_maps
from pages.ui.pool_picker import Pool

Values = NDArray[np.floating]


def input_map(picture: Picture, source: Values, scale: Scale, trace: PoolTrace | None = None) -> Map:
    """What is pooled, with the window and the values that were chosen marked."""
    marks: tuple[Mark, ...] = ()
    if trace is not None:
        marks = (_window(trace), *(Mark(row, column, kind="winner") for row, column in trace.chosen))
    return _map(source, shade(source, scale), picture.alt, "Input", marks)


def output_map(
    picture: Picture,
    source: Values,
    pooled: Values,
    scale: Scale,
    pool: Pool,
    at: tuple[int, int],
    so_far: bool,
) -> Map:
    """What is left, in the input's colours, so that the two compare; a sum has a range of its own."""
    before = shade(source, scale)
    limits = None if pool.kind == "sum" else (before.low, before.high)
    shown = shade(pooled, "minmax" if limits is None and scale == "raw" else scale, limits)
    drawn = _map(pooled, shown, f"{picture.title}, pooled", "Output", (Mark(*at, kind="cell"),))
    return replace(drawn, known=int(np.ravel_multi_index(at, pooled.shape)) + 1 if so_far else None)


def show_window(trace: PoolTrace, scale: Scale, source: Values) -> None:
    """The values under the window, the chosen one marked, and the sentence that says what became of them."""
    st.write(trace.sentence())
    if max(trace.window.shape) <= TABLE_SIDE // 2:
        before = shade(source, scale)
        values = np.where(trace.valid, trace.window, np.nan)
        marks = tuple(
            Mark(
                int(np.flatnonzero(trace.rows == row)[0]),
                int(np.flatnonzero(trace.columns == column)[0]),
                kind="winner",
            )
            for row, column in trace.chosen
        )
        picture = shade(trace.window, scale, (before.low, before.high))
        show_maps(
            [Map(picture, "The values under the window", "Window", values=values, marks=marks)],
            key="under",
            size=130,
        )


def facts(source: Values, pooled: Values, pool: Pool) -> list[Fact]:
    """Size, range and cost of the result."""
    cost = (
        "one division an output"
        if pool.kind.endswith(("average", "avg"))
        else "it compares"
        if "m" in pool.kind
        else ""
    )
    return [
        Fact("Output", " × ".join(str(n) for n in pooled.shape), pool.formula(source.shape, pooled.shape)),
        Fact("Values", f"{format_number(pooled.min())} … {format_number(pooled.max())}"),
        Fact("Multiplications", "0", cost),
    ]


def _map(values: Values, shown: Shade, alt: str, name: str, marks: tuple[Mark, ...]) -> Map:
    rows, columns = values.shape
    small = max(values.shape) <= TABLE_SIDE
    return Map(shown, alt, f"{name} {rows} × {columns}", values=values if small else None, marks=marks)


def _window(trace: PoolTrace) -> Mark:
    rows, columns = (places[places >= 0] for places in (trace.rows, trace.columns))
    top, left = (
        int(places.min(initial=0)) if places.size == 0 else int(places.min()) for places in (rows, columns)
    )
    height, width = (int(np.ptp(places)) + 1 if places.size else 1 for places in (rows, columns))
    return Mark(top, left, height, width)
