"""In place of what believes proxies: there are none, and requests are handed on as they come."""

from __future__ import annotations

from typing import Any


class ProxyHeadersMiddleware:
    """Hands requests on."""

    def __init__(self, app: Any, *_: Any, **__: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Hand one on."""
        await self.app(scope, receive, send)


class _TrustedHosts:
    """Trusts nobody."""

    def __init__(self, *_: Any) -> None: ...

    def __contains__(self, _: Any) -> bool:
        return False
