"""The cookie that keeps a browser with one process of several, for whatever stands before them."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.paths import root

#: The cookie's name. Its value is the process's, see ``CNNVIZ_REPLICA``.
COOKIE: Final = "cnnviz_replica"
#: The name of a process that is alone: nothing has to be remembered then.
ALONE: Final = "0"


class Replica:
    """Tells a browser which process answers, with its pages and its connections.

    What a learner has done lies in the memory of the process that the connection leads to. So the cookie
    comes with that, too, where a browser had to go to another process than before.

    Parameters
    ----------
    app
        What answers.
    name
        The process's.
    base
        The path that the whole app lies under, or "".
    is_framed
        Whether pages of other servers may show ours in a frame, where browsers keep cookies over https only.
    """

    def __init__(self, app: ASGIApp, name: str, base: str = "", *, is_framed: bool = False) -> None:
        self._app, self._name = app, name
        self._path = root(base)
        self._is_framed = is_framed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a connection."""
        if self._name == ALONE or scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        is_known = asked.cookies.get(COOKIE) == self._name
        line = self._line(is_secure=scope["scheme"] in ("https", "wss"))

        async def send_with_cookie(message: Message) -> None:
            if not is_known and _is_page_or_connection(message):
                MutableHeaders(scope=message).append("Set-Cookie", line)
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    def _line(self, *, is_secure: bool) -> str:
        cookie: SimpleCookie = SimpleCookie({COOKIE: self._name})
        said = cookie[COOKIE]
        said["path"], said["httponly"], said["secure"] = self._path, True, is_secure
        said["samesite"] = "None" if self._is_framed and is_secure else "Lax"
        return said.OutputString()


def _is_page_or_connection(message: Message) -> bool:
    if message["type"] == "websocket.accept":
        message.setdefault("headers", [])
        return True
    if message["type"] != "http.response.start":
        return False
    kind: str = MutableHeaders(scope=message).get("content-type", "")
    return kind.startswith("text/html")
