"""Transposed convolution: each number of a small map stamps the kernel on a larger one."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson, use_style
from pages.ui.shell.slips import show_slips
from pages.ui.transposed.setting import HUB, REACTIONS, chosen
from pages.ui.transposed.take_home import hold_output, show_code, show_tables
from pages.ui.transposed.told import tell_stamped
from pages.ui.transposed.view import laboratory, show_view


def page() -> None:
    """The view, and below it what changes seldom."""
    view = st.container(key="transposed")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        offer_downloads(latest := Latest(), "cnnviz-transposed")
        saved = st.container()
        tables = folded("As tables", "tr_tables")
        code = folded("Code", "code")
        show_slips("transposed")
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
    made = now.made()
    tell_stamped(made)
    hold_output(latest, made, predict)
    with saved:
        offer_laboratory(partial(laboratory, now), HUB, is_offered=not predict)
    show_tables(tables, now, made, predict)
    show_code(code, now, made)


lesson("Transposed", "Each number of a small map stamps the kernel on a larger one, and stamps add up.")
use_style("transposed_page")
page()
