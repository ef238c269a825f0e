"""What is written to a connection within one turn of the loop goes to the system together.

A run of a page is about 20 messages over the WebSocket. Each would be a call of the system, around which
Python lets go of its lock, and the loop waits for it again if runs compute meanwhile: up to 5 ms each time.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

#: Bytes that are gathered at most; so much asyncio keeps as well before it has a writer wait.
MOST: Final = 65_536


def gathering(protocol: type[Any]) -> type[Any]:
    """Make a protocol of uvicorn's, for WebSockets, whose writes are gathered."""
    return type("Gathering", (_Gathering, protocol), {})


class Gathered:
    """A connection that is written to once in a turn of the loop; all else is the connection's own.

    Parameters
    ----------
    transport
        The connection.
    loop
        The loop that it belongs to.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._parts: list[bytes] = []
        self._size = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write something, with what else is written until the turn ends."""
        if not self._parts:
            self._loop.call_soon(self._write)
        self._parts.append(data)
        self._size += len(data)
        if self._size >= MOST:
            self._write()

    def close(self) -> None:
        """Write all, and close."""
        self._write()
        self._transport.close()

    def _write(self) -> None:
        parts, self._parts, self._size = self._parts, [], 0
        if parts:
            self._transport.write(b"".join(parts))


class _Gathering(asyncio.Protocol):
    """What `gathering` lays over a protocol of uvicorn's, whose are the first two attributes."""

    transport: Any
    loop: asyncio.AbstractEventLoop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.transport = Gathered(self.transport, self.loop)
