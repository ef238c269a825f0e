"""The only place that writes `st.session_state`.

A control that is bound to the URL keeps its value there and in the session, across pages too; Streamlit does
this. What is left to keep are a learner's own pictures, which fit in no address, and the values that
something other than the control itself sets: a click on a map, a number typed into the kernel.
"""

from __future__ import annotations

from typing import Any

import streamlit as st


def offer(key: str, value: object) -> None:
    """Give a control its first value, unless the address or the learner has one already.

    To be called before the control is made, in place of its `value=` or `index=`. Only a control that got its
    first value this way is followed by the URL when `put` changes it before it was ever shown.
    """
    # .get asks for one key; `in` would build the whole session's dictionary, half a millisecond each time.
    if st.session_state.get(key) is None and key not in st.query_params:
        st.session_state[key] = value


def put(key: str, value: object) -> None:
    """Set a control's value from a callback, that is, before the controls of the next run are made."""
    st.session_state[key] = value


def keep(name: str, thing: object) -> None:
    """Keep something for this learner, on all pages, as long as the browser's tab is open."""
    st.session_state[f"kept:{name}"] = thing


def kept(name: str) -> Any:
    """What was kept under this name, or None."""
    return st.session_state.get(f"kept:{name}")


def read(key: str) -> Any:
    """A control's value, or None where it has none yet; for callbacks, which run before the page does."""
    return st.session_state.get(key)


def limit(key: str, low: int, high: int) -> None:
    """Bring a number into a range that has shrunk, before its control is made."""
    value = st.session_state.get(key)
    if isinstance(value, int) and not low <= value <= high:
        st.session_state[key] = min(max(value, low), high)
