"""The list of operations that are stacked: in the address, with a way back and a way out of each."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from pages.ui.break_it.operations import MOST, Operation, read, refused, written
from pages.ui.figures.sentences import sentence
from pages.ui.session import keeping, state

#: Its name in the address.
KEY = "ops"
_PAST = "ops_past"
_REFUSED = "ops_refused"
#: So many steps can be taken back.
_STEPS = 50


def stacked() -> list[Operation]:
    """The operations that were done, or came with an address."""
    if state.has_just_come(KEY):
        keeping.keep(_REFUSED, [])
    return read(state.setting(KEY, "", _taken))


def _taken(text: str) -> str | None:
    """Take from an address what can be done, and keep why the rest cannot."""
    if errors := refused(text):
        keeping.keep(_REFUSED, [sentence(error) for error in errors])
    return written(read(text)) or None


def add(operation: Operation) -> None:
    """Do one more; for a button's callback."""
    _change([*_now(), operation][:MOST])


def show_stack(operations: list[Operation]) -> None:
    """List the operations, each to be removed, and what takes the last change back."""
    with st.container(key="b_stack"):
        for why in keeping.kept(_REFUSED) or []:
            st.error(f"{why} So one operation in the address was left out.")
        if not operations:
            st.html('<p class="words">Click a map, choose an operation and apply it. More can follow.</p>')
        for i, operation in enumerate(operations):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(f'<p class="done"><b>{i + 1}</b> {escape(operation.words())}</p>')
                st.button("✕", key=f"b_out_{i}", help="Remove this operation", on_click=_take_out, args=(i,))
        if not operations and not _past():
            return
        with st.container(horizontal=True, gap="small"):
            st.button("Undo", key="b_undo", on_click=_undo, disabled=not _past(), width="stretch")
            st.button(
                "Restore the network",
                key="b_none",
                on_click=partial(_change, []),
                disabled=not operations,
                width="stretch",
            )


def _now() -> list[Operation]:
    return read(str(state.read(KEY) or ""))


def _past() -> list[str]:
    return keeping.kept(_PAST) or []


def _change(operations: list[Operation]) -> None:
    keeping.keep(_REFUSED, [])
    keeping.keep(_PAST, [*_past(), written(_now())][-_STEPS:])
    state.put(KEY, written(operations))


def _take_out(index: int) -> None:
    operations = _now()
    _change(operations[:index] + operations[index + 1 :])


def _undo() -> None:
    past = _past()
    if past:
        keeping.keep(_PAST, past[:-1])
        state.put(KEY, past[-1])
