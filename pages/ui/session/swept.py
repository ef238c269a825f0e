"""Files that no page offers any more are swept up now and then. `internals.adapt` has Streamlit use this.

Streamlit looks through the files of all sessions at the end of every run and of every session. This takes the
longer the more learners there are. And a file that somebody pressed for is taken away by the second look
after it, whoever's run ends: with many learners it is gone before the browser has asked for it.
"""

from __future__ import annotations

from time import monotonic
from typing import Final
from weakref import WeakKeyDictionary

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

#: Seconds from one look through the files of all sessions to the next.
EVERY: Final = 10.0
_sweep_all = MediaFileManager.remove_orphaned_files
_last: WeakKeyDictionary[MediaFileManager, float] = WeakKeyDictionary()


def sweep(manager: MediaFileManager) -> None:
    """Let go of what this session's page, or a session that ended, offers no more; now and then of all."""
    context, now = get_script_run_ctx(suppress_warning=True), monotonic()
    if now - _last.get(manager, -EVERY) >= EVERY:
        _last[manager] = now
        _sweep_all(manager)
    elif context is None:
        with manager._lock:
            manager._remove_orphaned_deferred_callables()
    else:
        _sweep_own(manager, context.session_id)


def _sweep_own(manager: MediaFileManager, session: str) -> None:
    """Drop what would make the files of buttons that are gone, or were drawn anew: it holds results."""
    with manager._lock:
        offered = set(manager._files_by_session_and_coord.get(session, {}).values())
        for file in manager._deferred_ids_by_session.get(session, set()) - offered:
            manager._drop_deferred_id(file)
