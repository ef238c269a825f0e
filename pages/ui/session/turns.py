"""A few runs at a time: the others wait, and begin with the newest that their learners asked for.

Python lets one thread compute at a time. Where all who asked run at once, each run takes as many times as
long as there are runs, threads hand the lock to and fro, and what is shown is old; past saturation hardly
anybody is answered. `internals.adapt` has Streamlit use this; docs/costs.md has what it gains.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
)

#: Runs at a time: one computes, while another waits for the store or hands over what it drew.
AT_ONCE: Final = 2
#: Seconds after which a run goes on without a turn: two that take long hold nobody up for longer.
PATIENCE: Final = 5.0


class Turns:
    """So many turns, given in the order in which they are asked for.

    A semaphore of Python's gives one to whoever comes when it is free: the thread that has just given it
    back is there first, again and again, and others wait for seconds.

    Parameters
    ----------
    count
        Turns at a time.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    def take(self, patience: float) -> bool:
        """Wait for a turn, for so many seconds at most; give whether there was one."""
        mine = threading.Event()
        with self._lock:
            if self._free and not self._waiting:
                self._free -= 1
                return True
            self._waiting.append(mine)
        if mine.wait(patience):
            return True
        with self._lock:
            if mine.is_set():  # just now
                return True
            self._waiting.remove(mine)
        return False

    def give_back(self) -> None:
        """Let the next one have it."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


_turns = Turns(AT_ONCE)
_mine = threading.local()
_ready, _run = ScriptRequests.on_scriptrunner_ready, ScriptRunner._run_script


def next_request(requests: ScriptRequests) -> ScriptRequest:
    """Wait for a turn, then give what is to be run: of several requests that have come, the newest."""
    _take()
    request = _ready(requests)
    if request.type is not ScriptRequestType.RERUN:
        _give_back()
    return request


def run(runner: ScriptRunner, *wanted: object) -> None:
    """Run a page from its top, and give the turn back.

    A run of a part of the page leaves its thread at the container of that part. If the page that is asked
    for next is run in the same thread, Streamlit draws it there, in the middle of a page that is gone, and
    the browser shows nothing at all. A thread waits here for its next turn, so this is not rare.
    """
    context_dg_stack.set(get_default_dg_stack_value())
    try:
        _run(runner, *wanted)  # type: ignore[arg-type]
    finally:
        _give_back()


@contextmanager
def given_back() -> Iterator[None]:
    """Let others run while this thread waits for something that computes elsewhere."""
    had = _give_back()
    try:
        yield
    finally:
        if had:
            _take()


def _take() -> None:
    _mine.has = _turns.take(PATIENCE)


def _give_back() -> bool:
    had: bool = getattr(_mine, "has", False)
    _mine.has = False
    if had:
        _turns.give_back()
    return had
