"""What a run draws is handed over to the server's loop together, and sent together.

`internals.adapt` has Streamlit use this.

Streamlit wakes the loop for each element. The loop, which is another thread, then has to wait for Python's
lock, and the run for the loop: a page of 30 elements hands the lock over 60 times. The loop wakes itself once
more for each message that waits to be sent, looks through all sessions for it, and takes a turn of its own to
send it. Where runs compute without a pause, each of these steps waits for the lock, up to 5 ms.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError

#: Seconds that what was drawn waits for more: a changed control's part of a page has mostly ended by then.
PAUSE = 0.01
#: Messages that are sent to a browser at a time. Streamlit drops a connection for which 500 wait.
AT_ONCE = 100
#: What waits for more: that a run has begun, and what it draws.
_PATIENT = (ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)
_flush = AppSession.flush_browser_queue


class _Waiting:
    """What the runs of a session have told, and the loop has not taken yet."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.events: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self.is_due = False  # whether the loop has been asked to take them at once


_waiting: WeakKeyDictionary[AppSession, _Waiting] = WeakKeyDictionary()
_making = Lock()


def tell(session: AppSession, sender: Any, event: ScriptRunnerEvent, *values: Any, **more: Any) -> None:
    """Hand over what a run tells; its beginning and elements wait a moment for others, all else does not.

    The order is kept. It is called in the run's thread.
    """
    waiting = _of(session)
    is_due = event not in _PATIENT
    with waiting.lock:
        is_first = not waiting.events
        waiting.events.append(((sender, event, *values), more))
        is_asked = waiting.is_due
        waiting.is_due = waiting.is_due or is_due
        take = partial(_take, session, waiting)
        if is_due and not is_asked:
            session._call_soon_on_event_loop(take)
        elif is_first:
            session._call_soon_on_event_loop(partial(_take_later, session, take))


def _of(session: AppSession) -> _Waiting:
    with _making:
        return _waiting.setdefault(session, _Waiting())


def _take_later(session: AppSession, take: Callable[[], None]) -> None:
    session._event_loop.call_later(PAUSE, take)


def _take(session: AppSession, waiting: _Waiting) -> None:
    """Let the session handle all that waits, and send what comes of it; in the loop."""
    with waiting.lock:
        events, waiting.events, waiting.is_due = waiting.events, [], False
    if not events:
        return
    wake, session._message_enqueued_callback = session._message_enqueued_callback, None
    try:
        for values, more in events:
            _handle(session, *values, **more)
    finally:
        session._message_enqueued_callback = wake
    flush(session)


def _handle(session: AppSession, *values: Any, **more: Any) -> None:
    try:
        session._handle_scriptrunner_event_on_event_loop(*values, **more)
    except Exception as error:  # the others are handled all the same
        _tell_loop(session, "an event of a run", error)


def flush(session: AppSession) -> list[ForwardMsg]:
    """Send what waits for a session's browser, in its order; in the loop.

    Returns
    -------
    Nothing: in place of Streamlit's, which gives the messages for the loop to send one by one.
    """
    if not Runtime.exists():
        return []
    runtime = Runtime.instance()
    browser = runtime._session_mgr.get_active_session_info(session.id)
    if browser is None or browser.session is not session:  # it may come back
        return []
    messages = _flush(session)
    try:
        for message in messages[:AT_ONCE]:
            _send(session, browser, message)
    except SessionClientDisconnectedError:
        runtime.disconnect_session(session.id, client=browser.client)
        return []
    if rest := messages[AT_ONCE:]:
        session._browser_queue._queue = rest
        runtime._enqueued_some_message()
    session.on_flushed_messages_sent()
    return []


def _send(session: AppSession, browser: Any, message: ForwardMsg) -> None:
    try:
        Runtime.instance()._send_message(browser, message)
    except SessionClientDisconnectedError:
        raise
    except Exception as error:  # the others are sent all the same
        _tell_loop(session, "a message of a run", error)


def _tell_loop(session: AppSession, what: str, error: Exception) -> None:
    session._event_loop.call_exception_handler({"message": what, "exception": error})
