"""Where Streamlit's own code is changed, and why. Look at each when upgrading: see docs/streamlit.md."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from streamlit.config import get_option
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType
from streamlit.runtime.state import SafeSessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.server.starlette import starlette_websocket

#: Seconds from one look for ended sessions to the next.
SWEPT_EVERY = 5
#: Uploads of a session that are kept: as many, and as large together as so many of the largest.
MOST_UPLOADS, MOST_LARGE_UPLOADS = 8, 2

_coalesce = script_requests._coalesce_widget_states
_request = script_requests.ScriptRequests._request_rerun_locked
_begin_run = SafeSessionState.on_script_will_rerun
_end_run = SafeSessionState.on_script_finished
_make_session = AppSession.__init__
_add_upload = MemoryUploadedFileManager.add_file
_shared_loop: list[asyncio.AbstractEventLoop] = []  # once there is a session


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
    # Else, to judge a foreign origin, Streamlit asks a host outside for its own address, and all wait for two
    # seconds. `serving.hosts` has refused what is foreign before.
    starlette_websocket._is_origin_allowed = lambda origin, host: True
    # Else each session keeps three descriptors, also when it has ended.
    AppSession.__init__ = _made  # type: ignore[method-assign, assignment]
    app_session._close_script_event_loop = lambda loop: None
    # Else all uploads of a session are kept as long as it lasts.
    MemoryUploadedFileManager.add_file = _added  # type: ignore[method-assign, assignment]


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


def _made(session: AppSession, *values: Any, **more: Any) -> None:
    """Make a session that has no event loop of its own; all share the first one's.

    It is for scripts that await something. Ours do not.
    """
    _make_session(session, *values, **more)
    own = session._script_event_loop
    if _shared_loop:
        own.close()
    else:
        _shared_loop.append(own)
    session._script_event_loop = _shared_loop[0]


def _added(manager: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
    """Keep an upload, and let go of the session's oldest if that is too much.

    What has been read from an upload is the page's own, so that an old one is not asked for again.
    """
    _add_upload(manager, session_id, file)
    most = MOST_LARGE_UPLOADS * get_option("server.maxUploadSize") * 1024**2
    kept = list(manager.file_storage[session_id].values())
    while len(kept) > MOST_UPLOADS or sum(len(one.data) for one in kept) > most:
        manager.remove_file(session_id, kept.pop(0).file_id)


@asynccontextmanager
async def swept(_: object) -> AsyncIterator[None]:
    """Let go of ended sessions for as long as the server runs.

    Streamlit keeps a session for a browser that comes back (`server.disconnectedSessionTTL`), and looks
    whether that is over only when another session ends.
    """
    sweeper = asyncio.create_task(_sweep_again_and_again())
    try:
        yield
    finally:
        sweeper.cancel()


async def _sweep_again_and_again() -> None:
    while True:
        await asyncio.sleep(SWEPT_EVERY)
        _sweep(Runtime.instance())


def _sweep(runtime: Runtime) -> None:
    """Empty the sessions that nobody has come back to, and forget uploads that came after the end."""
    manager: Any = runtime._session_mgr
    for name, ended in manager._session_storage._cache.expire():
        _empty(ended.session)
        manager._session_connect_times.pop(name, None)
    uploads: Any = runtime.uploaded_file_mgr
    known = {info.session.id for info in manager.list_sessions()}
    for name in set(uploads.file_storage) - known:
        uploads.remove_session_files(name)


def _empty(session: AppSession) -> None:
    """Shut a session down and let go of what it holds.

    Threads of its last runs know it, and each other, until Python looks for such rings, which takes a while.
    """
    session.shutdown()
    session.flush_browser_queue()
    if session._scriptrunner is None:  # else its last run has not noticed yet that nobody is there
        session.session_state.clear()
