"""Asking an ASGI app without a server in between."""

import asyncio
from dataclasses import dataclass

from starlette.datastructures import Headers

from tests import aside


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes


def ask(
    app,
    path="/",
    *,
    method="GET",
    host="localhost:8501",
    kind="http",
    query="",
    chunks=(b"",),
    server="127.0.0.1",
    **headers,
):
    """Send a request, whose body comes in chunks, and give the answer; None if there was none.

    After a chunk that is None no more comes, though there should.
    """
    waiting = list(chunks)
    sent = []

    async def receive():
        if kind == "websocket":
            return {"type": "websocket.connect"}
        await asyncio.sleep(0)
        if waiting in ([], [None]):
            await asyncio.Event().wait()  # the client says no more
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    pairs = {"host": host, **headers}
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "scheme": "http",
        "server": (server, 8501),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in pairs.items()],
        "extensions": {"websocket.http.response": {}},
    }
    try:
        aside.run(app(scope, receive, send))
    finally:
        ask.sent = sent
    return answer_in(sent)


def answer_in(sent):
    """Read an answer from the messages of an app."""
    starts = [message for message in sent if message["type"].endswith("http.response.start")]
    if not starts:
        return None
    body = b"".join(m.get("body", b"") for m in sent if m["type"].endswith("http.response.body"))
    return Answer(starts[0]["status"], Headers(raw=starts[0]["headers"]), body)
