"""Counting: what layers come to, typed without a picture: sizes, parameters, multiplications, memory."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.counting import Counted
from cnnviz.geometry import Remainder
from cnnviz.scripts import counting_script
from pages.ui.counting.comparing import show_as_much, show_beside
from pages.ui.counting.editor import show_editor
from pages.ui.counting.explained import show_formulas, show_misfit
from pages.ui.counting.setting import typed
from pages.ui.counting.table import as_csv, show_table
from pages.ui.counting.told import tell_counted
from pages.ui.counting.windows import show_coverage, show_windows
from pages.ui.inputs.controls import pick_segment
from pages.ui.session import state
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import folded, lesson, use_style
from pages.ui.shell.slips import show_slips

_MISFIT: dict[Remainder, str] = {"floor": "floor", "raise": "refuse", "crop": "crop", "pad": "pad"}


@state.fragment
def page() -> None:
    """The windows of one layer, and its formulas beside the list of all."""
    windows = st.container(key="c_windows")
    with st.container(key="lesson"):
        left, right = st.columns([1, 1.25], gap="medium")
    with left:
        slot = st.container()
        remainder = pick_segment("If windows don’t fit", _MISFIT, "c_misfit")
    setting = typed(remainder)
    rows, row = setting.counted(), setting.looked_at()
    tell_counted(setting, row)
    with slot:
        show_editor(setting, rows)
    with right, st.container(key="c_formulas"):
        show_formulas(setting)
        show_misfit(setting)
        show_as_much(rows)
    if isinstance(row, Counted):
        with windows:
            show_windows(row)
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        show_coverage(folded("How often each pixel counts", "seen"), row)
        show_beside(folded("A dense layer beside it", "c_dense"), setting)
        show_table(folded("Layer by layer", "costs"), rows)
        with st.container(horizontal=True, gap="small", key="saves"):
            save = partial(as_csv, rows)
            st.download_button(
                "Save .csv", save, "cnnviz-counted.csv", "text/csv", on_click="ignore", key="csv"
            )
        code = folded("Code", "code")
        show_slips("counting")
    counted = [one for one in rows if isinstance(one, Counted)]
    if code.is_open and counted:
        with code.slot:
            show_script(counting_script(counted), {}, "code")


lesson("Counting", "Type layers, and see their sizes and what they cost, each number with its formula.")
use_style("counting")
page()
