"""Walking through an output, place after place in reading order."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.ui import state
from pages.ui.controls import pick_number
from pages.ui.maps import Pick

_KEYS = ("row", "column")


def pick_place(size: tuple[int, int]) -> tuple[int, int]:
    """Show the buttons first, previous, next, last, and the place as two numbers; all in the URL.

    Parameters
    ----------
    size
        Rows and columns of the output. A place beyond them becomes the last one.

    Returns
    -------
    (row, column), counted from 0
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        buttons = st.container(horizontal=True, gap="small", width="content")
        row = pick_number("Row", "row", 0, 0, size[0] - 1, 116)
        column = pick_number("Column", "column", 0, 0, size[1] - 1, 116)
    with buttons:
        _show_buttons(row * size[1] + column, size)
    return row, column


def go_to(pick: Pick) -> None:
    """Move to a place that was clicked."""
    state.put("row", pick.row)
    state.put("column", pick.column)


def _show_buttons(now: int, size: tuple[int, int]) -> None:
    last = size[0] * size[1] - 1
    for name, target in {"first": 0, "previous": now - 1, "next": now + 1, "last": last}.items():
        st.button(
            name.capitalize(),
            key=f"step_{name}",
            on_click=partial(_go, target, size),
            disabled=target == now or not 0 <= target <= last,
        )


def _go(target: int, size: tuple[int, int]) -> None:
    for key, place in zip(_KEYS, divmod(target, size[1]), strict=True):
        state.put(key, place)
