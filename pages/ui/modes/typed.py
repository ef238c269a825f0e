"""Training or test on typed numbers: dropout, or batch norm, each output explained and to be predicted."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.scripts import Script, dropout_script, norm_script
from pages.ui.figures.facts import show_facts
from pages.ui.inputs.controls import pick_segment, pick_toggle
from pages.ui.linked.worked import show_worked
from pages.ui.modes.told import tell_draw, tell_norms
from pages.ui.modes.typed_dropout import REACTIONS, dropout_draw, dropout_work
from pages.ui.modes.typed_norm import norm_batches, norm_comparison, norm_work
from pages.ui.session import state
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import Folded, folded

_ON = {"maps": "A picture’s maps", "typed": "Typed numbers"}
_DROPOUT = (
    "What is kept is divided by 1 − p. So the mean over all draws is the number itself, and a test takes it."
)
_NORM = "In training a number’s output depends on the rest of its batch. In a test it does not."


def is_typed() -> bool:
    """Show the choice between a picture's maps and typed numbers; say whether these are chosen."""
    return pick_segment("Layer on", _ON, "mode_on", label_visibility="collapsed") == "typed"


@state.fragment
def show_typed(layers: Mapping[str, str]) -> None:
    """Show one of the layers, "dropout" or "norm", row by row; below it the code."""
    layer = pick_segment("Layer", layers, "mode_layer", label_visibility="collapsed")
    rows = st.container(key="typed")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        code = folded("Code", "code")
    if layer == "dropout":
        _show_dropout(rows, code, predict)
    else:
        _show_norm(rows, code, predict)


def _show_dropout(rows: DeltaGenerator, code: Folded, predict: bool) -> None:
    draw = dropout_draw()
    tell_draw(draw)
    with rows:
        show_worked(dropout_work(draw), predict, REACTIONS)
        st.html(f'<p class="words">{_DROPOUT}</p>')
    _show_code(code, dropout_script(draw))


def _show_norm(rows: DeltaGenerator, code: Folded, predict: bool) -> None:
    batches = norm_batches()
    tell_norms(batches)
    with rows:
        show_worked(norm_work(batches), predict, {})
        if not predict:
            show_facts(norm_comparison(batches))
        st.html(f'<p class="words">{_NORM}</p>')
    _show_code(code, norm_script(batches))


def _show_code(part: Folded, script: Script) -> None:
    if part.is_open:
        with part.slot:
            show_script(script, {}, "code")
