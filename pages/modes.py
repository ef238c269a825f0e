"""Training or test: dropout and batch norm do one thing while a network learns, another when it is used."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.live.modes import layer_index_of
from cnnviz.network.layers import Dropout
from cnnviz.network.summary import summarise
from pages.ui.classifier import current
from pages.ui.classifier.current import pick_model
from pages.ui.classifier.input import Input, pick_input, pick_source, show_gallery
from pages.ui.inputs.controls import pick_segment
from pages.ui.modes.dropout import pick_dropout, show_dropout
from pages.ui.modes.networks import MARKS, networks
from pages.ui.modes.norm import pick_norm, show_norm
from pages.ui.modes.typed import is_typed, show_typed
from pages.ui.session import state
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.slips import show_slips

_LAYERS = {"dropout": "Dropout", "norm": "Batch norm"}
_MODES = {"training": "training", "test": "test"}


_ONLY_GARMENTS = (
    "A small network with dropout and batch norm is trained as you come to this page, on garments: no other "
    "training images come with the app. Choose Garments."
)


class Slots(NamedTuple):
    """Where the layer's controls and its maps are drawn."""

    controls: DeltaGenerator
    stage: DeltaGenerator


def page() -> None:
    """Slots, and the picture; or typed numbers."""
    if is_typed():
        show_typed(_LAYERS)
        show_slips("modes")
        return
    steps = st.container(key="strip")
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 4.4], gap="medium")
    with controls:
        slots = Slots(st.container(), stage.container())
        if not pick_model():
            return
        if not current.learned_from_garments():
            st.info(_ONLY_GARMENTS)
            return
        source = pick_source()
        given = pick_input(source, steps)
        show_gallery(given)
    show_layer(given, slots)
    show_slips("modes")


@state.fragment
def show_layer(given: Input, slots: Slots) -> None:
    """One layer on the same maps, as it is in training or in a test."""
    with slots.controls:
        layer = pick_segment("Layer", _LAYERS, "mode_layer", width="stretch")
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


lesson("Training or test", "Dropout and batch norm behave differently in training and at test time.")
use_style("network")
use_style("modes")
page()
