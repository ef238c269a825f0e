"""Softmax: logits become probabilities, by one softmax, by several sigmoids, or by one."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier.choosing import pick_model
from pages.ui.classifier.input import Input, pick_input, pick_source, show_gallery
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen
from pages.ui.session import state
from pages.ui.shell.frame import Folded, folded, lesson, use_style
from pages.ui.shell.slips import show_slips
from pages.ui.softmax.logits import HUB, REACTIONS, set_logits
from pages.ui.softmax.take_home import offer_files, show_code
from pages.ui.softmax.told import tell_logits
from pages.ui.softmax.view import show_view


def page() -> None:
    """The view, and below it what changes seldom."""
    view = st.container(key="softmax")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        saves, saved = st.container(), st.container()
        code = folded("Code", "code")
        show_slips("softmax")
    with st.container(key="drawer", width=640):
        st.html('<p class="lead">The picture whose logits the trained network gives:</p>')
        if not pick_model(view):
            return
        source = pick_source()
        steps = st.container(key="strip")
        given = pick_input(source, steps)
        show_gallery(given)
    logits_of(view, predict, saves, saved, code, given)


@state.fragment
def logits_of(
    view: DeltaGenerator,
    predict: bool,
    saves: DeltaGenerator,
    saved: DeltaGenerator,
    code: Folded,
    given: Input,
) -> None:
    """The logits, and all that follows from them."""
    with view:
        listen(HUB, REACTIONS)
        logits = set_logits()
        tell_logits(logits)
        shown = show_view(logits, given, predict)
    with saves:
        if not predict:
            offer_files(logits)
    with saved:
        offer_laboratory(lambda: shown, HUB, is_offered=not predict)
    show_code(code, logits)


lesson("Softmax", "Logits become probabilities: drag one, and every number follows.")
use_style("network")
page()
