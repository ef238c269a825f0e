"""Break it: operate on the trained network, perturb its picture, or fool it, and see how it predicts then."""

from __future__ import annotations

import streamlit as st

from pages.ui.break_it.disturb import show_disturb
from pages.ui.break_it.fool import show_fool
from pages.ui.break_it.operate import show_operate
from pages.ui.break_it.slots import Slots
from pages.ui.classifier.choosing import pick_model
from pages.ui.classifier.input import pick_source
from pages.ui.inputs.controls import pick_segment
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.slips import show_slips

_VIEWS = {"operate": "Operate", "disturb": "Perturb", "fool": "Fool"}
_SHOW = {"operate": show_operate, "disturb": show_disturb, "fool": show_fool}


def page() -> None:
    """Which way to break it, the picture, and slots for what each way shows."""
    steps = st.container(key="strip")
    with st.container(key="lesson"):
        left, stage = st.columns([1.15, 4.3], gap="medium")
    with left:
        if not pick_model(stage):
            return
        view = pick_segment("Break it", _VIEWS, "b_view", width="stretch", label_visibility="collapsed")
        controls = st.container(key="b_controls")
        with st.container(key="b_source"):
            source = pick_source()
            given = st.container()
    _SHOW[view](source, Slots(controls, given, steps, stage.container(), st.container(key="b_code")))
    show_slips("break_it")


lesson("Break it", "Operate on the network, perturb its picture or fool it, and watch its prediction change.")
use_style("network")
use_style("break_it")
page()
