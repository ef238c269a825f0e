"""One layer on a picture's maps, as it is in training or in a test, of the network that is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from streamlit.delta_generator import DeltaGenerator

from cnnviz.live.choices import DATA_NAMES
from cnnviz.live.modes import layer_index_of, layer_indices_of
from cnnviz.network.layers import BatchNorm2d, Dropout, Layer
from cnnviz.network.summary import summarise
from pages.ui.classifier import current
from pages.ui.classifier.input import Input
from pages.ui.inputs.controls import pick_segment
from pages.ui.modes.dropout import pick_dropout, show_dropout
from pages.ui.modes.networks import looked_at
from pages.ui.modes.norm import pick_norm, show_norm
from pages.ui.session import state

_MODES: Final = {"training": "training", "test": "test"}
_KINDS: Final[Mapping[str, type[Layer]]] = {"dropout": Dropout, "norm": BatchNorm2d}
#: Why there is nothing to look at for a network whose training images are not here.
NO_IMAGES: Final = (
    "The small network with dropout and batch norm learned from images that come with the app, and those of "
    f"your network do not. Choose {' or '.join(DATA_NAMES.values())}."
)


class Slots(NamedTuple):
    """Where the layer's controls and its maps are drawn."""

    controls: DeltaGenerator
    stage: DeltaGenerator


@state.fragment
def show_layer(given: Input, slots: Slots, layers: Mapping[str, str]) -> None:
    """One of the layers, "dropout" or "norm", on the same maps in training and in a test."""
    with slots.controls:
        layer = pick_segment("Layer", layers, "mode_layer", width="stretch")
        training = pick_segment("Behaviour in", _MODES, "phase", width="stretch") == "training"
    network = looked_at()
    if not layer_indices_of(network, _KINDS[layer]):
        slots.stage.info(
            f"Your network has no {layers[layer].lower()}. Choose it on the page Train, train, and open "
            "the network again."
        )
        return
    if layer == "dropout":
        maps = summarise(network, current.model().about.shape)[layer_index_of(network, Dropout)].shape[0]
        with slots.controls:
            choice = pick_dropout(maps)
        with slots.stage:
            show_dropout(network, given, choice, training)
        return
    with slots.controls:
        chosen = pick_norm()
    with slots.stage:
        show_norm(given, chosen, training)
