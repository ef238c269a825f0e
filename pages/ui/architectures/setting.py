"""What is chosen: a network, or a part of one with numbers of one's own; and which layer is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import streamlit as st

from cnnviz.architectures import NETWORKS, Measured, Node, measure
from cnnviz.architectures.googlenet import MODULES, Filters
from cnnviz.architectures.modules import Saving, bottleneck, bottleneck_saving, module, module_saving
from pages.ui.inputs.controls import HALF, pick_number, pick_one, pick_toggle
from pages.ui.session import state

NET, SIDE, LAYER, HEADS = "a_net", "a_side", "a_layer", "a_heads"
BLOCK, MODULE = "part_bottleneck", "part_inception"
_FIRST: Final = "resnet18"
_PARTS: Final = {BLOCK: "One bottleneck block", MODULE: "One Inception module"}
#: Of the parts' inputs: the maps of the networks' they are taken from.
_SIDES: Final = {BLOCK: 14, MODULE: 28}
MOST_SIDE, MOST_MAPS = 1024, 2048
_FILTERS: Final = (
    ("a_one", "1 × 1"),
    ("a_three_by", "before 3 × 3"),
    ("a_three", "3 × 3"),
    ("a_five_by", "before 5 × 5"),
    ("a_five", "5 × 5"),
    ("a_pooled", "behind the pool"),
)


@dataclass(frozen=True)
class Chosen:
    """A network for an input.

    Attributes
    ----------
    key, title : str
    shape : (channels, rows, columns)
        Of its input.
    measured : Measured
    saving : Saving or None
        Of a part: what its 1 × 1 convolutions save.
    heads : bool
        Whether auxiliary heads are counted.
    """

    key: str
    title: str
    shape: tuple[int, int, int]
    measured: Measured
    saving: Saving | None = None
    heads: bool = False

    @property
    def is_published(self) -> bool:
        """Whether the input is as large as in the paper; a part has none."""
        return self.key not in NETWORKS or self.shape == NETWORKS[self.key].input_shape()

    def layer(self) -> int:
        """Give the place of the layer that is looked at; it stands in the address from now on."""
        names = {row.node.name: row.node.name for row in self.measured.rows}
        if not names:
            return 0
        chosen = state.setting(LAYER, next(iter(names)), names.get, fit=names.get)
        return list(names).index(chosen)


def choose() -> Chosen:
    """Show the controls."""
    titles = {key: network.title for key, network in NETWORKS.items()} | _PARTS
    key = pick_one("Network", titles, NET, width=260, first=_FIRST, on_change=_forget_side)
    if key in NETWORKS:
        network = NETWORKS[key]
        heads = network.has_heads and pick_toggle("Auxiliary heads", HEADS)
        side = _pick_side(network.side)
        shape = network.input_shape(side)
        return Chosen(key, network.title, shape, measured(key, side, heads), heads=heads)
    return _choose_block() if key == BLOCK else _choose_module()


def take_net(sent: object) -> None:
    """Take over a network that was chosen in the chart."""
    if isinstance(sent, str) and sent in NETWORKS:
        state.put(NET, sent)
        _forget_side()


def take_layer(sent: object) -> None:
    """Take over the layer that was chosen in the drawing; a name that there is not is ignored later."""
    if isinstance(sent, str) and len(sent) < 100:
        state.put(LAYER, sent)


def _forget_side() -> None:
    """Go on with the size that the new network was published for."""
    key = state.read(NET)
    state.put(SIDE, NETWORKS[key].side if key in NETWORKS else _SIDES[key])


@lru_cache(64)
def measured(key: str, side: int, heads: bool) -> Measured:
    """Measure a network for an input of so many rows and columns."""
    network = NETWORKS[key]
    return measure(network.nodes(heads=heads), network.input_shape(side))


def _pick_side(first: int) -> int:
    return pick_number("Input side", SIDE, first, 1, MOST_SIDE, width=HALF)


def _choose_block() -> Chosen:
    channels = pick_number("Maps in and out", "a_maps", 256, 1, MOST_MAPS, width=HALF)
    inner = pick_number("Maps inside", "a_inner", 64, 1, MOST_MAPS, width=HALF)
    side = _pick_side(_SIDES[BLOCK])
    return _part(
        BLOCK, bottleneck(channels, inner), (channels, side, side), bottleneck_saving(channels, inner)
    )


def _choose_module() -> Chosen:
    channels = pick_number("Maps in", "a_into", 192, 1, MOST_MAPS, width=HALF)
    with st.popover("Filters of the branches"):
        numbers = [
            pick_number(label, key, first, 1, MOST_MAPS)
            for (key, label), first in zip(_FILTERS, MODULES["3a"], strict=True)
        ]
    filters = Filters(*numbers)
    side = _pick_side(_SIDES[MODULE])
    return _part(MODULE, module(filters), (channels, side, side), module_saving(channels, filters))


def _part(key: str, nodes: list[Node], shape: tuple[int, int, int], saving: Saving) -> Chosen:
    return Chosen(key, _PARTS[key], shape, measure(nodes, shape), saving)
