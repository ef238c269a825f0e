"""How the app is served: on the learner's own computer only, or to others."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

import streamlit as st

from cnnviz.hosts import is_local, is_loopback

#: How names of headers begin that a proxy adds to what it passes on.
_ADDED_BY_PROXIES = ("forwarded", "x-forwarded-", "x-real-ip", "via")
#: The address that learners type, which ``serve.py`` sets; "" if whoever runs the server has not named it.
address = ""
#: How many such processes share this computer, which ``serve.py`` sets, too.
workers = 1


def is_on_this_computer() -> bool:
    """Whether the server listens to its own computer only, and the browser asked for it by such a name.

    A browser that is elsewhere comes by a proxy, which asks by another name or says that it is there.
    """
    listens_at = str(st.get_option("server.address") or "")
    return not address and is_loopback(listens_at) and _is_asked_from_here()


def may_use_a_camera() -> bool:
    """Whether browsers let this page use a camera: over https, or on the computer itself."""
    page = _split(st.context.headers.get("Origin") or "")
    return page.scheme != "http" or is_loopback(page.hostname or "")


def where_pictures_go() -> str:
    """Say where a learner's pictures go, and where not, in a sentence."""
    if is_on_this_computer():
        return "Your pictures stay on this computer."
    at = f" at {host()}" if host() else ""
    kept = "kept in its memory while this tab is open, and not stored"
    return f"Your pictures are sent to the server{at}, {kept}."


def host() -> str:
    """What the browser calls the server, with its port; empty if it did not say.

    A proxy may ask by another name than the browser, but the origin is the page's. Instead of a name that
    works on the server's own computer only it is what learners type, if that is known.
    """
    return _split(typed()).netloc or _asked()


def typed() -> str:
    """Give what learners type, where the browser calls the server by a name that only its own computer knows.

    It stands in place of scheme, name and port in links that are given out; "" leaves them as they are.
    """
    return address if is_local(_split(f"//{_asked()}").hostname or "") else ""


def origin() -> str:
    """Give the beginning of the app's addresses, as learners open them, without a slash at its end.

    A browser says it as it connects; the path that the app lies under is the server's own.
    """
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    scheme = _split(typed() or st.context.headers.get("Origin") or "").scheme or "http"
    return f"{scheme}://{host()}{'/' if base else ''}{base}"


def _asked() -> str:
    headers = st.context.headers
    return _split(headers.get("Origin") or "").netloc or headers.get("Host") or ""


def _is_asked_from_here() -> bool:
    headers = st.context.headers
    if any(name.lower().startswith(_ADDED_BY_PROXIES) for name in headers):
        return False
    asked = _split(f"//{headers.get('Host') or ''}")
    page = _split(headers["Origin"]) if "Origin" in headers else asked
    return is_local(asked.hostname or "") and is_local(page.hostname or "")


def _split(address: str) -> SplitResult:
    """Take an address apart; one that is none has no parts."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
