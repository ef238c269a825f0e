"""What a network lets through, for its administrator: a page of its own, and the addresses that it tries.

It is plain HTML with a script, as Streamlit's pages stay empty where WebSockets are blocked.
"""

from __future__ import annotations

import asyncio
import secrets
from functools import cache
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from cnnviz.assets import ASSETS
from serving.paths import under

COOKIE: Final = "cnnviz_check"
#: Bytes of the largest upload and of the largest report of a page, as they are tried.
UPLOAD, MESSAGE = 15 * 1024**2, 900_000
#: Uploads and WebSockets that may be tried at a time, in this process.
UPLOADS, SOCKETS = 4, 60
#: Messages and seconds of one WebSocket: a small one, a large one, and one after a minute.
MESSAGES, SECONDS = 4, 120.0
_KINDS: Final = {"js": "text/javascript", "css": "text/css"}

BUSY: Final = "Many others are trying this just now. Try again in a minute."


class _Open:
    """How many are being tried."""

    def __init__(self) -> None:
        self.uploads = self.sockets = 0


def routes(base: str) -> list[BaseRoute]:
    """Make the routes; `base` is the path that the whole app lies under, or ""."""
    now = _Open()

    async def upload(request: Request) -> Response:
        if now.uploads >= UPLOADS:
            return _told({"told": BUSY}, 429)
        now.uploads += 1
        try:
            return await _count(request)
        finally:
            now.uploads -= 1

    async def socket(asked: WebSocket) -> None:
        if now.sockets >= SOCKETS:
            await asked.close()
            return
        now.sockets += 1
        try:
            await _echo(asked)
        finally:
            now.sockets -= 1

    return [
        Route(under(base, "check"), _page),
        Route(under(base, "check/check.{kind}"), _part),
        Route(under(base, "check/cookie"), _cookie),
        Route(under(base, "check/name"), _name),
        Route(under(base, "check/upload"), upload, methods=["POST"]),
        WebSocketRoute(under(base, "check/socket"), socket),
    ]


@cache
def _file(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")


async def _page(request: Request) -> Response:
    sizes = f'data-upload="{UPLOAD}" data-message="{MESSAGE}"'
    page = _file("check/check.html").replace("<main>", f"<main {sizes}>")
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


async def _part(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in _KINDS:
        return _told({"told": "Not Found"}, 404)
    text = _file(f"check/check.{kind}")
    if kind == "css":
        text = _file("components/tokens.css") + text
    return Response(text, media_type=_KINDS[kind], headers={"Cache-Control": "no-cache"})


async def _cookie(request: Request) -> Response:
    """Say which cookie came, and set another one."""
    answer = _told({"came": request.cookies.get(COOKIE, ""), "next": (drawn := secrets.token_hex(8))})
    answer.set_cookie(COOKIE, drawn, max_age=60, path=request.url.path, httponly=True, samesite="lax")
    return answer


async def _name(request: Request) -> Response:
    """Say what this server is called by who asks."""
    return _told({"host": request.headers.get("host", "")})


async def _count(request: Request) -> Response:
    """Count the bytes of a body, and keep none."""
    count = 0
    try:
        async for part in request.stream():
            count += len(part)
            if count > UPLOAD:
                return _told({"told": "That is more than is tried here."}, 413)
    except ClientDisconnect:
        return _told({"told": "The rest did not come."}, 400)
    return _told({"bytes": count})


async def _echo(asked: WebSocket) -> None:
    """Send back what comes, a few messages."""
    await asked.accept()
    try:
        async with asyncio.timeout(SECONDS):
            for _ in range(MESSAGES):
                said = await asked.receive_text()
                await asked.send_text(said[:MESSAGE])
        await asked.close()
    except (WebSocketDisconnect, TimeoutError, KeyError):  # the last: bytes, which no page of ours sends
        return


def _told(told: dict[str, object], status: int = 200) -> JSONResponse:
    return JSONResponse(told, status, {"Cache-Control": "no-store"})
