"""What can be unfolded and saved below the layers; what gives an answer away is hidden until it is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from cnnviz.counting import Counted
from cnnviz.scripts import counting_script
from pages.ui.counting.comparing import show_beside, typed_units
from pages.ui.counting.predicting import Seen
from pages.ui.counting.setting import Setting
from pages.ui.counting.table import as_csv, show_table
from pages.ui.counting.windows import show_coverage
from pages.ui.linked.questions import say_hidden
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import Folded, folded
from pages.ui.shell.slips import show_slips


def show_beneath(setting: Setting, rows: list[Counted | str], seen: Seen) -> None:
    """Show it."""
    _fold("How often each pixel counts", "seen", partial(show_coverage, row=setting.looked_at()), seen.size)
    beside = partial(show_beside, setting=setting, text=typed_units())
    _fold("A dense layer beside it", "c_dense", beside, seen.is_all)
    _fold("Layer by layer", "costs", partial(show_table, rows=rows), seen.is_all)
    if seen.is_all:
        with st.container(horizontal=True, gap="small", key="saves"):
            save = partial(as_csv, rows)
            st.download_button(
                "Save .csv", save, "cnnviz-counted.csv", "text/csv", on_click="ignore", key="csv"
            )
    _fold("Code", "code", partial(_show_code, rows=rows), seen.is_all)
    show_slips("counting", None if seen.is_whole else say_hidden)


def _fold(title: str, key: str, show: Callable[[Folded], None], is_seen: bool) -> None:
    part = folded(title, key)
    if is_seen:
        show(part)
    else:
        say_hidden(part)


def _show_code(part: Folded, rows: list[Counted | str]) -> None:
    counted = [one for one in rows if isinstance(one, Counted)]
    if part.is_open and counted:
        with part.slot:
            show_script(counting_script(counted), {}, "code")
