"""The two views of the page Why: the prediction traced back, and maps of the evidence for it."""

from __future__ import annotations

import streamlit as st

from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.why.case import Case
from pages.ui.why.drawing import pick_drawing
from pages.ui.why.heat import show_heat
from pages.ui.why.methods import pick_method
from pages.ui.why.path import show_patch, show_products, show_stop, show_whole_path
from pages.ui.why.slots import Slots
from pages.ui.why.trace import pick_stop, show_contributions, trace
from pages.ui.why.trust import show_all_measured, show_trust


def show_trace(case: Case, slots: Slots) -> None:
    """The prediction as a path back to a patch of the picture."""
    found = trace(case)
    with slots.stage:
        parts, products, patch = st.columns([2.3, 2.6, 2.2], gap="small")
    with slots.below:
        steps, linked = st.columns([1.6, 8], gap="small")
        with steps:
            stop = pick_stop(found)
        show_stop(found, stop, linked)
        show_whole_path(found)
    with parts:
        show_contributions(found)
    with products:
        show_products(found)
    with patch:
        show_patch(found, stop)


def show_map(case: Case, slots: Slots) -> None:
    """What speaks for a class, as a map by one of several methods."""
    with slots.stage:
        asked = pick_method()
        drawing = pick_drawing()
        latest = Latest()
        show_heat(case, asked, drawing, latest)
        offer_downloads(latest, f"cnnviz-why-{asked.method}")
    with slots.outputs:
        show_trust(asked)
    with slots.below:
        show_all_measured()
