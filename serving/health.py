"""Whether this process is alive, and whether it should be sent learners: ``/healthz`` and ``/readyz``.

For systemd, Docker, Kubernetes and proxies. Neither says more than a plain reason.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from serving.draining import Draining
from serving.paths import under
from store import Store, StoreError

#: Addresses that whoever checks the server's health asks for.
PATHS = ("healthz", "readyz")
#: Seconds that the store has to answer in, and that its answer holds for: who asks often does not load it.
WITHIN, HOLDS = 2.0, 1.0

ENDING = "This process is ending."
CLOSED = "The store of classes could not be opened when this process started."
LATE = "The store of classes does not answer in time."


class Ready:
    """Says why a process should be sent nobody just now.

    Parameters
    ----------
    draining
        Whether it is ending.
    store : Store or None
        The store of classes; None if it could not be opened.
    is_named
        Whether whoever runs the server has named a place for the store. If not, nothing is expected of it:
        all else works without classes.
    within, holds
        Seconds, as above.
    """

    def __init__(
        self,
        draining: Draining,
        store: Store | None,
        *,
        is_named: bool,
        within: float = WITHIN,
        holds: float = HOLDS,
    ) -> None:
        self._draining, self._store, self._is_named = draining, store, is_named
        self._within, self._holds = within, holds
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asking: asyncio.Task[str | None] | None = None
        self._asked = 0.0

    async def reasons(self) -> list[str]:
        """Give sentences; none if it can be sent learners."""
        of_store = await self._of_store() if self._is_named else None
        return ([ENDING] if self._draining.is_on else []) + ([of_store] if of_store else [])

    async def _of_store(self) -> str | None:
        """Ask the store, or take part in what was asked a moment ago."""
        loop = asyncio.get_running_loop()
        is_old = loop.time() - self._asked >= self._holds
        if self._asking is None or (self._asking.done() and is_old):
            self._asking, self._asked = loop.create_task(self._ask()), loop.time()
        try:
            async with asyncio.timeout(self._within):
                return await asyncio.shield(self._asking)
        except TimeoutError:
            return LATE

    async def _ask(self) -> str | None:
        if self._store is None:
            return CLOSED
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._store.reach)
        except StoreError as error:
            return str(error)
        return None


def routes(ready: Ready, base: str) -> list[Route]:
    """Make the routes; `base` is the path that the whole app lies under, or ""."""

    async def healthz(request: Request) -> JSONResponse:
        return _answer({"alive": True}, 200)

    async def readyz(request: Request) -> JSONResponse:
        reasons = await ready.reasons()
        return _answer({"ready": not reasons, "reasons": reasons}, 503 if reasons else 200)

    return [Route(under(base, path), answer) for path, answer in zip(PATHS, (healthz, readyz), strict=True)]


def _answer(told: dict[str, object], status: int) -> JSONResponse:
    return JSONResponse(told, status, {"Cache-Control": "no-store"})
