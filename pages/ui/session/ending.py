"""What sessions keep, and that they let go of it when they end. `internals.adapt` has Streamlit use this."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.config import get_option
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

#: Seconds from one look for ended sessions to the next.
SWEPT_EVERY = 5
#: Uploads of a session that are kept: as many, and as large together as so many of the largest.
MOST_UPLOADS, MOST_LARGE_UPLOADS = 8, 2

_make_session = AppSession.__init__
_add_upload = MemoryUploadedFileManager.add_file
_shared_loop: list[asyncio.AbstractEventLoop] = []  # once there is a session


def made(session: AppSession, *values: Any, **more: Any) -> None:
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


def added(manager: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
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
