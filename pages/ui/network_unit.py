"""One map of the network at large, and how one of its numbers came about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Scale, Shade, format_number, range_text, shade, shared_limits
from cnnviz.network.classifier import Answer, Classifier
from cnnviz.network.explain import FlattenTrace, Trace, explain
from cnnviz.operators import ActivationTrace, ConvTrace, PoolTrace
from pages.ui import state
from pages.ui.controls import pick_number
from pages.ui.downloads import Latest, offer_downloads
from pages.ui.maps import Map, Mark, Pick, show_maps
from pages.ui.network_maps import Limits, Range, limits_of, scale_of, shade_map
from pages.ui.network_spot import Spot, look_at_number

_READABLE = 7  # maps of up to this side are shown with their numbers


@dataclass(frozen=True)
class View:
    """What is looked at, and in which colours."""

    classifier: Classifier
    answer: Answer
    spot: Spot
    layer: int
    together: Range

    @property
    def name(self) -> str:
        """The layer's name."""
        return self.classifier.layer_names[self.layer]

    @property
    def before(self) -> str:
        """The name of the layer before, or of the input."""
        return self.classifier.layer_names[self.layer - 1] if self.layer else "the input"

    @property
    def received(self) -> NDArray[np.float32]:
        """What the layer was given, (C, H, W) or (n,)."""
        return self.answer.activations[self.layer - 1] if self.layer else self.answer.input[None]

    def shade_received(self, map: int) -> Shade:
        """One of the maps the layer was given, in the colours it has among all."""
        if not self.layer:
            return shade(self.answer.input, "clipped", (0, 1))
        return shade_map(self.classifier, self.answer, self.layer - 1, map, self.together)


def show_unit(view: View) -> None:
    """Show the map, the number, and what it was made of."""
    trace = explain(view.classifier.network.layers[view.layer], view.received, view.spot.at)
    large, story = st.columns([1, 2.1], gap="medium")
    with large:
        _show_large(view, trace)
    with story:
        match trace:
            case ConvTrace():
                _tell_convolution(view, trace)
            case ActivationTrace():
                _tell_activation(view, trace)
            case PoolTrace():
                _tell_pool(view, trace)
            case FlattenTrace():
                _tell_flatten(view, trace)


def _show_large(view: View, trace: Trace) -> None:
    spot = view.spot
    if isinstance(trace, FlattenTrace):
        maps, name, shown = view.received, view.before, view.shade_received(spot.map)
    else:
        maps, name = view.answer.activations[view.layer], view.name
        shown = shade_map(view.classifier, view.answer, view.layer, spot.map, view.together)
    values = maps[spot.map]
    small = max(values.shape) <= _READABLE
    low, high = format_number(values.min()), format_number(values.max())
    show_maps(
        [
            Map(
                shown,
                f"{name}, map {spot.map}; {range_text(shown)}. The arrow keys move to another number.",
                f"{name}, map {spot.map}: {values.shape[0]} × {values.shape[1]}",
                f"Values {low} … {high}. Click a number to see where it comes from.",
                values=np.round(values, 2) if small else None,
                marks=(Mark(spot.row, spot.column, kind="cell"),),
                bar=not small,
            )
        ],
        key="large",
        size=250 if small else 330,
        on_pick=look_at_number,
    )
    offer_downloads(Latest(values, shown), f"{name.replace(' ', '-')}-map-{spot.map}")


def _heading(view: View, value: float) -> None:
    row, column = view.spot.row, view.spot.column
    st.markdown(f"**{view.name}, map {view.spot.map}, row {row}, column {column}: {format_number(value)}**")


