"""Which map is looked at: its layer, its number, and the kernels that made it, all of them to be clicked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz.attribution.surgery import convolution_before, convolution_of
from cnnviz.figures import Shade, range_text, shade, shared_limits
from cnnviz.network.layers import Conv2d
from pages.ui.classifier import current
from pages.ui.classifier.choosing import pick_model
from pages.ui.figures.columns import Cell, Column, show_columns
from pages.ui.figures.maps import Map, Pick, show_maps
from pages.ui.inputs.controls import pick_number, pick_one, pick_segment
from pages.ui.session import state

_RANGES = {"layer": "the layer", "map": "each map"}


@dataclass(frozen=True)
class Unit:
    """A map of a layer.

    Attributes
    ----------
    layer : int
        Counted from 0.
    name : str
        The layer's.
    map : int
    channel : int
        Which of its kernels is looked at: the one for this map of the layer below.
    convolution : int
        The index of the convolution that made the map.
    kernels : ndarray, shape (F, C, k, k)
        All kernels of that convolution.
    is_first : bool
        Whether its kernels see the picture itself.
    """

    layer: int
    name: str
    map: int
    channel: int
    convolution: int
    kernels: NDArray[np.float32]
    is_first: bool

    @property
    def title(self) -> str:
        """Layer and map."""
        return f"{self.name}, map {self.map}"

    @property
    def kernel(self) -> NDArray[np.float32]:
        """The kernel that is looked at, (k, k)."""
        return np.asarray(self.kernels[self.map, self.channel])

    def shade(self, kernels: NDArray[np.float32], together: bool) -> Shade:
        """Draw a map's kernels (C, k, k) below each other, in the layer's range of colours or their own."""
        flat = self.kernels.reshape(-1, self.kernels.shape[-1])
        limits = shared_limits([flat], "signed") if together else None
        return shade(kernels.reshape(-1, kernels.shape[-1]), "signed", limits)


def pick_unit(stage: DeltaGenerator) -> Unit | None:
    """Show a control for each part of it; layer and map are the ones of the Network page.

    None if there is no network to look at, or it has no convolution; a sentence on the `stage` says so.
    """
    st.html('<h2 class="part">The map, and its kernel</h2>')
    with st.container(key="drawer"):  # on a page that is presented
        if not pick_model(stage):
            return None
        names = _layers_of_maps()
        if not names:
            stage.info("This network has no convolution, so it has no maps; choose another one.")
            return None
        row = st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="unit_row_map")
    with row:
        name = pick_one("Layer", {name: name for name in names}, "layer", width=112)
        layer = current.names().index(name)
        network = current.model().network
        layer_index, conv = convolution_of(network, layer)
        kernels = conv.parameters["weight"]
        map_ = pick_number("Map", "map", 0, 0, len(kernels) - 1, width=130)
        channel = _pick_channel(conv)
    is_first = not any(isinstance(one, Conv2d) for one in network.layers[:layer_index])
    return Unit(layer, name, map_, channel, layer_index, kernels, is_first)


def _layers_of_maps() -> list[str]:
    """The layers whose maps a convolution made."""
    network, names = current.model().network, current.model().layer_names
    shapes = [layer.shape for layer in current.layers()]
    return [
        name
        for at, (name, shape) in enumerate(zip(names, shapes, strict=True))
        if len(shape) == 3 and isinstance(network.layers[convolution_before(network, at)], Conv2d)
    ]


def _pick_channel(conv: Conv2d) -> int:
    if conv.in_channels == 1:
        return 0
    return pick_number("Kernel for map", "channel", 0, 0, conv.in_channels - 1, width=130)


def show_kernels(unit: Unit) -> None:
    """Show all kernels of the layer, to be clicked: one for each map, or one for each map and each below."""
    kernels = st.container()
    together = pick_segment("One colour range for", _RANGES, "krange") == "layer"
    with kernels:
        _show_all(unit, together)


def _show_all(unit: Unit, together: bool) -> None:
    if unit.kernels.shape[1] == 1:
        _show_few(unit, together)
        said = "The kernels of all maps"
    else:
        _show_many(unit, together)
        said = (
            f"One column for each map, with its kernels: one for each of {unit.kernels.shape[1]} "
            f"{'colours' if unit.is_first else 'maps'} below"
        )
    range_ = range_text(unit.shade(unit.kernels[unit.map], together))
    whose = "all" if together else f"map {unit.map}; each map has its own range"
    st.html(f'<p class="words">{said}. Colours of {whose}: {range_}.</p>')


def _show_few(unit: Unit, together: bool) -> None:
    """Kernels that see the picture, large enough to tell light from dark."""
    show_maps(
        [
            Map(
                unit.shade(kernels, together),
                f"Kernel of map {number}.",
                f"{number}",
                chosen=number == unit.map,
            )
            for number, kernels in enumerate(unit.kernels)
        ],
        key="few_kernels",
        layout="mosaic",
        size=82,
        abreast=4,
        on_pick=_choose_map,
    )


def _show_many(unit: Unit, together: bool) -> None:
    show_columns(
        [_column(unit, number, together) for number in range(len(unit.kernels))],
        key="many_kernels",
        label="The learned kernels: a column for each map, a row for each map of the layer below",
        widths=(15, 26),
        on_pick=_choose,
        chosen=(unit.map, unit.channel),
        heads=False,
    )


def _column(unit: Unit, number: int, together: bool) -> Column:
    kernels = unit.kernels[number]
    shown = unit.shade(kernels, together)
    names = tuple(f"Map {number}, kernel for map {channel} below" for channel in range(len(kernels)))
    return Column("", "", f"Map {number}", shown.index.reshape(kernels.shape), shown.palette, names)


def _choose_map(pick: Pick) -> None:
    state.put("map", pick.map)


def _choose(cell: Cell) -> None:
    state.put("map", cell[0])
    state.put("channel", cell[1])
