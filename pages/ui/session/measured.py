"""How long runs take and wait, told to whoever runs the server. `serve.py` says to whom."""

from __future__ import annotations

import threading
import time
from typing import Any, Protocol

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType

#: The start page's name; it has none in the address.
START = "home"


class Listener(Protocol):
    """Who is told; it must be quick, and is called by any thread."""

    def began(self, waited: float) -> None:
        """Take down that a run began, so many seconds after it was asked for."""

    def ended(self, page: str | None, seconds: float, processor: float) -> None:
        """Take down that a run ended: its page, how long it took, and how long the processor was its own.

        The page is None if none was come to.
        """

    def ignored(self) -> None:
        """Take down that a message was one that no page sends."""


class Nobody:
    """Is told where nobody listens."""

    def began(self, waited: float) -> None:
        """Do nothing."""

    def ended(self, page: str | None, seconds: float, processor: float) -> None:
        """Do nothing."""

    def ignored(self) -> None:
        """Do nothing."""


listener: Listener = Nobody()
_running = threading.local()


def adapt(to: Listener) -> None:
    """Tell somebody of all runs from now on; after `internals.adapt`."""
    global listener
    listener = to
    ask, run = ScriptRequests._request_rerun_locked, script_runner.ScriptRunner._run_script

    def asked(requests: ScriptRequests, wanted: RerunData) -> bool:
        if not _waits(requests):
            vars(requests)["asked_at"] = time.perf_counter()
        return ask(requests, wanted)

    def ran(runner: script_runner.ScriptRunner, wanted: RerunData) -> None:
        began, processor = time.perf_counter(), time.thread_time()
        to.began(began - vars(runner._requests).pop("asked_at", began))
        _running.page = None
        try:
            run(runner, wanted)
        finally:
            to.ended(_running.page, time.perf_counter() - began, time.thread_time() - processor)

    ScriptRequests._request_rerun_locked = asked  # type: ignore[method-assign, assignment]
    script_runner.ScriptRunner._run_script = ran  # type: ignore[method-assign, assignment]


def _waits(requests: ScriptRequests) -> bool:
    """Whether a run was asked for and has not begun."""
    return requests._state == ScriptRequestType.RERUN


def on(page: str) -> None:
    """Note which page this thread runs: one of the app's own names."""
    _running.page = page or START


def counted() -> tuple[int, int, int]:
    """Count windows that are connected, sessions, and changes that wait for their run."""
    manager: Any = Runtime.instance()._session_mgr
    sessions = [info.session for info in manager.list_sessions()]
    runners = [one._scriptrunner for one in sessions]
    waiting = sum(runner is not None and _waits(runner._requests) for runner in runners)
    return manager.num_active_sessions(), len(sessions), waiting
