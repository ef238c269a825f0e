"""Series and volumes: convolution along one axis and along three."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.view import listen
from pages.ui.series.setting import HUB, REACTIONS, chosen
from pages.ui.series.take_home import hold_output, offer_csv, show_code, show_tables
from pages.ui.series.view import show_view
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson


def page() -> None:
    """The view, and below it what changes seldom."""
    view = st.container(key="series")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        offer_downloads(latest := Latest(), "cnnviz-series")
        table = st.container()
        tables = folded("As tables", "se_tables")
        code = folded("Code", "code")
    result(view, predict, latest, table, tables, code)


@state.fragment
def result(
    view: DeltaGenerator, predict: bool, latest: Latest, table: DeltaGenerator, tables: Folded, code: Folded
) -> None:
    """What is set in the view, and all that follows from it."""
    with view:
        listen(HUB, REACTIONS)
        now = chosen()
        show_view(now, predict)
    hold_output(latest, now, predict)
    with table:
        offer_csv(now, predict)
    show_tables(tables, now, predict)
    show_code(code, now)


lesson("Series", "Slide a kernel along a recording: it smooths, finds changes, or finds its own shape again.")
page()