def _tell_convolution(view: View, trace: ConvTrace) -> None:
    _heading(view, trace.total)
    sums = trace.channel_sums
    channels = len(sums)
    kernels = view.classifier.network.layers[view.layer].parameters["weight"]
    weights = shared_limits(kernels.reshape(len(kernels), -1, kernels.shape[-1]), "signed")
    products = shared_limits(trace.products, "signed")
    seen = limits_of(view.classifier, view.answer, view.layer - 1, "layer") if view.layer else (0.0, 1.0)
    chosen = 0
    if channels > 1:
        state.offer("from", 0)
        chosen = min(int(state.read("from") or 0), channels - 1)
    rows: dict[str, tuple[NDArray[np.floating], Scale, Limits | None]] = {
        f"What the kernel met in {view.before}": (trace.window, "clipped", seen),
        f"The kernel of map {view.spot.map}: {_range(trace.weights)}": (trace.weights, "signed", weights),
        "One times the other; below, their sum": (trace.products, "signed", products),
    }
    if channels > 1:
        show_maps(
            [
                Map(
                    shade(tiles[i], scale, limits),
                    f"{title}, map {i} of {view.before}",
                    f"map {i}" if tiles is trace.window else "",
                    format_number(sums[i], 3) if tiles is trace.products else "",
                    row=title,
                    chosen=i == chosen,
                )
                for title, (tiles, scale, limits) in rows.items()
                for i in range(channels)
            ],
            key="tiles",
            layout="mosaic",
            size=46,
            on_pick=lambda pick: state.put("from", pick.map % channels),
        )
    st.write(f"{trace.sentence()}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if channels > 1:
            with st.container(width=190):
                chosen = pick_number(f"Slice for map … of {view.before}", "from", None, 0, channels - 1)
        with st.container():
            show_maps(
                [
                    Map(shade(tiles[chosen], scale, limits), title, name, values=tiles[chosen])
                    for (title, (tiles, scale, limits)), name in zip(
                        rows.items(),
                        ("met", "× kernel", f"= products, sum {format_number(sums[chosen])}"),
                        strict=True,
                    )
                ],
                key="slice",
                size=130,
            )


def _range(values: NDArray[np.float32]) -> str:
    return f"{format_number(values.min(), 3)} … {format_number(values.max(), 3)}"


def _tell_activation(view: View, trace: ActivationTrace) -> None:
    _heading(view, trace.output)
    spot = view.spot
    before, after = view.received[spot.map], view.answer.activations[view.layer][spot.map]
    limits = shared_limits([before], scale_of(view.before))
    mark = (Mark(spot.row, spot.column, kind="cell"),)
    show_maps(
        [
            Map(
                shade(before, "signed", limits),
                f"Before: {view.before}, map {spot.map}",
                "before",
                marks=mark,
                bar=True,
            ),
            Map(
                shade(after, "signed", limits),
                f"After: {view.name}, map {spot.map}",
                "after, in the same colours",
                marks=mark,
                bar=True,
            ),
        ],
        key="activation",
        size=260,
        on_pick=look_at_number,
    )
    kept = float((after > 0).mean())
    st.write(f"max(0, x): {trace.sentence()}.")
    st.caption(f"{format_number(100 * kept, 3)} % of this map is above 0 and stays; the rest becomes 0.")


def _tell_pool(view: View, trace: PoolTrace) -> None:
    _heading(view, trace.value)
    spot = view.spot
    top, left = int(trace.rows[0]), int(trace.columns[0])
    limits = limits_of(view.classifier, view.answer, view.layer - 1, "layer")
    winners = tuple(Mark(row, column, kind="winner") for row, column in trace.chosen)
    inner = tuple(Mark(mark.top - top, mark.left - left, kind="winner") for mark in winners)
    show_maps(
        [
            Map(
                view.shade_received(spot.map),
                f"{view.before}, map {spot.map}, with the window",
                f"{view.before}, map {spot.map}",
                marks=(Mark(top, left, *trace.window.shape), *winners),
            ),
            Map(
                shade(trace.window, "clipped", limits),
                "The values under the window",
                "under the window",
                values=trace.window,
                marks=inner,
            ),
        ],
        key="pooled",
        size=260,
    )
    st.write(trace.sentence())


def _tell_flatten(view: View, trace: FlattenTrace) -> None:
    _heading(view, trace.value)
    maps = view.received
    lines = maps.reshape(len(maps), -1)
    limits = limits_of(view.classifier, view.answer, view.layer - 1, "layer")
    show_maps(
        [
            Map(
                shade(lines, "clipped", limits),
                f"All {lines.size} numbers in their new order",
                f"flatten: {lines.size} numbers, here {len(lines)} lines of {lines.shape[1]}, a map in each",
                "Neighbours from one column of a map are now a whole line of it apart.",
                marks=(Mark(trace.map, trace.index % lines.shape[1], kind="cell"),),
            )
        ],
        key="vector",
        size=260,
        on_pick=_look_at_flat,
    )
    st.write(f"{trace.sentence()}.")


def _look_at_flat(pick: Pick) -> None:
    state.put("map", pick.map)
