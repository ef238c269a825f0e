"""Who is let in: requests to a name of this server, from its own pages.

A page elsewhere can have the browser send requests here. Then their Origin is foreign. If that page rebinds
its own name to this server's address, the Origin is not, but the Host is a name that the server has not.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from cnnviz.hosts import is_local
from serving.watching.measures import REFUSALS

#: The port that an origin means that names none.
_PORTS = {"http": 80, "https": 443}

UNKNOWN = "This server does not go by that name. Whoever runs it can add the name to CNNVIZ_HOSTS.\n"
FOREIGN = "This server answers its own pages only, not pages of other servers.\n"


class KnownHosts:
    """Refuses requests to unknown hosts and from foreign origins, before anything else looks at them.

    Parameters
    ----------
    app
        What answers the others.
    names
        Names of the server beside local ones and the address that a connection came to; ``*.school.example``
        stands for all names that end so.
    checked
        Paths that are answered under any address, and without a Host: whoever checks a server's health may
        reach it by an address that the server does not know of. Names can be rebound, addresses cannot.
    """

    def __init__(self, app: ASGIApp, names: Sequence[str] = (), checked: Sequence[str] = ()) -> None:
        self._app, self._names, self._checked = app, names, checked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or a connection, or refuse it."""
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            status, sentence = refusal
            REFUSALS.labels("host" if sentence is UNKNOWN else "origin").inc()
            await PlainTextResponse(sentence, status)(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name = _name(host)
        is_known = is_local(name) or self._is_named(name) or (name and name == _own_address(scope))
        if not (is_known or (scope["path"] in self._checked and _is_address(name, host))):
            return 400, UNKNOWN
        if all(self._is_ours(origin, host) for origin in headers.getlist("origin")):
            return None
        return 403, FOREIGN

    def _is_named(self, name: str) -> bool:
        return any(name == one or (one[0] == "*" and name.endswith(one[1:])) for one in self._names)

    def _is_ours(self, origin: str, host: str) -> bool:
        """Whether a page of this server asks.

        Behind a proxy that asks by a name of its own, the page's name is not the Host's.
        """
        try:
            scheme, place, path, query, fragment = urlsplit(origin)
        except ValueError:
            return False
        if scheme not in _PORTS or path or query or fragment:
            return False
        if place.lower() == host.lower():
            return True
        return self._is_named(_name(place)) and _port(place) in (None, _PORTS[scheme], _port(host))


def _name(host: str) -> str:
    """Give the name, or the address, in a Host; "" if it is not of that form."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises if it is no number
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return ""
    return (parts.hostname or "").removesuffix(".")


def _port(host: str) -> int | None:
    """Give the port in a Host that has a name."""
    return urlsplit(f"//{host}").port


def _is_address(name: str, host: str) -> bool:
    """Whether a Host is an address, or there is none."""
    try:
        return bool(ip_address(name))
    except ValueError:
        return not host


def _own_address(scope: Scope) -> str:
    """Give the address of this machine that the connection came to."""
    server = scope.get("server")
    try:
        address = ip_address(server[0] if server else "")
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
