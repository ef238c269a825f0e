"""A browser's HTTP for load tests: one connection that is kept, cookies, and as little work as possible.

Libraries that do everything take more of the machine than the server that is measured beside them.
"""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

#: Seconds until an answer is given up; a browser's own limit for a preview is 3, for a class 15.
PATIENCE = 30.0


class Answer(NamedTuple):
    """What came back; `status` is 0 where nothing did."""

    status: int
    headers: Mapping[str, str] = {}  # never changed
    body: bytes = b""

    def json(self) -> Any:
        """Read the body as JSON."""
        return json.loads(self.body)


class Browser:
    """Somebody's cookies, and their connection to a host such as ``127.0.0.1:8501``."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.cookies: dict[str, str] = {}
        self._lock = asyncio.Lock()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> Answer:
        """Get."""
        return await self.ask("GET", path)

    async def post(self, path: str, said: Mapping[str, object]) -> Answer:
        """Post JSON."""
        return await self.ask("POST", path, json.dumps(said).encode(), {"Content-Type": "application/json"})

    async def ask(
        self, method: str, path: str, body: bytes = b"", more: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask, one request after the other; status 0 if nobody answers in time."""
        head = self._head(method, path, len(body), more or {})
        async with self._lock:
            try:
                async with asyncio.timeout(PATIENCE):
                    answer = await self._exchange(head + body)
            except (OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
                self.close()
                return Answer(0)
        return answer

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    def cookie(self) -> str:
        """Write the cookies as a request's header has them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _head(self, method: str, path: str, length: int, more: Mapping[str, str]) -> bytes:
        headers = {
            "Host": self.host,
            "Accept-Encoding": "gzip",
            **({"Origin": f"http://{self.host}"} if method != "GET" else {}),
            **({"Content-Length": str(length)} if method != "GET" else {}),
            **({"Cookie": self.cookie()} if self.cookies else {}),
            **more,
        }
        lines = [f"{method} /{path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    async def _exchange(self, request: bytes) -> Answer:
        """Send over the connection that is kept; once more over a new one if the server had ended it."""
        if self._streams is not None:
            try:
                return await self._send(*self._streams, request)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
        self._streams = await asyncio.open_connection(*self.host.split(":"))
        return await self._send(*self._streams, request)

    async def _send(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
    ) -> Answer:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, headers = int(head[0].split()[1]), {}
        for line in filter(None, head[1:]):
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                self.keep(value)
        body = await _body(reader, headers, status)
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, headers, body)

    def keep(self, told: str) -> None:
        """Keep a cookie, as a header ``Set-Cookie`` tells it."""
        name, _, value = told.partition(";")[0].partition("=")
        self.cookies[name] = value.strip()


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str], status: int) -> bytes:
    if status in (204, 304):
        return b""
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    chunks = []
    while size := int(await reader.readline(), 16):
        chunks.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(chunks)
