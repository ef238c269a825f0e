"""The only place that writes `st.session_state`, and the address.

What a learner has set lives in the session, and a copy of it in the address: each setting on the page that is
not at its default stands there under its control's key. The address is read when a page is arrived at, and
written once at the end of a run, if it changed. Streamlit's own binding of controls to the address is not
used: it writes labels, and it loses at the next page what came with an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui.session.visit import Visit, begin

T = TypeVar("T")
P = ParamSpec("P")
Function = TypeVar("Function", bound=Callable[..., Any])


def setting(
    key: str, default: T, read: Callable[[str], T | None], write: Callable[[T], str] = str, fit: Any = None
) -> T:
    """What a learner has set, or what came with an address; to be asked before its control is made.

    Parameters
    ----------
    key
        The control's key, and its name in the address.
    default
        What it is at first; the address leaves it out.
    read
        Turns a text from the address into a value, or None for a text that cannot be used.
    write
        Turns a value into its text. `read` must accept it.
    fit
        Brings a value that was set before, when more was allowed, into what is allowed now.

    Returns
    -------
    What the control will show. It stands in the session under `key`.
    """
    visit = _visit()
    appears = key not in visit.notes
    sent = st.session_state.get(key)
    now = visit.settings.get(key) if appears else visit.wished(key, sent)
    value = now if now is None or fit is None else fit(now)
    if appears and key in visit.arrived:
        value = read(visit.arrived[key])
    elif appears and visit.fresh:
        value = None
    if value is None or read(write(value)) is None:
        value = default
    if appears or sent != value:
        st.session_state[key] = value
    text = write(value)
    visit.note(key, None if text == write(default) else text)
    visit.settings[key] = value
    return value


@contextmanager
def page(name: str) -> Iterator[None]:
    """Run a page within this, so that its settings follow the address and the address follows them."""
    visit: Visit | None = kept("visit")
    given, context = st.query_params.to_dict(), get_script_run_ctx()
    if visit is None or (context is not None and context.is_history_navigation):
        keep("visit", begin(name, given, visit))
    elif visit.page != name:
        keep("visit", visit.next(name, given))
    with _part(""):
        yield


def fragment(function: Function) -> Function:
    """Make a part of a page that runs by itself when one of its own controls changes.

    In place of `st.fragment`, so that the address follows this part, too. A page uses a function once. One
    part may lie within another, and then runs with it.
    """
    return st.fragment(_part(function.__qualname__)(function))


@contextmanager
def _part(name: str) -> Iterator[None]:
    """Run the page (""), or a part of it; the outermost of them writes the address at its end."""
    visit = _visit()
    outer = visit.enter(name)
    if outer is None:
        visit.received = st.query_params.to_dict()
    try:
        if outer is None and name and _page_is_behind(visit):
            st.rerun()
        yield
    finally:
        visit.part = outer
    if outer is None:
        wanted = visit.finish(name)
        if not wanted == visit.received == visit.written:
            st.query_params.from_dict(wanted)
            visit.written = wanted


def _page_is_behind(visit: Visit) -> bool:
    """Whether a control outside the part that is to run has changed with one of its own.

    If both change within a moment, as where a press takes a field's number over and sets a switch, Streamlit
    sends them together and runs the part alone.
    """
    outside = [key for key, note in visit.notes.items() if not note.part and key in st.session_state]
    return any(visit.wished(key, st.session_state[key]) != visit.settings[key] for key in outside)


def _visit() -> Visit:
    visit: Visit | None = kept("visit")
    if visit is None:
        visit = begin("", st.query_params.to_dict())
        keep("visit", visit)
    return visit


def has_just_come() -> bool:
    """Whether this is the first run of the page since the learner came to it."""
    return _visit().run == 1


def put(key: str, value: object) -> None:
    """Set a control's value from a callback, that is, before the controls of the next run are made."""
    _visit().put(key, value, st.session_state.get(key))
    st.session_state[key] = value


def read(key: str) -> Any:
    """A control's value, or None where it has none yet; for callbacks, which run before the page does."""
    visit, sent = _visit(), st.session_state.get(key)
    return visit.wished(key, sent) if key in visit.notes else visit.settings.get(key, sent)


def uninterrupted(callback: Callable[P, None]) -> Callable[P, None]:
    """Let nothing cut a callback off.

    At each look into the session Streamlit gives way to a newer run, also within a callback, and what the
    browser reported is lost, or half done. What asks whether there is one is replaced meanwhile: an internal
    of Streamlit. Components' callbacks are made so by `component.register`.
    """

    @wraps(callback)
    def run(*given: P.args, **named: P.kwargs) -> None:
        context = get_script_run_ctx()
        assert context is not None  # Streamlit calls no callback without one
        session = vars(context.session_state)
        give_way, session["_yield_callback"] = session["_yield_callback"], lambda: None
        try:
            callback(*given, **named)
        finally:
            session["_yield_callback"] = give_way

    return run


def keep(name: str, thing: object) -> None:
    """Keep something for this learner, on all pages, as long as the browser's tab is open."""
    st.session_state[f"kept:{name}"] = thing


def kept(name: str) -> Any:
    """What was kept under this name, or None."""
    return st.session_state.get(f"kept:{name}")
