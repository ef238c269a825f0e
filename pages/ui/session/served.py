"""How the app is served: on the learner's own computer only, or to others."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st


def is_on_this_computer() -> bool:
    """Whether the server listens to its own computer only, and the browser asked for it by such a name.

    A browser that is elsewhere comes by a proxy, and asks for that.
    """
    listens_at = str(st.get_option("server.address") or "")
    return is_loopback(listens_at) and is_loopback(_hostname(host()))


def where_pictures_go() -> str:
    """Say where a learner's pictures go, and where not, in a sentence."""
    if is_on_this_computer():
        return "Your pictures stay on this computer."
    at = f" at {host()}" if host() else ""
    kept = "kept in its memory while this tab is open, and not stored"
    return f"Your pictures are sent to the server{at}, {kept}."


def host() -> str:
    """What the browser calls the server, with its port; empty if it did not say."""
    return st.context.headers.get("Host") or ""


def is_loopback(name: str) -> bool:
    """Whether a host's name always leads to the computer itself.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


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


def _hostname(host: str) -> str:
    """Take the port off a host."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
