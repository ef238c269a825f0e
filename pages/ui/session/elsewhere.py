"""Long work, done by other processes: whoever computes for seconds holds nobody else up.

A pool of processes is started by the first work, and kept. It is as large as the server says
(`processes`); where that is nothing, as in tests or where there are no processes, the work is done where it
is asked for. How much may wait has a bound, and so has the memory of each process. Neither this module nor
they import Streamlit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from threading import BoundedSemaphore, Lock
from typing import Any, Final, TypeVar
from weakref import WeakSet

from cnnviz.errors import CnnvizError
from pages.ui.session import pools
from pages.ui.session.jobs import Job, noted, waiting

Made = TypeVar("Made")
Look = Callable[[], None]

#: So many jobs for each process may be asked for at a time; what comes then is refused.
MOST_EACH: Final = 8
#: Seconds from one look whether somebody still waits to the next.
LOOK: Final = 0.05


class RefusedError(CnnvizError):
    """Work that the server did not do, whatever it was; its text says what to do."""


BUSY: Final = "The server is busy; try again."
_BROKEN: Final = (
    "This needed more memory than the server allows, or the server stopped it. Try something smaller."
)

#: How many processes there are at most; `serve.py` says so.
processes = 0
_shared: list[ProcessPoolExecutor] = []  # once there was work
_alone: set[ProcessPoolExecutor] = set()
_closed: WeakSet[ProcessPoolExecutor] = WeakSet()
_asked: set[object] = set()
_unfinished: dict[Hashable, Future[Any]] = {}
_running: set[Future[Any]] = set()
_lock = Lock()


def run(function: Callable[..., Made], *values: Any, look: Look = lambda: None, who: Hashable = None) -> Made:
    """Have a function of a module called elsewhere, and wait for what it gives.

    Parameters
    ----------
    function, values
        They are copied to the other process, and so is what comes back.
    look
        Is called again and again meanwhile; what it raises ends the waiting. Work that has not begun is then
        never done; what has begun is finished.
    who
        Whose work it is. Another one of theirs begins when what was begun before is finished.

    Raises
    ------
    RefusedError
        If too much waits already, the process was ended twice, or the server ends.
    """
    if not processes:
        return function(*values)
    work = partial(function, *values)
    with noted() as job, _queued(job):
        pool = _pool()
        try:
            return _do(pool, work, look, who, job)
        except BrokenProcessPool:  # by this work, or by another's
            _drop(pool)
        if pool in _closed:
            raise _refused(job, "busy")
        return _do_alone(work, look, who, job)


def counted() -> tuple[int, int, int]:
    """Count the work that waits and that is being done, and the processes that there are."""
    pools_now = [*_shared.copy(), *_alone.copy()]
    return waiting(), len(_running), sum(len(pool._processes or ()) for pool in pools_now)


def close() -> None:
    """End all processes in the midst of what they do: the server ends. Later work would start new ones."""
    with _lock:
        ended = [*_shared, *_alone]
        _closed.update(ended)
        _shared.clear()
    for pool in ended:
        pools.end(pool)


@contextmanager
def _queued(job: Job) -> Iterator[None]:
    """Be one of those who wait, if there is room for one more."""
    one = object()
    with _lock:
        if len(_asked) >= processes * MOST_EACH:
            raise _refused(job, "busy")
        _asked.add(one)
    try:
        yield
    finally:
        _asked.discard(one)


def _pool() -> ProcessPoolExecutor:
    with _lock:
        if not _shared:
            _shared.append(pools.new_pool(processes))
        return _shared[0]


def _refused(job: Job, outcome: str) -> RefusedError:
    job.outcome = outcome
    return RefusedError(BUSY if outcome == "busy" else _BROKEN)


def _do_alone(work: Callable[[], Made], look: Look, who: Hashable, job: Job) -> Made:
    """Try once more, in a process that no other work is in: if it is ended again, it was by this."""
    pool = pools.new_pool(1)
    _alone.add(pool)
    try:
        return _do(pool, work, look, who, job)
    except BrokenProcessPool:
        raise _refused(job, "broken") from None
    finally:
        _alone.discard(pool)
        pool.shutdown(wait=False)


def _do(pool: ProcessPoolExecutor, work: Callable[[], Made], look: Look, who: Hashable, job: Job) -> Made:
    """Wait for a place, then for the work. What a pool was given is never cancelled: it might break then."""
    job.is_begun, job.outcome = False, "left"
    before = _unfinished.get(who)
    if before is not None:
        _wait(before, look)
    places = _places(processes)
    while not places.acquire(timeout=LOOK):
        look()
    try:
        future = pool.submit(work)
    except RuntimeError as error:  # another's work has just shown that it is broken
        places.release()
        raise BrokenProcessPool from error
    job.is_begun = True
    _running.add(future)
    if who is not None:
        _unfinished[who] = future

    def leave(done: Future[Made]) -> None:
        if _unfinished.get(who) is done:
            del _unfinished[who]
        _running.discard(done)
        places.release()

    future.add_done_callback(leave)
    _wait(future, look)
    job.outcome = "failed"
    try:
        made = future.result()
    except MemoryError:
        raise _refused(job, "broken") from None
    job.outcome = "done"
    return made


@cache
def _places(count: int) -> BoundedSemaphore:
    """One for each process: who has none has not begun."""
    return BoundedSemaphore(count)


def _wait(future: Future[Any], look: Look) -> None:
    while not wait([future], LOOK).done:
        look()


def _drop(pool: ProcessPoolExecutor) -> None:
    """Let go of processes of which one has died; the next work starts new ones."""
    with _lock:
        if pool in _shared:
            _shared.remove(pool)
    pool.shutdown(wait=False)
