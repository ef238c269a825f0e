"""Ports that a server of our own can be started at."""

from __future__ import annotations

import secrets
import socket
from typing import Final

#: Systems give connections that go out a port above these.
_FIRST, _LAST = 20_000, 32_000
_TRIES: Final = 100


def free_port() -> int:
    """Find a port that nothing has, on any address of this computer.

    It is drawn from those that no system gives to a connection that goes out: one of these would be likely to
    be taken in the second until the server listens.

    Raises
    ------
    OSError
        If none is found.
    """
    for _ in range(_TRIES):
        port = _FIRST + secrets.randbelow(_LAST - _FIRST)
        with socket.socket() as one:
            try:
                one.bind(("0.0.0.0", port))
            except OSError:
                continue
        return port
    raise OSError("no free port was found")
