"""A real browser on the real app: one server and a few devices for all tests, a fresh page for each."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, ViewportSize, expect

from tests.browser.connection import SlowServer
from tests.browser.devices import Devices
from tests.browser.visitor import Visitor
from tests.browser.waits import PATIENCE
from tests.server import Server, served

expect.set_options(timeout=1000 * PATIENCE)  # a busy machine is slow, not wrong
#: Has a page tell its console what the server's policy made the browser refuse.
TELL_REFUSALS = """addEventListener("securitypolicyviolation", (event) => console.error(
  "Content Security Policy:", event.effectiveDirective, event.blockedURI, event.sourceFile))"""
#: Where the app might lie, Streamlit finds out by asking; under a page's name it does not.
ASKED_IN_VAIN = re.compile(r"/\w+/_stcore/(health|host-config)$")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LOCAL = re.compile(r"^(https?|wss?)://127\.0\.0\.1[:/]|^(data|blob|about):")


@pytest.fixture
def new_server() -> Iterator[Server]:
    """A server that nobody has asked anything yet."""
    with served() as server:
        yield server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The app's address."""
    with served() as server:
        yield server.address


@pytest.fixture(scope="session")
def asked() -> list[str]:
    """What no page may do, since the test began: addresses beyond this machine that it has asked for, and
    what the server's policy has made the browser refuse.
    """
    return []


@pytest.fixture
def outside(asked: list[str]) -> Iterator[list[str]]:
    """What was asked for beyond this machine, or refused: there must be nothing, in any test."""
    asked.clear()
    yield asked
    assert not asked


def _is_refusal(message: ConsoleMessage) -> bool:
    return message.type == "error" and "Content Security Policy" in message.text


def _open_context(chromium: Browser, asked: list[str], **options: object) -> BrowserContext:
    """Open a context that tells of what its pages ask for beyond this machine, which the browser never finds,
    and of what they do against the server's policy.

    Nothing is routed: that would turn off the browser's cache.
    """

    def note(url: str) -> None:
        if not LOCAL.match(url):
            asked.append(url)

    context = chromium.new_context(**{"viewport": {"width": 1366, "height": 768}, **options})
    context.on("request", lambda request: note(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: note(socket.url)))
    context.on("console", lambda message: asked.append(message.text) if _is_refusal(message) else None)
    context.add_init_script(TELL_REFUSALS)
    context.set_default_timeout(1000 * PATIENCE)
    return context


@pytest.fixture
def new_context(chromium: Browser, asked: list[str], outside: list[str]) -> Callable[..., BrowserContext]:
    """A device that nobody has used and nobody will: for what stays in it."""
    return partial(_open_context, chromium, asked)


@pytest.fixture(scope="session")
def kept_devices(chromium: Browser, server: str, asked: list[str]) -> Iterator[Devices]:
    """Devices of all tests."""
    devices = Devices(partial(_open_context, chromium, asked), f"{server}/_stcore/health")
    yield devices
    devices.close()


@pytest.fixture
def devices(kept_devices: Devices, outside: list[str]) -> Iterator[Devices]:
    """Devices, like new."""
    yield kept_devices
    kept_devices.take_back()


@pytest.fixture
def new_visitor(server: str, devices: Devices) -> Callable[..., Visitor]:
    """Somebody with a device of their own: ``new_visitor(color_scheme="dark")``."""

    def come(
        address: str = server,
        viewport: ViewportSize | None = None,
        has_touch: bool = False,
        is_mobile: bool = False,
        **media: Any,
    ) -> Visitor:
        page = devices.lend(has_touch=has_touch, is_mobile=is_mobile)
        page.emulate_media(**media)
        if viewport:
            page.set_viewport_size(viewport)
        return Visitor(page, address)

    return come


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody with a school laptop."""
    return new_visitor()


@pytest.fixture
def on_a_phone(new_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody with a phone."""
    return new_visitor(**PHONE)


@pytest.fixture
def slow_server(visitor: Visitor) -> SlowServer:
    """Between the laptop and the server; to be asked for before a page is opened."""
    return SlowServer(visitor.page)


@pytest.fixture
def errors(visitor: Visitor) -> list[str]:
    """What the page's console calls an error."""
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type == "error" and not ASKED_IN_VAIN.search(where):
            told.append(f"{where}: {message.text}")

    visitor.page.on("console", note)
    visitor.page.on("pageerror", lambda error: told.append(str(error)))
    return told
