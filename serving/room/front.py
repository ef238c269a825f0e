"""One port for all workers: reads a connection's first request, then passes bytes to one worker and back.

All requests of a connection come from one browser, so what its first one says holds for all.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Final

from serving.room.announcing import line
from serving.room.choosing import Choosing, Place

#: Seconds within which the head of the first request has to be there; later ones are the worker's to await.
PATIENCE: Final = 15.0
#: Bytes of the longest head. A worker refuses longer ones, too.
LONGEST: Final = 65_536
#: Connections at a time: of 300 devices with six each, and some more.
MOST: Final = 2_000
#: Of one address: a school's own proxy may have one, and a single computer does not take all there are.
MOST_OF_ONE: Final = 600
#: Seconds in which a browser has to take what a worker that has hung up has said.
LAST_WORDS: Final = 30.0
#: Seconds in which a worker has to take a connection.
SOON: Final = 5.0

_BUSY = b"This server is starting, or has very much to do. Try again in a moment.\n"
BUSY: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 2\r\n"
    b"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Length: %d\r\n"
    b"Connection: close\r\n\r\n%s" % (len(_BUSY), _BUSY)
)


class Front:
    """What all connections share.

    Parameters
    ----------
    choosing
        Chooses a worker.
    secret
        What the workers believe.
    on_visit
        Called with the addresses of each connection: where it comes from, and where it came to.
    patience
        Seconds, as above.
    most
        Connections at a time.
    """

    def __init__(
        self,
        choosing: Choosing,
        secret: str,
        on_visit: Callable[[str, str], None] = lambda client, server: None,
        patience: float = PATIENCE,
        most: int = MOST,
    ) -> None:
        self.choosing, self.secret, self.on_visit = choosing, secret, on_visit
        self.patience, self.most = patience, most
        self.open: set[_Browser] = set()
        self.by_address: Counter[str] = Counter()

    async def listen(self, address: str, port: int) -> asyncio.Server:
        """Begin to take connections.

        Raises
        ------
        OSError
            If this address and port cannot be had.
        """
        return await asyncio.get_running_loop().create_server(lambda: _Browser(self), address, port)

    def close(self) -> None:
        """End all connections."""
        for one in list(self.open):
            one.abort()


class _End(asyncio.Protocol):
    """One end of a connection: what comes here goes out at the other, no faster than that takes it."""

    transport: asyncio.Transport | None = None
    other: _End | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if self.other and self.other.transport:
            self.other.transport.write(data)

    def pause_writing(self) -> None:
        if self.other and self.other.transport:
            self.other.transport.pause_reading()

    def resume_writing(self) -> None:
        if self.other and self.other.transport:
            self.other.transport.resume_reading()

    def connection_lost(self, error: Exception | None) -> None:
        self.transport = None
        if self.other and self.other.transport:
            self.other.transport.close()  # what is still to be written is
            asyncio.get_running_loop().call_later(LAST_WORDS, self.other.transport.abort)


class _Browser(_End):
    """A browser's end."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._head = bytearray()
        self._end: asyncio.TimerHandle | None = None
        self._reaching: asyncio.Task[None] | None = None
        self._address = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._address = str(transport.get_extra_info("peername")[0])
        self._front.by_address[self._address] += 1
        self._front.open.add(self)
        if len(self._front.open) > self._front.most or self._front.by_address[self._address] > MOST_OF_ONE:
            self.abort()
            return
        self._end = asyncio.get_running_loop().call_later(self._front.patience, self.abort)

    def data_received(self, data: bytes) -> None:
        if self.other:
            super().data_received(data)
            return
        seen = max(0, len(self._head) - 3)  # of many small pieces none is searched twice
        self._head += data
        if self._reaching is None and (self._head.find(b"\r\n\r\n", seen) >= 0 or len(self._head) > LONGEST):
            assert self.transport is not None
            assert self._end is not None
            self._end.cancel()
            self.transport.pause_reading()
            self._reaching = asyncio.create_task(self._reach())

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._front.open.discard(self)
        self._front.by_address[self._address] -= 1
        self._front.by_address += Counter()  # forgets those that are at none
        for waiting in (self._end, self._reaching):
            if waiting is not None:
                waiting.cancel()

    def abort(self) -> None:
        """End it at once."""
        if self.transport:
            self.transport.abort()

    async def _reach(self) -> None:
        """Connect to a worker, and hand it what came; if none can be reached, say so."""
        assert self.transport is not None
        client, server = (self.transport.get_extra_info(name)[:2] for name in ("peername", "sockname"))
        self._front.on_visit(client[0], server[0])
        failed: list[Place] = []
        while (place := self._front.choosing.choose(bytes(self._head), client[0], failed)) is not None:
            worker = await self._connect(place)
            if worker is not None:
                self._join(worker, line(self._front.secret, client, server))
                return
            failed.append(place)
        self.transport.write(BUSY)
        self.transport.close()

    async def _connect(self, place: Place) -> _Worker | None:
        """Connect to a worker; None if that fails."""
        worker = _Worker(self, place)
        place.connections += 1  # at once: of many that come together each counts
        try:
            async with asyncio.timeout(SOON):
                await asyncio.get_running_loop().create_connection(lambda: worker, "127.0.0.1", place.port)
        except (OSError, TimeoutError):
            pass
        finally:
            if not worker.is_made:
                place.connections -= 1
        return worker if worker.transport else None

    def _join(self, worker: _Worker, announcement: bytes) -> None:
        assert worker.transport is not None
        assert self.transport is not None
        self.other = worker
        worker.transport.write(announcement + self._head)
        self._head.clear()
        self.transport.resume_reading()


class _Worker(_End):
    """A worker's end."""

    is_made = False

    def __init__(self, browser: _Browser, place: Place) -> None:
        self.other, self._place = browser, place

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.is_made = True

    def connection_lost(self, error: Exception | None) -> None:
        self._place.connections -= 1
        super().connection_lost(error)
