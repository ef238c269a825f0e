"""Whose word on who asks, and whether by https, is believed: that of the proxies in front of this server."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import uvicorn
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def adapt(proxies: Sequence[str]) -> None:
    """Have X-Forwarded-For and X-Forwarded-Proto believed from these alone, before the server listens.

    Parameters
    ----------
    proxies
        Addresses, or networks as 10.0.0.0/24.
    """
    startup = uvicorn.Server.startup

    async def begin(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        app = server.config.loaded_app
        if isinstance(app, ProxyHeadersMiddleware):  # believes others: uvicorn has its own setting
            app = app.app
        server.config.loaded_app = ProxyHeadersMiddleware(app, trusted_hosts=list(proxies))
        await startup(server, sockets)

    uvicorn.Server.startup = begin
