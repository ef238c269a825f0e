"""Where in the network the learner looks: a layer, one of its maps, and one number of that map."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import network_loaders, state
from pages.ui.columns import Place
from pages.ui.controls import pick_number
from pages.ui.maps import Pick

SOFTMAX = "softmax"


@dataclass(frozen=True)
class Spot:
    """A place in the network: `layer` is None for the softmax; the others count where there are maps."""

    layer: int | None
    map: int = 0
    row: int = 0
    column: int = 0

    @property
    def at(self) -> tuple[int, int, int]:
        """Map, row and column."""
        return self.map, self.row, self.column


def pick_spot() -> tuple[Spot, DeltaGenerator]:
    """Show a control for each part of the place, all in the URL; also return the row they are in."""
    names = network_loaders.classifier().layer_names
    state.offer("layer", names[0])
    line = st.container(horizontal=True, gap="small", vertical_alignment="bottom")
    with line:
        name = st.selectbox("Layer", (*names, SOFTMAX), key="layer", bind="query-params", width=150)
        if name == SOFTMAX:
            return Spot(None), line
        layer = names.index(name)
        shape = _maps(layer)
        if not shape:
            return Spot(layer), line
        values = []
        for label, key, count in zip(("Map", "Row", "Column"), ("map", "y", "x"), shape, strict=True):
            state.offer(key, count // 2 if key != "map" else 0)
            state.limit(key, 0, count - 1)
            values.append(pick_number(label, key, None, 0, count - 1, 120))
    return Spot(layer, *values), line


def _maps(layer: int) -> tuple[int, ...]:
    """The shape of the maps that a spot is chosen in: the layer's own, or for flatten those it was given."""
    rows = network_loaders.layers()
    shape = rows[layer].shape
    if len(shape) == 3:
        return shape
    before = rows[layer - 1].shape
    return before if len(before) == 3 else ()


def look_at_map(place: Place) -> None:
    """Go to a map that was clicked among all."""
    look_at_layer(network_loaders.classifier().layer_names[place[0]])
    state.put("map", place[1])


def look_at_layer(name: str) -> None:
    """Go to a layer, or to the softmax."""
    state.put("layer", name)


def look_at_number(pick: Pick) -> None:
    """Go to a number of the large map that was clicked."""
    state.put("y", pick.row)
    state.put("x", pick.column)


def frames(spot: Spot) -> tuple[Place | None, list[Place]]:
    """The map that is looked at, if it is one, and the maps that it, or the layer, was made from."""
    classifier = network_loaders.classifier()
    last = max(i for i, row in enumerate(network_loaders.layers()) if len(row.shape) == 3)
    if spot.layer is None or spot.layer > last:
        whole = range(network_loaders.layers()[last].shape[0])
        flattened = spot.layer is not None and classifier.layer_names[spot.layer] == "flatten"
        return None, [(last, i) for i in ([spot.map] if flattened else whole)]
    chosen = (spot.layer, spot.map)
    if spot.layer == 0:
        return chosen, []
    before = spot.layer - 1
    if classifier.layer_names[spot.layer].startswith("conv"):
        return chosen, [(before, i) for i in range(network_loaders.layers()[before].shape[0])]
    return chosen, [(before, spot.map)]
