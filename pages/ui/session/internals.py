"""Where Streamlit's own code is changed, and why. Look at each when upgrading: see docs/streamlit.md."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_requests

P = ParamSpec("P")

_coalesce = script_requests._coalesce_widget_states


def adapt() -> None:
    """Change what has to be changed before the server runs."""
    # Else Streamlit takes the first page after a start for one of its older kind of app. After a restart Home
    # then gets two more entries in the browser's history, and Back cannot leave them.
    PagesManager.uses_pages_directory = False
    script_requests._coalesce_widget_states = _coalesced


def _coalesced(old_states: WidgetStates | None, new_states: WidgetStates | None) -> WidgetStates | None:
    """Give what controls say in two requests for a run that become one; of each, what the newer one says.

    Streamlit takes the newer request's only. One for another page says nothing of the controls of the page
    that is left, and what was set there a moment before would be lost.
    """
    both = _coalesce(old_states, new_states)
    if old_states is not None and both is not None:
        said = {state.id for state in both.widgets}
        both.widgets.extend(state for state in old_states.widgets if state.id not in said)
    return both


def uninterrupted(callback: Callable[P, None]) -> Callable[P, None]:
    """Let nothing cut a callback off.

    For buttons. At each look into the session Streamlit gives way to a newer run, also within a callback,
    and the press is lost, or half done. What asks whether there is one is replaced meanwhile.
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
