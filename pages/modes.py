"""Training or test: dropout and batch norm do one thing while a network learns, another when it is used."""

from __future__ import annotations

import streamlit as st

from pages.ui.classifier import current
from pages.ui.classifier.choosing import pick_model
from pages.ui.classifier.input import pick_input, pick_source, show_gallery
from pages.ui.modes.maps import NO_IMAGES, Slots, show_layer
from pages.ui.modes.typed import is_typed, show_typed
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.slips import show_slips

_LAYERS = {"dropout": "Dropout", "norm": "Batch norm"}


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
        if not pick_model(stage):
            return
        if current.training_data() is None:
            stage.info(NO_IMAGES)
            return
        source = pick_source()
        given = pick_input(source, steps)
        show_gallery(given)
    show_layer(given, slots, _LAYERS)
    show_slips("modes")


lesson("Training or test", "Dropout and batch norm behave differently in training and at test time.")
use_style("network")
use_style("modes")
page()
