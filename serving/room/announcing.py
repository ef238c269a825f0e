"""What the front tells a worker before it passes on what a browser says: who it is, and where it came to.

It is a line of the PROXY protocol, version 1, after a secret. So a worker believes the front alone, and
nobody reads what a browser itself says of its address.
"""

from __future__ import annotations

import asyncio
import hmac
from ipaddress import ip_address
from typing import Any, Final

from serving.connections import AT_ONCE

#: The variable that has the secret. Where it is not set, a worker serves browsers directly.
VARIABLE: Final = "CNNVIZ_FRONT"
#: Bytes of the longest line that is read: a secret, and 107 of the protocol.
LONGEST: Final = 256

#: An address and a port.
Place = tuple[str, int]


def line(secret: str, client: Place, server: Place) -> bytes:
    r"""Write the line.

    >>> line("s", ("192.0.2.7", 50000), ("192.0.2.1", 8501))
    b's PROXY TCP4 192.0.2.7 192.0.2.1 50000 8501\r\n'
    """
    family = "TCP6" if ":" in client[0] else "TCP4"
    return f"{secret} PROXY {family} {client[0]} {server[0]} {client[1]} {server[1]}\r\n".encode()


def read(said: bytes, secret: str) -> tuple[Place, Place] | None:
    """Read the line, without its end; None if it is not the front's."""
    parts = said.decode("latin-1").split(" ")
    if len(parts) != 7 or not hmac.compare_digest(parts[0].encode("latin-1"), secret.encode()):
        return None
    try:
        client, server = str(ip_address(parts[3])), str(ip_address(parts[4]))
        return (client, int(parts[5])), (server, int(parts[6]))
    except ValueError:
        return None


class _From:
    """A transport that names whom the front speaks for; all else is the connection to the front."""

    def __init__(self, transport: asyncio.Transport, client: Place, server: Place) -> None:
        self._transport = transport
        self._named = {"socket": None, "peername": client, "sockname": server}

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._named[name] if name in self._named else self._transport.get_extra_info(name, default)

    @property
    def max_size(self) -> int:
        """Bytes that are read at once; see `serving.connections`."""
        return self._transport.max_size  # type: ignore[attr-defined, no-any-return]

    @max_size.setter
    def max_size(self, count: int) -> None:
        self._transport.max_size = count  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class _Announced(asyncio.Protocol):
    """What `announced` lays over a protocol of the server's."""

    _front: str
    _within: float
    _raw: asyncio.Transport
    _line: bytes | None = b""
    _until_said: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._raw = transport
        transport.max_size = AT_ONCE  # type: ignore[attr-defined]  # also what comes with the line
        self._until_said = asyncio.get_running_loop().call_later(self._within, transport.abort)

    def data_received(self, data: bytes) -> None:
        if self._line is None:
            super().data_received(data)
            return
        self._line += data
        said, end, rest = self._line.partition(b"\r\n")
        if not end and len(said) <= LONGEST:
            return
        named = read(said, self._front)
        self._until_said.cancel()
        if named is None:
            self._raw.abort()
            return
        self._line = None
        super().connection_made(_From(self._raw, *named))  # type: ignore[arg-type]
        if rest:
            super().data_received(rest)

    def connection_lost(self, error: Exception | None) -> None:
        self._until_said.cancel()
        if self._line is None:
            super().connection_lost(error)


def announced(protocol: type[Any], secret: str, patience: float) -> type[Any]:
    """Make a protocol that expects the line first, and ends every connection that has none.

    Parameters
    ----------
    protocol
        The server's own.
    secret
        What the line begins with.
    patience
        Seconds until it has to be there.
    """
    return type("Announced", (_Announced, protocol), {"_front": secret, "_within": patience})
