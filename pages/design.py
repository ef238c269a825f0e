"""Design: a network of one's own, drawn by buttons and keys; what it makes and costs follows each key."""

from __future__ import annotations

import streamlit as st

from cnnviz.scripts import design_script
from pages.ui.design.setting import Chosen, choose
from pages.ui.design.told import tell_design
from pages.ui.design.training import offer_training
from pages.ui.design.view import show_design
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.layer_questions import UNTIL, ask_of_layer, show_rows
from pages.ui.linked.questions import say_code_hidden
from pages.ui.session import state
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import Folded, folded, lesson, use_style
from pages.ui.shell.slips import show_slips


@state.fragment
def page() -> None:
    """The design large; beneath it what can be taken home."""
    chosen = choose()
    view, beneath = st.container(), st.container(key="beneath", horizontal=True, vertical_alignment="center")
    with beneath:
        predict = pick_toggle("Predict first", "predict")
    with view:
        seen = ask_of_layer("design", chosen.measured.rows, chosen.layer - 1, predict)
        show_design(chosen, seen if predict else None)
    tell_design(chosen)
    with beneath:
        offer_training(chosen)
        show_rows(
            chosen.measured, "The design", "cnnviz-design.csv", folded("Layer by layer", "d_table"), seen
        )
        code = folded("Code", "code")
        show_slips("design")
    if seen.is_all:
        _show_code(chosen, code)
    else:
        say_code_hidden(code, UNTIL)


def _show_code(chosen: Chosen, code: Folded) -> None:
    if code.is_open:
        with code.slot:
            if chosen.measured.fault:
                st.caption("The code is written as soon as all layers fit.")
            else:
                show_script(design_script(chosen.design), {}, "code")


lesson("Design", "Draw a network of your own, and see sizes, parameters, cost and what its units see.")
use_style("design_page")
page()
