"""The choice of the network that a page looks at."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.models.table import MODELS
from pages.ui.classifier import current
from pages.ui.classifier.current import KEY, YOURS
from pages.ui.classifier.loading import offer_loading, open_received, show_export_script
from pages.ui.inputs.controls import pick_segment

#: What the choice is called for those who do not see it.
LABEL: Final = "Network"
CHOICES: Final = {key: about.name for key, about in MODELS.items()} | {YOURS: "Yours"}
_NONE_YET: Final = (
    "You have no network here yet. Load one from a file; or train one on the page Train, and choose “Open in "
    "Network” there."
)


def pick_model(stage: DeltaGenerator, width: Literal["stretch", "content"] = "stretch") -> bool:
    """Show the choice of a model, and say whether there is one; if not, a sentence on the `stage` says so."""
    open_received()
    chosen = pick_segment(LABEL, CHOICES, KEY, width=width, label_visibility="collapsed")
    if chosen != YOURS:
        return True
    offer_loading(width)
    if current.own() is not None:
        return True
    with stage:
        st.info(_NONE_YET)
        st.page_link("pages/train.py", label="Train a network")
        show_export_script("none_script")
    return False
