"""Design: a network of one's own, drawn by buttons and keys; what it makes and costs follows each key."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.scripts import design_script
from pages.ui.design.setting import choose
from pages.ui.design.told import tell_design
from pages.ui.design.training import offer_training
from pages.ui.design.view import show_design
from pages.ui.figures.layers import layers_csv, layers_table
from pages.ui.session import state
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import folded, lesson, use_style
from pages.ui.shell.slips import show_slips


@state.fragment
def page() -> None:
    """The design large; beneath it what can be taken home."""
    chosen = choose()
    show_design(chosen)
    tell_design(chosen)
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        offer_training(chosen)
        rows = folded("Layer by layer", "d_table")
        if rows.is_open:
            rows.slot.html(layers_table(chosen.measured, "The design"))
        with st.container(horizontal=True, gap="small", key="saves"):
            save = partial(layers_csv, chosen.measured)
            st.download_button(
                "Save .csv", save, "cnnviz-design.csv", "text/csv", on_click="ignore", key="csv"
            )
        code = folded("Code", "code")
        show_slips("design")
    if code.is_open:
        with code.slot:
            if chosen.measured.fault:
                st.caption("The code is written as soon as all layers fit.")
            else:
                show_script(design_script(chosen.design), {}, "code")


lesson("Design", "Draw a network of your own, and see sizes, parameters, cost and what its units see.")
use_style("design_page")
page()
