"""Why: the network's prediction traced back to pixels, and maps of the evidence for it."""

from __future__ import annotations

import streamlit as st

from pages.ui.classifier import shipped
from pages.ui.classifier.input import pick_input, pick_source, show_gallery
from pages.ui.inputs.controls import pick_segment
from pages.ui.inputs.pictures import Picture
from pages.ui.session import state
from pages.ui.shell.frame import lesson, use_style
from pages.ui.why.case import pick_case
from pages.ui.why.slots import Slots
from pages.ui.why.views import show_map, show_trace

_VIEWS = {"trace": "Trace back", "maps": "Attribution maps"}


def page() -> None:
    """What changes seldom, and slots for the rest."""
    steps = st.container(key="strip")
    with st.container(key="why"):
        left, middle, right = st.columns([2.1, 2.2, 7.4], gap="small")
    with middle:
        view = pick_segment("View", _VIEWS, "view", width="stretch", label_visibility="collapsed")
    with left:
        source = pick_source()
        pick = st.container()
    slots = Slots(steps, pick, middle.container(), right.container(), st.container(key="detail"))
    explain(view, source, slots)


@state.fragment
def explain(view: str, source: Picture | None, slots: Slots) -> None:
    """Why the network predicts what it does, in one of two views."""
    with slots.pick:
        given = pick_input(source, slots.steps)
        show_gallery(given)
    with slots.outputs:
        case = pick_case(shipped.classifier(), given)
    if case is None:
        return
    if view == "trace":
        show_trace(case, slots)
    else:
        show_map(case, slots)


lesson("Why", "Trace a prediction back to its pixels, or map the evidence for it.")
use_style("network")
use_style("why")
page()
