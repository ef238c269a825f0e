"""From the run to the pages that look into a network: it becomes the learner's own."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from cnnviz.live import Bench
from cnnviz.live.as_model import as_model
from pages.ui.classifier.current import take_own
from pages.ui.session import keeping
from pages.ui.train.files import offer_weights

#: Whether the page is about to be left for the network.
_OPEN: Final = "open_network"


def take_away(bench: Bench) -> None:
    """Offer the network as a file, and to the other pages."""
    offer_weights(bench)
    _offer_network(bench)


def _offer_network(bench: Bench) -> None:
    """Show a button that takes the network as it stands, and opens it on the page Network."""
    st.button(
        "Open in Network",
        key="t_open",
        on_click=partial(_take, bench),
        help="Network, Why, Evaluation, Units, Break it and Softmax then look at this network, as “Yours”, "
        "measured on the held-out images. Training on does not change it there.",
    )
    if keeping.kept(_OPEN):
        keeping.keep(_OPEN, None)
        st.switch_page("pages/network.py")


def _take(bench: Bench) -> None:
    """Measure the network as it stands, and have the next run open it."""
    bench.stop()
    take_own(as_model(bench.run))
    keeping.keep(_OPEN, True)
