"""Connections as uvicorn keeps them: how many there can be, and for how long one may say nothing whole.

And that none holds up the others: all are read by one loop.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from contextlib import suppress
from math import inf
from types import ModuleType
from typing import Any

import uvicorn

from serving.gathered import gathering

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

#: Seconds within which a request has to be there, up to its body.
PATIENCE = 15.0
#: Bytes that are read of one connection before the others have their turn. Asyncio reads 256 KB, which hold
#: everybody up for two seconds if they are all tiny chunks of a body or tiny frames of a WebSocket.
AT_ONCE = 4096
#: Descriptors that are asked for, the most first: macOS allows fewer than it says.
_WANTED = (65_536, 10_240, 4_096, 1_024)


def adapt(headers: Mapping[str, str]) -> None:
    """Change how the server keeps its connections, before it begins to listen.

    Parameters
    ----------
    headers
        What each answer says, see `serving.headers`; also to what is no request, which no middleware sees.
    """
    startup = uvicorn.Server.startup

    async def begin(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        config = server.config
        # Nobody needs to know which program answers.
        config.encoded_headers = [pair for pair in config.encoded_headers if pair[0] != b"server"]
        config.http_protocol_class = impatient(config.http_protocol_class, PATIENCE, headers)
        config.ws_protocol_class = gathering(config.ws_protocol_class)
        await startup(server, sockets)

    uvicorn.Server.startup = begin


def impatient(protocol: type[Any], patience: float, headers: Mapping[str, str]) -> type[Any]:
    """Make a protocol that ends a connection on which a request stays unfinished, and reads `AT_ONCE`.

    Else each connection that sends half a request takes a descriptor for as long as it likes. How long a body
    may take is `timing`'s.

    Parameters
    ----------
    protocol
        One of uvicorn's.
    patience
        Seconds.
    headers
        As for `adapt`.
    """
    lines = "".join(f"{name}: {text}\r\n" for name, text in headers.items())
    no_request = f"HTTP/1.1 400 Bad Request\r\n{lines}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
    return type("Impatient", (_Impatient, protocol), {"_patience": patience, "_no_request": no_request})


class _Impatient(asyncio.Protocol):
    """What `impatient` lays over a protocol of uvicorn's, whose are the first three attributes."""

    transport: asyncio.Transport
    loop: asyncio.AbstractEventLoop
    cycle: Any
    _patience: float
    _no_request: bytes
    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.max_size = AT_ONCE  # type: ignore[attr-defined]
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._expect()

    def connection_lost(self, error: Exception | None) -> None:
        self._forget()
        super().connection_lost(error)

    def send_400_response(self, reason: str) -> None:
        if not self._is_answering():
            self.transport.write(self._no_request)
        self.transport.close()

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _expect(self) -> None:
        """Wait for a request, unless one is being answered, or it has become a WebSocket."""
        if self._is_answering() or self.transport.get_protocol() is not self:
            self._forget()
        elif self._end is None:
            self._end = self.loop.call_later(self._patience, self.transport.close)

    def _forget(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None


def allow_many(limits: ModuleType | None = resource, wanted: tuple[int, ...] = _WANTED) -> None:
    """Have the system allow as many descriptors as it will; each learner takes one or two.

    Parameters
    ----------
    limits
        The module `resource`, or None where there is none.
    wanted
        Numbers to ask for, the largest first.
    """
    if limits is None:
        return
    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    soft, hard = (inf if one == limits.RLIM_INFINITY else one for one in (soft, hard))
    for number in wanted:
        if soft >= min(number, hard):
            return
        with suppress(ValueError, OSError):
            most = limits.RLIM_INFINITY if hard == inf else hard
            limits.setrlimit(limits.RLIMIT_NOFILE, (min(number, hard), most))
            return
