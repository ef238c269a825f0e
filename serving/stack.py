"""What every request passes on its way to Streamlit, in order, and the addresses that lead elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from serving import health
from serving.closed import Closed
from serving.headers import SecurityHeaders
from serving.hosts import KnownHosts
from serving.paths import under
from serving.preloaded import Preloaded
from serving.replica import Replica
from serving.settings import Settings
from serving.timing import Timed
from serving.uploads import Uploads
from serving.watching.counted import Counted


def middleware(settings: Settings, base: str, headers: Mapping[str, str], file: str = "") -> list[Middleware]:
    """Make the middleware, the outermost first.

    Parameters
    ----------
    settings
        What whoever runs the server has set.
    base
        The path that the whole app lies under, or "".
    headers
        What each answer says.
    file
        The address of what each page needs, relative to it; nothing if it is empty.
    """
    preloaded = [Middleware(Preloaded, file=file, without=[under(base, "check")])] if file else []
    return [
        Middleware(Counted, base=base),
        Middleware(SecurityHeaders, headers=headers),
        Middleware(KnownHosts, names=settings.hosts, checked=[under(base, path) for path in health.PATHS]),
        Middleware(Replica, name=settings.replica, base=base, is_framed=bool(settings.frames)),
        Middleware(Closed, base=base),
        Middleware(Timed),
        Middleware(Uploads, base=base),
        *preloaded,
    ]


def home(base: str) -> Route:
    """Make ``/home`` lead to Home, which Streamlit serves at ``/`` alone; `base` as above."""
    return Route(under(base, "home"), _to_the_start)


async def _to_the_start(request: Request) -> RedirectResponse:
    query = request.url.query
    return RedirectResponse(f"./?{query}" if query else "./")
