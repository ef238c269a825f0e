"""Uploads on their way to Streamlit."""

from __future__ import annotations

from collections import Counter

from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.paths import under

#: Uploads of one session that may be on their way: each takes twice its size.
AT_ONCE = 2
_PATH = "_stcore/upload_file"
#: What brings a file. Taking one away, or asking what is allowed, waits for none.
_BRINGING = ("PUT", "POST")

BUSY = "Your other files are still on their way. Wait until one has come, then send this one again.\n"


def keep_in_memory(most: int) -> None:
    """Keep what is on its way in memory: a folder for temporary files can be full.

    Parameters
    ----------
    most
        Bytes of the largest upload. Streamlit reads up to 1 MB more before it refuses one.
    """
    MultiPartParser.spool_max_size = most + 1024**2


class Uploads:
    """Takes so many uploads of one session at a time.

    Parameters
    ----------
    app
        What answers.
    base
        The path that the whole app lies under, or "".
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._start = app, under(base, f"{_PATH}/")
        self._coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if not self._brings_a_file(scope):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self._start).partition("/")[0]
        if self._coming[session] >= AT_ONCE:
            await PlainTextResponse(BUSY, 429)(scope, receive, send)
            return
        self._coming[session] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._coming[session] -= 1
            self._coming += Counter()  # forgets those that have none

    def _brings_a_file(self, scope: Scope) -> bool:
        is_there = scope["type"] == "http" and scope["path"].startswith(self._start)
        return is_there and scope["method"] in _BRINGING
