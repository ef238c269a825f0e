"""Long work, done by other processes: whoever computes for seconds holds nobody else up.

A pool of processes is started by the first work, and kept. It is as large as the server says
(`processes`); where that is nothing, as in tests or where there are no processes, the work is done where it
is asked for. How much may wait has a bound, and so has the memory of each process. Neither this module nor
they import Streamlit.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import spawn
from threading import Lock, Thread
from typing import Any, Final, TypeVar

from cnnviz.errors import CnnvizError

Made = TypeVar("Made")

#: So many works for each process may be asked for at a time; what comes then is refused.
MOST_EACH: Final = 8
#: Bytes of addresses that one process may take; the largest pictures take less than half of it.
MEMORY: Final = 1024**3
#: Seconds from one look whether somebody still waits to the next.
LOOK: Final = 0.05


class RefusedError(CnnvizError):
    """Work that the server did not do, whatever it was; its text says what to do."""


BUSY: Final = "The server is busy; try again."
_BROKEN: Final = "This took more memory than the server has for it, or was ended. Try something smaller."

#: By how much others go first where the cores are few: pages that only have a control changed.
_STEP_BACK: Final = 5

#: How many processes there are at most; `serve.py` says so.
processes = 0
_pools: list[ProcessPoolExecutor] = []
_asked: set[Future[Any]] = set()
_lock = Lock()


def run(function: Callable[..., Made], *values: Any, look: Callable[[], None] = lambda: None) -> Made:
    """Have a function of a module called elsewhere, and wait for what it gives.

    Parameters
    ----------
    function, values
        They are copied to the other process, and so is what comes back.
    look
        Is called again and again meanwhile; what it raises ends the waiting. Work that has not begun is then
        never done.

    Raises
    ------
    RefusedError
        If too much waits already, or the process was ended twice.
    """
    if not processes:
        return function(*values)
    for is_last in (False, True):
        pool = _pool()
        try:
            return _await(_asked_for(pool, function, *values), look)
        except BrokenProcessPool:  # by this work, or by another's: once more, in new processes
            _drop(pool)
            if is_last:
                raise RefusedError(_BROKEN) from None
        except MemoryError:
            raise RefusedError(_BROKEN) from None
    raise AssertionError("the last attempt returns or raises")


def _prepared(name: str) -> dict[str, Any]:
    """What a new process is told: not to run the main module, which for Streamlit is the page that runs."""
    told: dict[str, Any] = _prepare(name)
    return {key: value for key, value in told.items() if not key.startswith("init_main_from")}


_prepare = spawn.get_preparation_data


def _pool() -> ProcessPoolExecutor:
    with _lock:
        spawn.get_preparation_data = _prepared
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # each thread takes addresses, too
            os.environ.setdefault(name, "1")
        if not _pools:
            kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(kind)
            _pools.append(ProcessPoolExecutor(processes, context, _begin, (MEMORY,)))
        return _pools[0]


def _asked_for(pool: ProcessPoolExecutor, function: Callable[..., Made], *values: Any) -> Future[Made]:
    with _lock:
        if len(_asked) >= processes * MOST_EACH:
            raise RefusedError(BUSY)
        try:
            future = pool.submit(function, *values)
        except RuntimeError as error:  # another's work has just shown that it is broken
            raise BrokenProcessPool from error
        _asked.add(future)
    future.add_done_callback(_asked.discard)
    return future


def _await(future: Future[Made], look: Callable[[], None]) -> Made:
    try:
        while not wait([future], LOOK).done:
            look()
    finally:
        future.cancel()
    return future.result()


def _drop(pool: ProcessPoolExecutor) -> None:
    """Let go of processes of which one has died; the next work starts new ones."""
    with _lock:
        if pool in _pools:
            _pools.remove(pool)
    pool.shutdown(wait=False, cancel_futures=True)


def close() -> None:
    """End the processes once what they do is done; the next work starts new ones."""
    for pool in _pools:
        _drop(pool)


def _begin(memory: int) -> None:
    """Set what a process may take, let the server go first, and have it end with that, however that ends.

    Where the memory cannot be bounded it has no bound.
    """
    Thread(target=_end_with_the_server, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_STEP_BACK)
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_with_the_server() -> None:
    """Else a process would wait for work for ever, where the server was killed."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)
