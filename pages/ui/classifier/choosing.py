"""The choice of the network that a page looks at."""

from __future__ import annotations

import streamlit as st

from cnnviz.models.table import MODELS
from pages.ui.classifier.current import KEY, YOURS, is_there
from pages.ui.classifier.loading import offer_loading
from pages.ui.inputs.controls import pick_segment

_CHOICES = {key: about.name for key, about in MODELS.items()} | {YOURS: "Yours"}
_NONE_YET = "No network is here yet. Load one, or train one and choose “Open in Network”."


def pick_model() -> bool:
    """Show the choice of a model; whether there is one to look at, if not a sentence says so."""
    chosen = pick_segment("Network", _CHOICES, KEY, width="stretch", label_visibility="collapsed")
    if chosen == YOURS:
        offer_loading()
    if is_there():
        return True
    st.info(_NONE_YET)
    st.page_link("pages/train.py", label="Train a network")
    return False
