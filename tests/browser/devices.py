"""Devices that are handed from one test to the next, and keep what their browsers have compiled."""

from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

#: Opens a context with what a device has: ``has_touch``, ``is_mobile``.
Open = Callable[..., BrowserContext]
#: What a device has, and its first page: a blank one, which stays open.
Device = tuple[frozenset[tuple[str, bool]], Page]


class Devices:
    """Contexts that are kept, each with a blank page that keeps its browser warm.

    So Streamlit's megabytes of JavaScript are compiled once for each of them and not for each test. Nobody
    gets a device that another one in the same test has.
    """

    def __init__(self, open_context: Open, blank: str) -> None:
        self._open, self._blank = open_context, blank
        self._free: dict[frozenset[tuple[str, bool]], list[Page]] = defaultdict(list)
        self._lent: list[Device] = []

    def lend(self, **has: bool) -> Page:
        """Open a page on a device that has this and that nobody else has got."""
        kind = frozenset(has.items())
        device = self._free[kind].pop() if self._free[kind] else self._new(**has)
        self._lent.append((kind, device))
        return device.context.new_page()

    def take_back(self) -> None:
        """Leave nothing on any device of whoever had it."""
        for kind, device in self._lent:
            _clean(device)
            self._free[kind].append(device)
        self._lent.clear()

    def close(self) -> None:
        """Throw all away."""
        for devices in self._free.values():
            for device in devices:
                device.context.close()

    def _new(self, **has: bool) -> Page:
        device = self._open(**has).new_page()
        device.goto(self._blank)
        return device


def _clean(device: Page) -> None:
    context, visited = device.context, set()
    for page in context.pages:
        address = urlsplit(page.url)
        if address.scheme == "http":
            visited.add(f"{address.scheme}://{address.netloc}")
        if page is not device:
            page.close()
    context.clear_permissions()
    context.clear_cookies()
    devtools = context.new_cdp_session(device)
    for origin in visited:
        devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    devtools.detach()
