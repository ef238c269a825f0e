"""The maps, facts and words of the pooling page."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.arguments import Floats
from cnnviz.figures import Scale, Shade, format_number, shade
from cnnviz.operators import PoolTrace
from pages.ui.frame import Fact
from pages.ui.maps import TABLE_SIDE, Map, Mark, show_maps
from pages.ui.pool_picker import Pool

#: A window of up to this many rows and columns is written out beside the maps.
_WRITTEN = 8


@dataclass(frozen=True)
class Source:
    """What is pooled: a map (H, W), how it is shown best, and what it is called."""

    values: NDArray[np.float32]
    scale: Scale
    title: str
    alt: str
    is_matrix: bool


def input_map(source: Source, trace: PoolTrace | None = None) -> Map:
    """What is pooled, with the window and the values that were chosen marked."""
    marks: tuple[Mark, ...] = ()
    if trace is not None:
        marks = (*_window(trace), *(Mark(row, column, kind="winner") for row, column in trace.chosen))
    return _map(source.values, shade(source.values, source.scale), source.alt, "Input", marks)


def output_map(source: Source, pooled: Floats, pool: Pool, at: tuple[int, int], so_far: bool) -> Map:
    """What is left, in the input's colours, so that the two compare; a sum has a range of its own."""
    if pool.kind == "sum":
        shown = shade(pooled, "minmax" if source.scale == "raw" else source.scale)
    else:
        before = shade(source.values, source.scale)
        shown = shade(pooled, source.scale, (before.low, before.high))
    drawn = _map(pooled, shown, f"{source.title}, pooled", "Output", (Mark(*at, kind="cell"),))
    return replace(drawn, known=int(np.ravel_multi_index(at, pooled.shape)) + 1 if so_far else None)


def show_window(source: Source, trace: PoolTrace) -> None:
    """The sentence that says what became of the window, and its values with the chosen one marked."""
    st.write(trace.sentence())
    if max(trace.window.shape) > _WRITTEN:
        return
    before = shade(source.values, source.scale)
    marks = tuple(
        Mark(
            int(np.flatnonzero(trace.rows == row)[0]),
            int(np.flatnonzero(trace.columns == column)[0]),
            kind="winner",
        )
        for row, column in trace.chosen
    )
    shown = shade(trace.window, source.scale, (before.low, before.high))
    values = np.where(trace.valid, trace.window, np.nan)
    window = Map(shown, "The values under the window", values=values, marks=marks)
    show_maps([window], key="under", size=130)


def facts(source: Source, pooled: Floats, pool: Pool) -> list[Fact]:
    """Size, range and cost of the result."""
    return [
        Fact(
            "Output",
            " × ".join(map(str, pooled.shape)),
            pool.formula((source.values.shape[0], source.values.shape[1])),
        ),
        Fact("Values", f"{format_number(pooled.min())} … {format_number(pooled.max())}"),
        Fact("Multiplications", "0", f"it only {pool.work}; no weights to learn"),
    ]


def _map(values: Floats, shown: Shade, alt: str, name: str, marks: tuple[Mark, ...]) -> Map:
    rows, columns = values.shape
    small = max(values.shape) <= TABLE_SIDE
    return Map(shown, alt, f"{name} {rows} × {columns}", values=values if small else None, marks=marks)


def _window(trace: PoolTrace) -> tuple[Mark, ...]:
    """The part of the window that lies in the map; nothing if none does."""
    rows, columns = (places[places >= 0] for places in (trace.rows, trace.columns))
    if not (rows.size and columns.size):
        return ()
    return (Mark(int(rows[0]), int(columns[0]), int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1),)
