"""Why: the network's answer followed back to pixels, and maps of what speaks for it."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier import shipped
from pages.ui.classifier.input import pick_input, pick_source, show_gallery
from pages.ui.inputs.controls import pick_segment
from pages.ui.inputs.picture import Picture
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import lesson, use_style
from pages.ui.why.case import Case, pick_case
from pages.ui.why.drawing import pick_drawing
from pages.ui.why.heat import show_heat
from pages.ui.why.methods import pick_method
from pages.ui.why.path import show_patch, show_products, show_stop, show_whole_path
from pages.ui.why.trace import pick_stop, show_contributions, trace
from pages.ui.why.trust import show_all_measured, show_trust

_VIEWS = {"trace": "Trace back", "maps": "Why maps"}


class Places(NamedTuple):
    """Where the part of the page that changes with every picture is drawn."""

    steps: DeltaGenerator
    pick: DeltaGenerator
    outputs: DeltaGenerator
    stage: DeltaGenerator
    below: DeltaGenerator


def page() -> None:
    """What changes seldom, and places for the rest."""
    steps = st.container(key="strip")
    with st.container(key="why"):
        left, middle, right = st.columns([2.1, 2.2, 7.4], gap="small")
    with middle:
        view = pick_segment("View", _VIEWS, "view", width="stretch", label_visibility="collapsed")
    with left:
        source = pick_source()
        pick = st.container()
    places = Places(steps, pick, middle.container(), right.container(), st.container(key="detail"))
    explain(view, source, places)


@state.fragment
def explain(view: str, source: Picture | None, places: Places) -> None:
    """Why the network answers as it does, in one of two views."""
    with places.pick:
        given = pick_input(source, places.steps)
        show_gallery(given)
    with places.outputs:
        case = pick_case(shipped.classifier(), given)
    if case is None:
        return
    if view == "trace":
        show_trace(case, places)
    else:
        show_map(case, places)


def show_trace(case: Case, places: Places) -> None:
    """The answer as a path back to a patch of the picture."""
    found = trace(case)
    with places.stage:
        parts, products, patch = st.columns([2.3, 2.6, 2.2], gap="small")
    with places.below:
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


def show_map(case: Case, places: Places) -> None:
    """What speaks for a class, as a map by one of several methods."""
    with places.stage:
        asked = pick_method()
        drawing = pick_drawing()
        latest = Latest()
        show_heat(case, asked, drawing, latest)
        offer_downloads(latest, f"cnnviz-why-{asked.method}")
    with places.outputs:
        show_trust(asked)
    with places.below:
        show_all_measured()


lesson("Why", "Trace an answer back to its pixels, or map the evidence for it.")
use_style("network")
use_style("why")
page()
