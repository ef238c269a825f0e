"""A layer that behaves differently while it learns, on the maps of a picture."""

from __future__ import annotations

from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from cnnviz.live.modes import layer_index_of
from cnnviz.network.layers import Dropout
from cnnviz.network.summary import summarise
from pages.ui.classifier.input import Input
from pages.ui.inputs.controls import pick_segment
from pages.ui.modes.dropout import pick_dropout, show_dropout
from pages.ui.modes.networks import MARKS, networks
from pages.ui.modes.norm import pick_norm, show_norm
from pages.ui.session import state

LAYERS = {"dropout": "Dropout", "norm": "Batch norm"}
_MODES = {"training": "training", "test": "test"}


class Slots(NamedTuple):
    """Where the layer's controls and its maps are drawn."""

    controls: DeltaGenerator
    stage: DeltaGenerator


@state.fragment
def show_layer(given: Input, slots: Slots) -> None:
    """One layer on the same maps, as it is in training or in a test."""
    with slots.controls:
        layer = pick_segment("Layer", LAYERS, "mode_layer", width="stretch")
        training = pick_segment("Behaviour in", _MODES, "phase", width="stretch") == "training"
    if layer == "dropout":
        network = networks()[MARKS[-1]]
        maps = summarise(network, (1, 28, 28))[layer_index_of(network, Dropout)].shape[0]
        with slots.controls:
            choice = pick_dropout(maps)
        with slots.stage:
            show_dropout(network, given, choice, training)
        return
    with slots.controls:
        chosen = pick_norm()
    with slots.stage:
        show_norm(given, chosen, training)
