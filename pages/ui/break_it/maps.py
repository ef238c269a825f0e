"""The network's maps before and after an operation, in one range of colours, and one of them at large."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.surgery import convolution_of
from cnnviz.figures import Shade, end_texts, format_number, range_text, shade, shared_limits
from cnnviz.network.sequential import Sequential
from pages.ui.break_it.form import Target, layers_with_maps
from pages.ui.classifier import current
from pages.ui.classifier.maps import Limits
from pages.ui.figures.columns import Column
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_segment

Shown = Literal["after", "before", "change"]
_SHOWN: dict[Shown, str] = {"after": "after", "before": "before", "change": "after − before"}
Array = NDArray[np.float32]
#: Kernels of up to this many rows and columns are written out.
_WRITTEN = 5
#: How wide a map is among others, and by itself, in CSS pixels.
_SMALL, _LARGE = 108, 196


@dataclass(frozen=True)
class Pair:
    """What each layer made of one picture before and after, and the networks that did."""

    before: list[Array]
    after: list[Array]
    whole: Sequential
    changed: Sequential

    def limits(self, layer_index: int) -> Limits:
        """The range that a layer's maps before and after share: that of the convolution that made them."""
        at, _ = convolution_of(self.whole, layer_index)
        return _signed_limits(self.before[at], self.after[at])

    def shown(self, layer_index: int, shown: Shown) -> tuple[Array, Limits]:
        """A layer's maps, and their range."""
        if shown == "change":
            change = self.after[layer_index] - self.before[layer_index]
            return change, _signed_limits(change)
        return getattr(self, shown)[layer_index], self.limits(layer_index)


def _signed_limits(*layers: Array) -> Limits:
    return shared_limits([maps.reshape(len(maps), -1) for maps in layers], "signed")


def pick_shown() -> Shown:
    """Show the choice of which maps are drawn."""
    return pick_segment(
        "All maps",
        _SHOWN,
        "b_show",
        label_visibility="collapsed",
        help="Negative blue, positive orange, 0 the colour of the page. Before and after share the range of "
        "their convolution. Dashed: what was operated on.",
    )


def change_columns(pair: Pair, shown: Shown) -> list[Column]:
    """A column of maps for each layer that makes some."""
    return [
        _column(name, *pair.shown(layer_index, shown)) for name, layer_index in layers_with_maps().items()
    ]


def _column(name: str, maps: Array, limits: Limits) -> Column:
    count, rows, columns = maps.shape
    drawn = shade(maps.reshape(count * rows, columns), "signed", limits)
    ends = zip(maps.min(axis=(1, 2)).tolist(), maps.max(axis=(1, 2)).tolist(), strict=True)
    names = tuple(
        f"{name}, map {i}: {format_number(low, 3)} … {format_number(high, 3)}"
        for i, (low, high) in enumerate(ends)
    )
    kind, number = name.rsplit(" ", 1) if " " in name else (name, "")
    label = f"{name}: {count} maps of {rows} × {columns}"
    return Column(kind, number, label, drawn.index.reshape(maps.shape), drawn.palette, names)


def show_close_up(pair: Pair, target: Target, *, operated: bool) -> None:
    """Show the map that is looked at and its kernel; once operated, each before and after, and the change."""
    name = f"{current.model().layer_names[target.layer]}, map {target.unit}"
    maps, kernels = _maps(pair, target, name), _kernels(pair, target)
    if not operated:
        maps, kernels = ([replace(one[0], label="")] for one in (maps, kernels))
    size = _SMALL if operated else _LARGE
    with st.container(key="b_pairs" if operated else "b_one"):
        show_maps([*maps, *kernels], key="b_close", layout="mosaic", size=size)


def _maps(pair: Pair, target: Target, name: str) -> list[Map]:
    made = []
    for shown, words in _SHOWN.items():
        title = "change" if shown == "change" else words
        maps, limits = pair.shown(target.layer, shown)
        drawn = shade(maps[target.unit], "signed", limits)
        made.append(Map(drawn, f"{name} {title}; {range_text(drawn)}", title, _ends(drawn), row=name))
    return [made[1], made[0], made[2]]


def _kernels(pair: Pair, target: Target) -> list[Map]:
    layer_index, unit, channel = target.layer_index, target.unit, target.channel
    kernels = [
        convolution_of(net, layer_index)[1].parameters["weight"][unit, channel]
        for net in (pair.whole, pair.changed)
    ]
    limits = shared_limits(kernels, "signed")
    below = f" for map {channel} below" if layer_index else ""
    row = f"its kernel{below}"
    return [
        _kernel(kernel, title, limits, row)
        for title, kernel in zip(("before", "after"), kernels, strict=True)
    ]


def _ends(drawn: Shade) -> str:
    return " … ".join(end_texts([drawn]))


def _kernel(kernel: Array, title: str, limits: Limits, row: str) -> Map:
    drawn = shade(kernel, "signed", limits)
    rows, columns = kernel.shape
    written = kernel if max(rows, columns) <= _WRITTEN else None
    label = f"{title}: {rows} × {columns}"
    return Map(drawn, f"{row} {title}; {range_text(drawn)}", label, _ends(drawn), row, written)
