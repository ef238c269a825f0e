"""What a run draws is handed over to the server's loop together. `internals.adapt` has Streamlit use this.

Streamlit wakes the loop for each element. The loop, which is another thread, then has to wait for Python's
lock, and the run for the loop: a page of 30 elements hands the lock over 60 times.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent

#: Seconds that what was drawn waits for more. Streamlit's loop rests as long each time that it has sent.
PAUSE = 0.005


class _Waiting:
    """What the runs of a session have told, and the loop has not taken yet."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.events: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self.is_due = False  # whether the loop has been asked to take them at once


_waiting: WeakKeyDictionary[AppSession, _Waiting] = WeakKeyDictionary()
_making = Lock()


def tell(session: AppSession, sender: Any, event: ScriptRunnerEvent, *values: Any, **more: Any) -> None:
    """Hand over what a run tells; an element waits a moment for others, and all else comes at once.

    The order is kept. It is called in the run's thread.
    """
    waiting = _of(session)
    is_due = event is not ScriptRunnerEvent.ENQUEUE_FORWARD_MSG
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
    """Let the session handle all that waits; in the loop."""
    with waiting.lock:
        events, waiting.events, waiting.is_due = waiting.events, [], False
    for values, more in events:
        try:
            session._handle_scriptrunner_event_on_event_loop(*values, **more)
        except Exception as error:  # the others are handled all the same
            session._event_loop.call_exception_handler({"message": "an event of a run", "exception": error})
