"""What Python would do in a thread, done at once: a browser's worker has no other threads."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import threading
import time
from collections.abc import Callable
from typing import Any


class Executor(concurrent.futures.Executor):
    """Does what it is given at once."""

    def __init__(self, *_: Any, **__: Any) -> None: ...

    def submit(
        self, call: Callable[..., Any], /, *values: Any, **more: Any
    ) -> concurrent.futures.Future[Any]:
        """Call it, and give what it gave."""
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()
        try:
            future.set_result(call(*values, **more))
        except BaseException as error:
            future.set_exception(error)
        return future


class Loop(asyncio.AbstractEventLoop):
    """A loop that a session keeps for its scripts, which await nothing."""

    def is_closed(self) -> bool:
        """Say that it is open."""
        return False

    def is_running(self) -> bool:
        """Say that it stands still."""
        return False

    def close(self) -> None:
        """Do nothing."""


async def to_thread(call: Callable[..., Any], /, *values: Any, **more: Any) -> Any:
    """Call it here, in a copy of the context, as asyncio does."""
    return contextvars.copy_context().run(call, *values, **more)


async def run_sync(call: Callable[..., Any], *values: Any, **_: Any) -> Any:
    """Call it here, in place of anyio's thread."""
    return call(*values)


async def run_in_threadpool(call: Callable[..., Any], *values: Any, **more: Any) -> Any:
    """Call it here, in place of Starlette's thread."""
    return call(*values, **more)


def adapt() -> None:
    """Replace threads, further loops and the clock of a thread; before anything else is imported."""
    concurrent.futures.ThreadPoolExecutor = concurrent.futures.thread.ThreadPoolExecutor = Executor  # type: ignore
    asyncio.new_event_loop = Loop  # type: ignore[assignment]
    asyncio.to_thread = to_thread
    threading.Timer.start = lambda _: None  # type: ignore[method-assign]
    time.thread_time = time.perf_counter
    import anyio.to_thread
    import starlette.concurrency

    anyio.to_thread.run_sync = run_sync  # type: ignore[assignment]
    starlette.concurrency.run_in_threadpool = run_in_threadpool  # type: ignore[assignment]
    for module in ("starlette.routing", "starlette._exception_handler", "starlette.background"):
        vars(__import__(module, fromlist=["*"]))["run_in_threadpool"] = run_in_threadpool
    asyncio.get_running_loop().run_in_executor = _run_in_executor  # type: ignore[method-assign]


async def _run_in_executor(_: Any, call: Callable[..., Any], *values: Any) -> Any:
    return call(*values)
