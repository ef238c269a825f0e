"""How the app is served: on the learner's own computer only, or to others."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from cnnviz.hosts import is_local, is_loopback

#: How names of headers begin that a proxy adds to what it passes on.
_ADDED_BY_PROXIES = ("forwarded", "x-forwarded-", "x-real-ip", "via")


def is_on_this_computer() -> bool:
    """Whether the server listens to its own computer only, and the browser asked for it by such a name.

    A browser that is elsewhere comes by a proxy. That may ask by a local name, but it passes on the page's
    origin as it is, or says that it is there.
    """
    listens_at = str(st.get_option("server.address") or "")
    return is_loopback(listens_at) and _is_asked_from_here()


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


def _is_asked_from_here() -> bool:
    headers = st.context.headers
    if any(name.lower().startswith(_ADDED_BY_PROXIES) for name in headers):
        return False
    origin = headers.get("Origin")
    return is_local(_hostname(f"//{host()}")) and (origin is None or is_local(_hostname(origin)))


def _hostname(address: str) -> str:
    """Give the host of an address without its port; "" if there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
