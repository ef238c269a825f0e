"""The code of the map that is shown."""

from __future__ import annotations

import streamlit as st

from cnnviz.attribution.methods import Asked
from cnnviz.scripts import explaining_script
from pages.ui.classifier.code import show_code
from pages.ui.shell.frame import folded
from pages.ui.why.case import Case

_NO_NUMPY = (
    "NumPy has no gradients by itself: the page Backward computes one step of them by hand, and the app does "
    "the same for every layer."
)


def show_map_code(case: Case, asked: Asked) -> None:
    """If unfolded, show how the map is computed from the picture and the weights, which are offered here."""
    part = folded("Code", "code")
    if not part.is_open:
        return
    model = case.model
    script = explaining_script(
        model.network, model.layer_names, model.labels, asked, case.label, model.about.shape
    )
    with part.slot:
        show_code(script, model.network, case.prediction.input, "code")
        if not script.numpy:
            st.caption(_NO_NUMPY)
