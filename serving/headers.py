"""What every answer says: what the browser may load and run for a page, and who may show it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from html.parser import HTMLParser

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NO_SOCKET = "There is no WebSocket at this address.\n"
FAILED = "Something failed on the server. Try again; if it fails again, load the page anew.\n"


class SecurityHeaders:
    """Writes headers on every answer, also where something fails.

    Parameters
    ----------
    app
        What answers.
    headers
        Names and values, see `security_headers`.
    """

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app, self._headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a failure is told by a sentence, and then raised for the log."""
        has_begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "websocket.close" and not has_begun:
                await PlainTextResponse(NO_SOCKET, 403, self._headers)(scope, receive, send)
                return
            if message["type"].endswith("http.response.start"):  # a refused WebSocket has one, too
                message.setdefault("headers", [])
                MutableHeaders(scope=message).update(self._headers)
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            if scope["type"] == "http" and not has_begun:
                await PlainTextResponse(FAILED, 500)(scope, receive, send_with_headers)
            raise


def security_headers(page: str, frames: Sequence[str] = ()) -> dict[str, str]:
    """Make the headers.

    Parameters
    ----------
    page
        The HTML that Streamlit serves for each page.
    frames
        Origins whose pages may hold ours in a frame; nobody's if there are none.
    """
    headers = {
        "Content-Security-Policy": _written(_policy(page, frames)),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if not frames:
        headers["X-Frame-Options"] = "DENY"  # for browsers that do not know `frame-ancestors`
    return headers


def policy_in_page(page: str) -> str:
    """Write the policy as it may stand in a page that comes without headers.

    Who may show the page in a frame cannot be said there: browsers ignore it, and complain.

    Parameters
    ----------
    page
        The page's HTML.
    """
    policy = _policy(page, ())
    del policy["frame-ancestors"]
    return _written(policy)


def _written(policy: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{kind} {' '.join(sources)}" for kind, sources in policy.items())


def _policy(page: str, frames: Sequence[str]) -> dict[str, Sequence[str]]:
    own = "'self'"
    return {
        "default-src": ["'none'"],
        # Components' JavaScript comes over the WebSocket and is imported from a `blob:`. Streamlit's protobuf
        # reads long numbers with WebAssembly.
        "script-src": [own, "blob:", "'wasm-unsafe-eval'", *inline_scripts(page)],
        "style-src": [own, "'unsafe-inline'"],  # Streamlit's styles, and those on elements
        "img-src": [own, "data:", "blob:"],
        "media-src": [own, "data:", "blob:"],
        "font-src": [own, "data:"],
        "connect-src": [own],
        "worker-src": [own, "blob:"],
        "manifest-src": [own],
        "form-action": [own],
        "base-uri": [own],
        "frame-ancestors": frames or ["'none'"],
    }


def inline_scripts(page: str) -> list[str]:
    """Give what allows the scripts that stand in a page: their hashes, as a policy writes them."""
    found = _Scripts()
    found.feed(page)
    return [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in found.texts]


class _Scripts(HTMLParser):
    """Collects the scripts of a page that are not files."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_inside = tag == "script" and "src" not in dict(attrs)
        if self._is_inside:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False
