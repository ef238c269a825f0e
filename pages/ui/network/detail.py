"""The lower half of the page: which number is explained, where that is drawn, and what can be saved of it."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier.linked import HUB, can_be_predicted
from pages.ui.classifier.spot import Spot, pick_spot
from pages.ui.inputs.controls import pick_toggle
from pages.ui.network.layers import Archive, offer_archive
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import folded_on_a_phone
from pages.ui.shell.saved_kit import offer_saved


class Detail(NamedTuple):
    """The number that is explained, whether it is to be predicted, what is saved, and where all is drawn."""

    spot: Spot
    predict: bool
    linked: DeltaGenerator
    more: DeltaGenerator
    latest: Latest
    archive: Archive


def pick_detail() -> Detail:
    """Show the controls of the lower half, and make room for the rest of it."""
    latest, archive = Latest(), Archive()
    with folded_on_a_phone("Where the number comes from", "detail", "layer", "map", "y", "x", "predict"):
        spot = pick_spot()
        linked, more = st.container(), st.container()
        with st.container(horizontal=True, gap="small"):
            offer_downloads(latest, f"cnnviz-{spot.name.replace(' ', '-')}")
            offer_archive(archive)
            offer_saved(latest.html, HUB)
            is_asked = can_be_predicted(spot) or spot.name == "flatten"
            predict = is_asked and pick_toggle("Predict, then reveal", "predict")
    return Detail(spot, predict, linked, more, latest, archive)
