"""Where Streamlit's own code is changed, and why. Look at each when upgrading: see docs/streamlit.md."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import streamlit as st
from streamlit import logger
from streamlit.cursor import Cursor, SparseList
from streamlit.elements import html as elements_html
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType
from streamlit.runtime.state import SafeSessionState
from streamlit.web.server.starlette import starlette_websocket

from pages.ui.session import asked, ending, logged, same, swept, together, turns

_coalesce = script_requests._coalesce_widget_states
_request = script_requests.ScriptRequests._request_rerun_locked
_clear = AppSession._clear_queue
_begin_run = SafeSessionState.on_script_will_rerun
_end_run = SafeSessionState.on_script_finished


def adapt() -> None:
    """Change what has to be changed before the server runs."""
    # Else Streamlit takes the first page after a start for one of its older kind of app. After a restart Home
    # then gets two more entries in the browser's history, and Back cannot leave them.
    PagesManager.uses_pages_directory = False
    # Else what a control is set to, or a press of a button, is lost if a newer run comes a moment later.
    script_requests._coalesce_widget_states = _coalesced
    script_requests.ScriptRequests._request_rerun_locked = _requested  # type: ignore[method-assign, assignment]
    SafeSessionState.on_script_will_rerun = _begun  # type: ignore[method-assign, assignment]
    SafeSessionState.on_script_finished = _ended  # type: ignore[method-assign, assignment]
    # Else a view is taken off the page, and built anew, when its part runs at the end of a run of the page.
    AppSession._clear_queue = _cleared  # type: ignore[method-assign, assignment]
    # Else, to judge a foreign origin, Streamlit asks a host outside for its own address, and all wait for two
    # seconds. `serving.hosts` has refused what is foreign before.
    starlette_websocket._is_origin_allowed = lambda origin, host: True
    # Else each session keeps three descriptors, also when it has ended.
    AppSession.__init__ = ending.init_session  # type: ignore[method-assign, assignment]
    app_session._close_script_event_loop = lambda loop: None
    # Else one message can empty everybody's caches, or hold up the server for a minute.
    AppSession.handle_backmsg = asked.handled  # type: ignore[method-assign, assignment]
    # Else whoever sends what makes no sense, again and again, fills the disk that the log is on.
    logger.setup_formatter = logged.set_up  # type: ignore[assignment]
    logger.update_formatter()
    # Else each run makes the theme and the settings of the server anew, option by option.
    app_session._populate_theme_msg = same.fill_theme  # type: ignore[assignment]
    app_session._populate_config_msg = same.fill_config  # type: ignore[assignment]
    AppSession._populate_app_pages = same.fill_pages  # type: ignore[method-assign, assignment]
    # Else the server's loop is woken for each element, and waits for the run, and the run for it; and wakes
    # itself for each message that it sends.
    AppSession._on_scriptrunner_event = together.tell  # type: ignore[method-assign, assignment]
    AppSession.flush_browser_queue = together.flush  # type: ignore[method-assign, assignment]
    # Else all runs that were asked for run at once, each as many times as long as there are runs.
    script_requests.ScriptRequests.on_scriptrunner_ready = turns.next_request  # type: ignore[method-assign, assignment]
    ScriptRunner._run_script = turns.run  # type: ignore[method-assign, assignment]
    # Else each run of a part copies where it draws by way of pickling.
    Cursor.__deepcopy__ = _copied  # type: ignore[attr-defined]
    # Else each text of HTML is looked for among the files, as the name of one.
    elements_html._is_file = lambda obj: False
    # Else all uploads of a session are kept as long as it lasts.
    MemoryUploadedFileManager.add_file = ending.add_upload  # type: ignore[method-assign, assignment]
    # Else each run looks through the files of all sessions, and takes away what others have just pressed for.
    MediaFileManager.remove_orphaned_files = swept.sweep  # type: ignore[method-assign, assignment]


def insist_on_navigation() -> None:
    """Run through app.py if Streamlit took the page's file for an app of its own; each page calls this.

    It does so without `adapt` (in tests, or if it is told to run app.py) when the first address that anybody
    opens is a page's: until app.py has called `st.navigation` once, a folder named pages/ means the older
    kind of app with many pages.
    """
    if PagesManager.uses_pages_directory:
        PagesManager.uses_pages_directory = False
        st.rerun()


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


def _requested(requests: ScriptRequests, wanted: RerunData) -> bool:
    """Ask for a run; a run that asks for itself anew takes nothing from a request of the browser that waits.

    Streamlit runs what was asked for last: `st.rerun` would undo a click on another page that came a moment
    before. Only the browser says what controls are set to.
    """
    is_own = wanted.widget_states is None
    if is_own and requests._state == ScriptRequestType.RERUN and not requests._rerun_data.fragment_id_queue:
        return True  # a whole page will run
    return _request(requests, wanted)


def _copied(cursor: Cursor, memo: dict[int, Any]) -> Cursor:
    """Copy a place where a page draws: all but its elements that pass are numbers."""
    copy = object.__new__(type(cursor))
    elements = cursor._transient_elements
    vars(copy).update(vars(cursor))
    copy._transient_elements = deepcopy(elements, memo) if len(elements) else SparseList()
    return copy


def _cleared(session: AppSession, parts: list[str] | None = None) -> None:
    """Drop what waits to be sent when a run begins; if a part of the page runs, nothing of the run before.

    Streamlit drops what that run has drawn of the part, and still sends that the whole page was drawn. So the
    browser takes the part away. What the part draws now comes after all that, and takes no place in it.
    """
    if parts:
        session._browser_queue._delta_index_map.clear()
    else:
        _clear(session)


def _begun(session: SafeSessionState, states: WidgetStates | None, **more: Any) -> None:
    """Take in what controls say, and call their callbacks, before the run gives way to a newer one.

    At each look into the session Streamlit gives way, also before it has taken anything in, and within a
    callback: what a control was set to would be lost, and a press of a button, or half done.
    """
    own = vars(session)
    give_way, own["_yield_callback"] = own["_yield_callback"], lambda: None
    try:
        _begin_run(session, states, **more)
    finally:
        own["_yield_callback"] = give_way


def _ended(
    session: SafeSessionState, widget_ids_this_run: frozenset[str], *, remove_stale_widgets: bool = False
) -> None:
    """End a run; only one that is complete says which controls are gone.

    When another page is asked for, Streamlit forgets the controls of the page that is left before that page's
    settings are taken down. Then alone it does not say `remove_stale_widgets`.
    """
    _end_run(session, widget_ids_this_run, remove_stale_widgets=remove_stale_widgets)
