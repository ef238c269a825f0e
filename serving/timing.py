"""How long the body of a request may take to come."""

from __future__ import annotations

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.watching.measures import REFUSALS

#: Seconds without anything new, and seconds for all of it: 15 MB at 0.5 Mbit/s.
PAUSE, WHOLE = 15.0, 240.0

SLOW = "The request did not come whole in time. Try again.\n"


class _TooSlowError(Exception):
    """The rest of a body has not come."""


class Timed:
    """Ends requests whose body stays unfinished; each holds a connection and what has come of it.

    Parameters
    ----------
    app
        What answers.
    pause, whole
        Seconds without anything new, and for all of it.
    """

    def __init__(self, app: ASGIApp, pause: float = PAUSE, whole: float = WHOLE) -> None:
        self._app, self._pause, self._whole = app, pause, whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say that it took too long."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        now = asyncio.get_running_loop().time
        end, is_whole = now() + self._whole, False

        async def receive_in_time() -> Message:
            nonlocal is_whole
            if is_whole:  # then this waits until the client has gone
                return await receive()
            try:
                async with asyncio.timeout(min(self._pause, end - now())):
                    message = await receive()
            except TimeoutError:
                raise _TooSlowError from None
            is_whole = not message.get("more_body", False)
            return message

        try:
            await self._app(scope, receive_in_time, send)
        except _TooSlowError:
            REFUSALS.labels("slow").inc()
            await PlainTextResponse(SLOW, 408, {"Connection": "close"})(scope, receive, send)
