"""One map of the network at large, and how one of its numbers came about."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Scale, format_number, range_text, shade, shared_limits
from cnnviz.network.explain import FlattenTrace
from cnnviz.operators import ActivationTrace, ConvTrace, PoolTrace
from pages.ui.maps import Map, Mark, show_maps
from pages.ui.network_maps import Limits
from pages.ui.network_spot import look_at_flat, look_at_number, look_at_slice
from pages.ui.network_view import View

#: Maps of up to this side are shown with their numbers, rounded.
_READABLE = 7


def show_large(view: View, flat: bool) -> None:
    """The map that is looked at; for flatten, the one it was given."""
    spot = view.spot
    name = view.before if flat else view.spot.name
    values = view.received[spot.map] if flat else view.answer.activations[spot.layer][spot.map]
    shown = view.shade_received() if flat else view.shade_made()
    view.latest.numbers, view.latest.shown = values, shown
    small = max(values.shape) <= _READABLE
    show_maps(
        [
            Map(
                shown,
                f"{name}, map {spot.map}; {range_text(shown)}. The arrow keys move to another number.",
                f"{name}, map {spot.map}: {values.shape[0]} × {values.shape[1]}",
                f"Values {_ends(values)}. Click a number to see where it comes from.",
                values=np.round(values, 2) if small else None,
                marks=(Mark(spot.row, spot.column, kind="cell"),),
                bar=not small,
            )
        ],
        key="large",
        size=250 if small else 330,
        on_pick=look_at_number,
    )


def _show_heading(view: View, value: float) -> None:
    spot = view.spot
    st.markdown(
        f"**{spot.name}, map {spot.map}, row {spot.row}, column {spot.column}: {format_number(value)}**"
    )


def _ends(values: NDArray[np.floating]) -> str:
    return f"{format_number(values.min(), 3)} … {format_number(values.max(), 3)}"


def tell_convolution(view: View, trace: ConvTrace) -> None:
    """The window in each map, the kernel's slices over it, the products and their sums."""
    _show_heading(view, trace.total)
    kernels = view.layer.parameters["weight"]
    parts: list[tuple[str, NDArray[np.floating], Scale, Limits | None]] = [
        (f"What the kernel met in {view.before}", trace.window, view.received_scale, view.received_limits),
        (
            f"The kernel of map {view.spot.map}: {_ends(trace.weights)}; bias {format_number(trace.bias, 3)}",
            trace.weights,
            "signed",
            shared_limits(kernels.reshape(len(kernels), -1, kernels.shape[-1]), "signed"),
        ),
        (
            "One times the other; below, their sum",
            trace.products,
            "signed",
            shared_limits(trace.products, "signed"),
        ),
    ]
    slice_ = view.spot.slice
    if len(trace.channels) > 1:
        show_maps(
            [
                Map(
                    shade(tile, scale, limits),
                    f"{title}, map {i} of {view.before}",
                    f"map {i}" if part == 0 else "",
                    format_number(trace.channel_sums[i], 2) if part == 2 else "",
                    row=title,
                    chosen=i == slice_,
                )
                for part, (title, tiles, scale, limits) in enumerate(parts)
                for i, tile in enumerate(tiles)
            ],
            key="tiles",
            layout="mosaic",
            size=46,
            on_pick=lambda pick: look_at_slice(pick.map % len(trace.channels)),
        )
    st.write(trace.sentence())
    names = (f"{view.before}, map {slice_}", "times the kernel", "gives")
    show_maps(
        [
            Map(shade(tiles[slice_], scale, limits), title, name, values=np.round(tiles[slice_], 3))
            for (title, tiles, scale, limits), name in zip(parts, names, strict=True)
        ],
        key="slice",
        layout="mosaic",
        size=130,
    )


def tell_activation(view: View, trace: ActivationTrace) -> None:
    """The map before and after, in the same colours."""
    _show_heading(view, trace.output)
    spot = view.spot
    before, after = view.received[spot.map], view.answer.activations[spot.layer][spot.map]
    limits = shared_limits([before], "signed")
    mark = (Mark(spot.row, spot.column, kind="cell"),)
    show_maps(
        [
            Map(shade(values, "signed", limits), f"{name}, map {spot.map}", label, marks=mark, bar=True)
            for values, name, label in (
                (before, view.before, f"Before: {view.before}"),
                (after, spot.name, "After, in the same colours"),
            )
        ],
        key="activation",
        size=260,
        on_pick=look_at_number,
    )
    st.write(f"max(0, x): {trace.sentence()}.")


def tell_pool(view: View, trace: PoolTrace) -> None:
    """The window in the map before, and the value that won."""
    _show_heading(view, trace.value)
    top, left = int(trace.rows[0]), int(trace.columns[0])
    winners = tuple(Mark(row, column, kind="winner") for row, column in trace.chosen)
    inner = tuple(Mark(mark.top - top, mark.left - left, kind="winner") for mark in winners)
    show_maps(
        [
            Map(
                view.shade_received(),
                f"{view.before}, map {view.spot.map}, with the window",
                f"{view.before}, map {view.spot.map}",
                marks=(Mark(top, left, *trace.window.shape), *winners),
            ),
            Map(
                shade(trace.window, view.received_scale, view.received_limits),
                "The values under the window",
                "Under the window",
                values=np.round(trace.window, 3),
                marks=inner,
            ),
        ],
        key="pooled",
        size=260,
    )
    st.write(trace.sentence())


def tell_flatten(view: View, trace: FlattenTrace) -> None:
    """The vector, with a map in each line."""
    _show_heading(view, trace.value)
    maps = view.received
    lines = maps.reshape(len(maps), -1)
    show_maps(
        [
            Map(
                shade(lines, view.received_scale, view.received_limits),
                f"All {lines.size} numbers in their new order",
                f"{lines.size} numbers, here in {len(lines)} lines of {lines.shape[1]}, a map in each",
                f"Neighbours in a column of a map are {maps.shape[2]} apart now.",
                marks=(Mark(trace.map, trace.index % lines.shape[1], kind="cell"),),
            )
        ],
        key="vector",
        size=260,
        on_pick=look_at_flat,
    )
    st.write(f"{trace.sentence()}.")
