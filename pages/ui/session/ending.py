"""What sessions keep, and that they let go of it when they end. `internals.adapt` has Streamlit use this."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.config import get_option
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.ui.session import elsewhere

#: Seconds from one look for ended sessions to the next.
SWEPT_EVERY = 5
#: Uploads of a session that are kept: as many, and as large together as so many of the largest.
MOST_UPLOADS, MOST_LARGE_UPLOADS = 8, 2

_make_session = AppSession.__init__
_add_file = MemoryUploadedFileManager.add_file
_shared_loop: list[asyncio.AbstractEventLoop] = []  # once there is a session
_sessions: set[AppSession] = set()  # all that have not been emptied


def init_session(session: AppSession, *values: Any, **more: Any) -> None:
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
    _sessions.add(session)


def add_upload(manager: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
    """Keep an upload, and let go of the session's oldest if that is too much.

    What has been read from an upload is the page's own, so that an old one is not asked for again.
    """
    _add_file(manager, session_id, file)
    most = MOST_LARGE_UPLOADS * get_option("server.maxUploadSize") * 1024**2
    kept = list(manager.file_storage[session_id].values())
    while len(kept) > MOST_UPLOADS or sum(len(one.data) for one in kept) > most:
        manager.remove_file(session_id, kept.pop(0).file_id)


@asynccontextmanager
async def swept(_: object) -> AsyncIterator[None]:
    """Let go of ended sessions for as long as the server runs, and of its other processes at the end.

    Streamlit keeps a session for a browser that comes back (`server.disconnectedSessionTTL`). Only when
    another session ends does it look whether that is over. Then it drops the session without shutting it
    down, and so it does with the oldest if there are more than 128.
    """
    sweeper = asyncio.create_task(_sweep_again_and_again())
    try:
        yield
    finally:
        sweeper.cancel()
        elsewhere.close()


async def _sweep_again_and_again() -> None:
    while True:
        await asyncio.sleep(SWEPT_EVERY)
        try:
            _sweep(Runtime.instance())
        except Exception:  # whatever it is, the next look must come
            logging.getLogger(__name__).exception("ended sessions are not let go")


def _sweep(runtime: Runtime) -> None:
    """Empty the sessions that nobody can come back to, and forget uploads that came after the end."""
    manager: Any = runtime._session_mgr
    manager._session_storage._cache.expire()
    listed = {info.session for info in manager.list_sessions()}
    for session in _sessions - listed:
        _sessions.remove(session)
        manager._session_connect_times.pop(session.id, None)
        try:
            if not _empty(session):
                _sessions.add(session)
        except Exception:  # one that cannot be emptied does not keep others from it
            logging.getLogger(__name__).exception("an ended session is not let go")
    uploads: Any = runtime.uploaded_file_mgr
    for name in set(uploads.file_storage) - {session.id for session in listed}:
        uploads.remove_session_files(name)


def _empty(session: AppSession) -> bool:
    """Shut a session down and let go of what it holds; give whether that is done.

    That takes until the last run has noticed that nobody is there. Threads of the last runs know the session,
    and each other, until Python looks for such rings, which takes a while.
    """
    session.shutdown()
    session._browser_queue.clear()  # `flush_browser_queue` sends, and only to a browser that is there
    if session._scriptrunner is not None:
        return False
    state: Any = session.session_state
    state._new_widget_state.states.clear()  # `clear` would read them first, and stop at what cannot be read
    state.clear()
    return True
