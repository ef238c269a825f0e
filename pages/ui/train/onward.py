"""From the run to the pages that look into a network: it becomes the learner's own."""

from __future__ import annotations

import streamlit as st

from cnnviz.live import Bench
from cnnviz.live.as_model import as_model
from cnnviz.models.garments import GARMENTS
from pages.ui.classifier.current import take_own


def offer_network(bench: Bench) -> None:
    """Show a button that takes the network as it stands, and opens it on the page Network."""
    if st.button(
        "Open in Network",
        key="t_open",
        help="Network, Why, Evaluation, Units, Break it and Softmax then look at this network, as “Yours”, "
        "measured on the held-out images. Training on does not change it there.",
    ):
        bench.stop()
        with st.spinner("Measuring on the held-out images …"):
            take_own(as_model(bench.run, GARMENTS))
        st.switch_page("pages/network.py")
