"""A file that every page needs, asked for by the browser while it still reads the page."""

from __future__ import annotations

from collections.abc import Collection
from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Preloaded:
    """Names a module with every page, so that a browser has it when the first component asks for it.

    Otherwise it would be asked for only once Streamlit's own code has run and the first elements have come.

    Parameters
    ----------
    app
        What answers.
    file
        The module's address, relative to a page's.
    without
        Paths of pages that do not need it.
    """

    def __init__(self, app: ASGIApp, file: str, without: Collection[str] = ()) -> None:
        self._app, self._without = app, without
        self._link = f"<{file}>; rel=modulepreload"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a connection."""
        if scope["type"] != "http" or scope["path"] in self._without:
            await self._app(scope, receive, send)
            return

        async def send_with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _is_page(message["status"], headers, Headers(scope=scope)):
                    headers.append("Link", self._link)
            await send(message)

        await self._app(scope, receive, send_with_link)


def _is_page(status: int, headers: Headers, asked: Headers) -> bool:
    """Say whether a page is answered with, or that the browser still has it: that says of no type."""
    if status == HTTPStatus.NOT_MODIFIED:
        return "text/html" in asked.get("accept", "")
    kind: str = headers.get("content-type", "")
    return kind.startswith("text/html")
