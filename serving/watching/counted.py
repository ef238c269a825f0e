"""Counts requests over HTTP, and how long their answers take."""

from __future__ import annotations

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving import health
from serving.classes.routes import COMING, DOING, LOOKING
from serving.paths import under
from serving.watching import measures

#: What an address asks for, by how it begins. All else is a file: a page, a script, a picture.
KINDS = {
    "preview": "preview",
    "classes": "class",
    "_stcore/upload_file": "upload",
    "_stcore/stream": "socket",
    "_stcore/health": "health",
    **dict.fromkeys(health.PATHS, "health"),
}
FILE = "file"
for _kind in {*KINDS.values(), FILE}:  # a failure is noticed by its number's growth, so 0 must be there first
    measures.REQUESTS.labels(_kind, 500)
#: What is done in classes.
ACTS = {*COMING, *DOING, *LOOKING, "pulse"}
#: What an answer is a refusal for: 429 is "too many", a preview's 503 "too late".
_REFUSED = {
    ("preview", 429): "preview_busy",
    ("preview", 503): "preview_late",
    ("class", 429): "class_limit",
}


class Counted:
    """Counts what passes.

    Parameters
    ----------
    app
        What answers.
    base
        The path that the whole app lies under, or "".
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self._app, self._start = app, under(base, "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a WebSocket is counted when it is accepted or refused."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500

        async def send_counted(message: Message) -> None:
            nonlocal status
            match message["type"]:
                case "http.response.start" | "websocket.http.response.start":
                    status = message["status"]
                case "websocket.accept":
                    status = 101
                    self._count(scope, status)
                case "websocket.close" if status == 500:
                    status = 403
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            if status != 101:
                kind = self._count(scope, status)
                measures.ANSWERED.labels(kind).observe(perf_counter() - began)

    def _count(self, scope: Scope, status: int) -> str:
        path = scope["path"].removeprefix(self._start)
        kind = next((kind for start, kind in KINDS.items() if path.startswith(start)), FILE)
        measures.REQUESTS.labels(kind, status).inc()
        if kind == "class":
            act = path.rpartition("/")[2]
            measures.CLASSES.labels(act if act in ACTS else "other", status).inc()
        if (kind, status) in _REFUSED:
            measures.REFUSALS.labels(_REFUSED[kind, status]).inc()
        return kind
