"""What is kept in a learner's session from run to run."""

from __future__ import annotations

import secrets
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui.session.visit import Visit, begin

_NOWHERE = object()


def keep(name: str, thing: object) -> None:
    """Keep something for this learner, on all pages, as long as the browser's tab is open."""
    st.session_state[f"kept:{name}"] = thing


def kept(name: str) -> Any:
    """What was kept under this name, or None.

    No control has such a key, so that it lies where the session keeps what pages set: in this run, or before.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return in_session(f"kept:{name}")
    key, state = f"kept:{name}", context.session_state._state
    found = state._new_session_state.get(key, _NOWHERE)  # first: the end of a run moves it to the other
    return state._old_state.get(key) if found is _NOWHERE else found


def in_session(key: str) -> Any:
    """What the session holds under a key, or None; of a control what the browser says.

    As `st.session_state.get`, which takes ten times as long, as it gives way to a newer run and makes a class
    for each component. A page looks here a hundred times in a run.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:  # nothing runs
        return st.session_state.get(key)
    state = context.session_state._state
    try:
        return state._getitem(state._get_widget_id(key), key)
    except KeyError:
        return None


def session() -> str:
    """Name this session, for browsers to tell it from the one before a restart."""
    if kept("session") is None:
        keep("session", secrets.token_urlsafe(8))
    return str(kept("session"))


def current_visit() -> Visit:
    """The learner's stay on the page that runs."""
    visit: Visit | None = kept("visit")
    if visit is None:
        visit = begin("", st.query_params.to_dict())
        keep("visit", visit)
    return visit
