"""Backward: one training step of a small convolution, with every number that it takes."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.backward.setting import HUB, REACTIONS, chosen
from pages.ui.backward.take_home import hold_gradient, show_code, show_tables
from pages.ui.backward.told import tell_step
from pages.ui.backward.view import laboratory, show_view
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson, use_style
from pages.ui.shell.slips import show_slips


def page() -> None:
    """The view, and below it what changes seldom."""
    view = st.container(key="backward")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        offer_downloads(latest := Latest(), "cnnviz-backward")
        saved = st.container()
        tables = folded("As tables", "bw_tables")
        code = folded("Code", "code")
        show_slips("backward")
    result(view, predict, latest, saved, tables, code)


@state.fragment
def result(
    view: DeltaGenerator, predict: bool, latest: Latest, saved: DeltaGenerator, tables: Folded, code: Folded
) -> None:
    """What is set in the view, and all that follows from it."""
    with view:
        listen(HUB, REACTIONS)
        now = chosen()
        show_view(now, predict)
    tell_step(now)
    hold_gradient(latest, now, predict)
    with saved:
        offer_laboratory(partial(laboratory, now), HUB, is_offered=not predict)
    show_tables(tables, now, predict)
    show_code(code, now)


lesson("Backward", "One step of training: the error goes back, and every weight moves against its slope.")
use_style("backward_page")
page()
