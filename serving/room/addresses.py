"""The addresses at which other devices find this computer."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import ip_address
from typing import Final

#: Addresses to ask the way to. Nothing is sent there: the system says by which address of its own it would.
#: The first is nobody's (RFC 5737), so the way is that to most places; the others are private (RFC 1918).
_TOWARDS: Final = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")


def found() -> list[str]:
    """List this computer's addresses in networks, the likeliest first; none if it is in no network."""
    addresses = [address for target in _TOWARDS if (address := _towards(target))]
    with suppress(OSError):
        addresses += [
            str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        ]
    return [one for one in dict.fromkeys(addresses) if not ip_address(one).is_loopback]


def url(address: str, port: int) -> str:
    """Write an address as it is typed.

    >>> url("192.168.1.5", 8501), url("192.168.1.5", 80)
    ('http://192.168.1.5:8501', 'http://192.168.1.5')
    """
    return f"http://{address}" if port == 80 else f"http://{address}:{port}"


def _towards(target: str) -> str | None:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect((target, 9))
        return str(one.getsockname()[0])
    return None
