"""Architectures: the networks of the years 1998 to 2016, layer by layer, and what they are made of."""

from __future__ import annotations

import streamlit as st

from cnnviz.scripts import architecture_script
from pages.ui.architectures.comparing import show_comparison
from pages.ui.architectures.setting import Chosen, choose
from pages.ui.architectures.skipping import show_skip
from pages.ui.architectures.tells import tell_network
from pages.ui.architectures.view import show_network
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.layer_questions import UNTIL, ask_of_layer, show_rows
from pages.ui.linked.questions import say_code_hidden, say_hidden
from pages.ui.session import state
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import Folded, folded, lesson, use_style


@state.fragment
def page() -> None:
    """The network large; beneath it what compares and explains."""
    with st.container(key="drawer", horizontal=True, vertical_alignment="bottom", gap="medium"):
        chosen = choose()
    network, beneath = (
        st.container(),
        st.container(key="beneath", horizontal=True, vertical_alignment="center"),
    )
    with beneath:
        predict = pick_toggle("Predict first", "predict")
    with network:
        seen = ask_of_layer("architectures", chosen.measured.rows, chosen.layer(), predict)
        shown = show_network(chosen, seen)
    tell_network(chosen)
    with beneath:
        is_whole = seen.is_all and not chosen.measured.fault
        offer_laboratory(lambda: shown, "architectures", is_offered=is_whole)
        chart = folded("Size, error and cost", "a_chart")
        if seen.is_all:
            show_comparison(chart, chosen)
        else:
            say_hidden(chart, UNTIL)  # it has the network's own totals
        show_skip(folded("Gradient through skips", "a_skip"))
        show_rows(
            chosen.measured,
            chosen.title,
            "cnnviz-architecture.csv",
            folded("Layer by layer", "a_table"),
            seen,
        )
        code = folded("Code", "code")
    if seen.is_all:
        _show_code(chosen, code)
    else:
        say_code_hidden(code, UNTIL)


def _show_code(chosen: Chosen, code: Folded) -> None:
    if code.is_open and chosen.measured.rows:
        with code.slot:
            show_script(architecture_script(chosen.measured.rows, chosen.shape), {}, "code")


lesson("Architectures", "Well-known networks layer by layer: sizes, parameters, branches and skips.")
use_style("architectures_page")
page()
