"""What can be unfolded and saved below the layers; what gives an answer away is hidden until it is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from cnnviz.counting import Counted
from cnnviz.scripts import counting_script
from pages.ui.counting.comparing import show_beside, typed_units
from pages.ui.counting.setting import Setting
from pages.ui.counting.table import as_csv, show_table
from pages.ui.counting.take_home import offer_counted
from pages.ui.counting.windows import show_coverage
from pages.ui.linked.layer_questions import Seen
from pages.ui.linked.questions import say_code_hidden, say_hidden
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import Folded, folded
from pages.ui.shell.slips import show_slips

_SIZE = "the size of this layer’s output is predicted, or shown"
_WHOLE = "size and parameters of this layer are predicted, or shown"
_ALL = "size and parameters of this layer and all behind it are predicted, or shown"


def show_beneath(setting: Setting, rows: list[Counted | str], seen: Seen) -> None:
    """Show it."""
    coverage = partial(show_coverage, row=setting.looked_at())
    _fold("How often each pixel counts", "seen", coverage, None if seen.size else _SIZE)
    beside = partial(show_beside, setting=setting, text=typed_units())
    until = None if seen.is_all else _ALL
    _fold("A dense layer beside it", "c_dense", beside, until)
    _fold("Layer by layer", "costs", partial(show_table, rows=rows), until)
    if seen.is_all:
        with st.container(horizontal=True, gap="small", key="saves"):
            save = partial(as_csv, rows)
            st.download_button(
                "Save .csv", save, "cnnviz-counted.csv", "text/csv", on_click="ignore", key="csv"
            )
            offer_counted(setting, rows)
    _fold("Code", "code", partial(_show_code, rows=rows), until, say_code_hidden)
    show_slips("counting", None if seen.is_answered else partial(say_hidden, until=_WHOLE))


def _fold(
    title: str,
    key: str,
    show: Callable[[Folded], None],
    until: str | None,
    hide: Callable[[Folded, str], None] = say_hidden,
) -> None:
    """Show a fold; what is in it, or until when that is hidden."""
    part = folded(title, key)
    if until is None:
        show(part)
    else:
        hide(part, until)


def _show_code(part: Folded, rows: list[Counted | str]) -> None:
    counted = [one for one in rows if isinstance(one, Counted)]
    if part.is_open and counted:
        with part.slot:
            show_script(counting_script(counted), {}, "code")
