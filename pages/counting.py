"""Counting: what layers come to, typed without a picture: sizes, parameters, multiplications, memory."""

from __future__ import annotations

import streamlit as st

from cnnviz.counting import Counted
from pages.ui.counting.beneath import show_beneath
from pages.ui.counting.comparing import show_as_much
from pages.ui.counting.editor import show_editor
from pages.ui.counting.explained import show_formulas, show_misfit
from pages.ui.counting.predicting import ask_first
from pages.ui.counting.setting import MISFIT, typed
from pages.ui.counting.told import tell_counted
from pages.ui.counting.windows import show_windows
from pages.ui.inputs.controls import pick_segment, pick_toggle
from pages.ui.session import state
from pages.ui.shell.frame import lesson, use_style


@state.fragment
def page() -> None:
    """The windows of one layer, and its formulas beside the list of all."""
    windows = st.container(key="c_windows")
    with st.container(key="lesson"):
        left, right = st.columns([1, 1.25], gap="medium")
    beneath = st.container(key="beneath", horizontal=True, vertical_alignment="center")
    with left:
        slot = st.container()
        remainder = pick_segment("If windows don’t fit", MISFIT, "c_misfit")
    with beneath:
        predict = pick_toggle("Predict first", "predict")
    setting = typed(remainder)
    rows, row = setting.counted(), setting.looked_at()
    tell_counted(setting, row)
    with right, st.container(key="c_formulas"):
        seen = ask_first(setting, rows, predict)
        show_formulas(setting, seen)
        if seen.size:
            show_misfit(setting)
        if seen.is_all:
            show_as_much(rows)
    with slot:
        show_editor(setting, rows, seen)
    if isinstance(row, Counted) and seen.size:
        with windows:
            show_windows(row)
    with beneath:
        show_beneath(setting, rows, seen)


lesson("Counting", "Type layers, and see their sizes and what they cost, each number with its formula.")
use_style("counting")
page()
