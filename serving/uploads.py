"""Uploads on their way to Streamlit."""

from __future__ import annotations

import asyncio
from collections import Counter

from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.paths import under
from serving.watching.measures import REFUSALS

#: Uploads of one session that may be on their way: each takes twice its size.
AT_ONCE = 2
_PATH = "_stcore/upload_file"
#: What brings a file. Taking one away, or asking what is allowed, waits for none.
_BRINGING = ("PUT", "POST")

#: Bytes of all uploads that may be on their way.
TOGETHER = 200_000_000
#: Seconds within which one has to be there: by a slow connection 15 MB take two minutes.
WITHIN = 300.0

FULL = "Many others are sending files just now. Send this one again in a minute.\n"
SLOW = "The file did not come within five minutes. Send a smaller one, or try a faster connection.\n"
BUSY = "Your other files are still on their way. Wait until one has come, then send this one again.\n"


def keep_in_memory(most: int) -> None:
    """Keep what is on its way in memory: a folder for temporary files can be full.

    Parameters
    ----------
    most
        Bytes of the largest upload. Streamlit reads up to 1 MB more before it refuses one.
    """
    MultiPartParser.spool_max_size = most + 1024**2


class _Coming:
    """An upload on its way: counts its bytes, and breaks off if all together are too many.

    Parameters
    ----------
    together
        Bytes of all uploads on their way, in a list of one number.
    """

    def __init__(self, receive: Receive, send: Send, together: list[int]) -> None:
        self._receive, self._send, self._together = receive, send, together
        self._bytes, self.is_broken_off, self.is_answered = 0, False, False

    async def receive(self) -> Message:
        message = await self._receive()
        count = len(message.get("body", b""))
        self._bytes += count
        self._together[0] += count
        if self._together[0] > TOGETHER:
            self.is_broken_off = True
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if not self.is_broken_off:
            self.is_answered = True
            await self._send(message)

    def end(self) -> None:
        self._together[0] -= self._bytes


class Uploads:
    """Takes so many uploads of one session at a time, and so many bytes of all.

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
        self._together = [0]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if not self._brings_a_file(scope):
            await self._app(scope, receive, send)
            return
        session = scope["path"].removeprefix(self._start).partition("/")[0]
        if self._coming[session] >= AT_ONCE:
            REFUSALS.labels("upload_busy").inc()
            await PlainTextResponse(BUSY, 429)(scope, receive, send)
            return
        self._coming[session] += 1
        try:
            await self._take(scope, receive, send)
        finally:
            self._coming[session] -= 1
            self._coming += Counter()  # forgets those that have none

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app take an upload; say so if it is broken off."""
        coming = _Coming(receive, send, self._together)
        try:
            async with asyncio.timeout(WITHIN):
                await self._app(scope, coming.receive, coming.send)
            refused = (FULL, 503) if coming.is_broken_off else None
        except TimeoutError:
            refused = (SLOW, 408)
        except Exception:
            if not coming.is_broken_off:
                raise
            refused = (FULL, 503)
        finally:
            coming.end()
        if refused:
            REFUSALS.labels("upload_full" if refused[0] is FULL else "upload_slow").inc()
        if refused and not coming.is_answered:
            await PlainTextResponse(*refused)(scope, receive, send)

    def _brings_a_file(self, scope: Scope) -> bool:
        is_there = scope["type"] == "http" and scope["path"].startswith(self._start)
        return is_there and scope["method"] in _BRINGING
