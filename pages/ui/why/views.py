"""The two parts of the page Why: maps of the evidence for a prediction, and the prediction traced back."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnviz.errors import CnnvizError
from pages.ui.figures.facts import show_facts
from pages.ui.figures.sentences import sentence
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.why.case import Case
from pages.ui.why.code import show_map_code
from pages.ui.why.cover import show_cover
from pages.ui.why.drawing import pick_drawing
from pages.ui.why.heat import show_heat
from pages.ui.why.known import show_known
from pages.ui.why.methods import BY_HAND, LAYERS, pick_method, pick_settings
from pages.ui.why.path import show_patch, show_products, show_stop, show_whole_path
from pages.ui.why.slots import Slots
from pages.ui.why.told import tell_score
from pages.ui.why.trace import pick_stop, show_contributions, trace
from pages.ui.why.trust import show_all_measured, trust
from pages.ui.why.words import TELLS


def show_map(case: Case, slots: Slots) -> None:
    """What speaks for a class, as a map by one of several methods; then how far to trust it."""
    with slots.stage:
        method = pick_method()
        if method == BY_HAND:
            show_cover(case)
            return
        if method == LAYERS:
            show_known(case)
            return
        maps, facts = st.container(), st.container()
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="settings"):
            asked = pick_settings(method)
            drawing = pick_drawing()
        latest = Latest()
        with maps:
            found = show_heat(case, asked, drawing, latest)
        with facts:
            show_facts([*found, *trust(asked)], " ".join(TELLS[method]))
        show_all_measured()
        offer_downloads(latest, f"cnnviz-why-{method}")
        show_map_code(case, asked)


def show_trace(case: Case, slots: Slots) -> None:
    """The prediction as a path back to a patch of the picture."""
    try:
        found = trace(case)
    except CnnvizError as error:
        slots.trace.info(sentence(error))
        return
    tell_score(found)
    with slots.trace:
        st.html(f'<h2 class="part">How the logit of {escape(case.name)} comes about</h2>')
        parts, products, patch = st.columns([2.3, 2.8, 2], gap="medium")
    with slots.detail:
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
