"""The port that Prometheus asks at, and what is looked at then or now and then."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import sqlalchemy as sa
from prometheus_client import start_http_server

from cnnviz.errors import CnnvizError
from serving.draining import Draining
from serving.watching import measures
from store import Store

#: Seconds from one appointment of the loop with itself to the next.
LOOKED_EVERY = 0.5
#: Seconds from which on a run has a line in the log.
SLOW = 5.0

_log = logging.getLogger(__name__)


def open_port(address: str, port: int) -> None:
    """Answer Prometheus at a port of its own; nothing of it is at the port that learners use.

    Raises
    ------
    CnnvizError
        If the port can't be had.
    """
    try:
        start_http_server(port, address, measures.REGISTRY)
    except OSError as error:
        reason = error.strerror or "it can't be had"
        raise CnnvizError(f"CNNVIZ_METRICS_PORT: {address}, port {port}: {reason}.") from error


def watch(
    draining: Draining,
    store: Store | None,
    counted: Callable[[], tuple[int, int, int]],
    pool: Callable[[], tuple[int, int, int]],
) -> None:
    """Have what is counted elsewhere looked at when Prometheus asks.

    Parameters
    ----------
    draining
    store
        Its errors are counted.
    counted : callable
        Gives the number of windows that are connected, of sessions, and of changes that wait.
    pool : callable
        Gives how much long work waits and is being done, and the number of processes for it.
    """
    for ask, gauges in (
        (counted, (measures.LEARNERS, measures.SESSIONS, measures.WAITING)),
        (pool, (measures.POOL_WAITING, measures.POOL_RUNNING, measures.POOL_PROCESSES)),
    ):
        for at, gauge in enumerate(gauges):
            gauge.set_function(lambda ask=ask, at=at: ask()[at])  # type: ignore[misc]
    measures.THREADS.set_function(threading.active_count)
    measures.DRAINING.set_function(lambda: draining.is_on)
    if store is not None:
        sa.event.listen(store.database.engine, "handle_error", _count_error)


def worked(outcome: str, seconds: float) -> None:
    """Take down how long work ended, and after how many seconds."""
    measures.POOL_JOBS.labels(outcome).inc()
    measures.POOL_SECONDS.observe(seconds)


class Runs:
    """Takes down the runs of pages, as `pages.ui.session.measured` tells of them."""

    def began(self, waited: float) -> None:
        """Take down that a run began, so many seconds after it was asked for."""
        measures.WAITED.observe(waited)
        measures.RUNNING.inc()

    def ended(self, page: str | None, seconds: float, processor: float) -> None:
        """Take down a run's end, and say so in the log if it was slow."""
        measures.RUNNING.dec()
        if page is None:
            return
        measures.RUNS.labels(page).observe(seconds)
        measures.PROCESSOR.labels(page).inc(processor)
        if seconds >= SLOW:
            _log.warning("a run was slow", extra={"page": page, "ms": round(1000 * seconds)})

    def ignored(self) -> None:
        """Take down that a message was one that no page sends."""
        measures.REFUSALS.labels("message").inc()


def _count_error(context: Any) -> None:
    measures.STORE_ERRORS.inc()


def watched(
    lifespan: Callable[[Any], AbstractAsyncContextManager[None]],
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """Have the loop measured for as long as the server runs, beside another lifespan."""

    @asynccontextmanager
    async def both(app: Any) -> AsyncIterator[None]:
        looking = asyncio.create_task(_look())
        try:
            async with lifespan(app):
                _log.info("the server has started")
                yield
        finally:
            looking.cancel()
            _log.info("the server ends")

    return both


async def _look() -> None:
    now = asyncio.get_running_loop().time
    while True:
        began = now()
        await asyncio.sleep(LOOKED_EVERY)
        measures.LAG.observe(max(0.0, now() - began - LOOKED_EVERY))
