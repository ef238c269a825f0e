"""Names of hosts that lead to the computer itself."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address


def is_loopback(name: str) -> bool:
    """Whether a host's name always leads to the computer itself.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return f".{name.removesuffix('.')}".endswith(".localhost")


@lru_cache(maxsize=256)  # each run of a page asks
def is_local(name: str) -> bool:
    """Whether an address with this host works on the computer itself only.

    >>> is_local("localhost"), is_local("0.0.0.0"), is_local("192.168.0.7")
    (True, True, False)
    """
    return is_loopback(name) or _is_unspecified(name)


def _is_unspecified(name: str) -> bool:
    try:
        return ip_address(name).is_unspecified
    except ValueError:
        return False
