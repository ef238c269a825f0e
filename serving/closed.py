"""Addresses of Streamlit's that nobody here needs."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.paths import under

#: Memory, sessions and caches of the server, for whoever asks.
CLOSED = ("_stcore/metrics",)


class Closed:
    """Answers as if these addresses did not exist.

    Parameters
    ----------
    app
        What answers all others.
    base
        The path that the whole app lies under, or "".
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app = app
        self._paths = {under(base, path) for path in CLOSED}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        is_closed = scope["type"] == "http" and scope["path"].rstrip("/") in self._paths
        answer = PlainTextResponse("Not Found", 404) if is_closed else self._app
        await answer(scope, receive, send)
