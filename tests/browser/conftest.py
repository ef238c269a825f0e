"""A real browser on the real app: one server for all tests, a fresh page for each."""

import io
import re
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from playwright.sync_api import TimeoutError as Timeout

from tests.app_pages import SECTIONS
from tests.browser.connection import SlowServer
from tests.browser.waits import PATIENCE, until, until_page
from tests.server import Server, served

expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
#: Has a page tell its console what the server's policy made the browser refuse.
TELL_REFUSALS = """addEventListener("securitypolicyviolation", (event) => console.error(
  "Content Security Policy:", event.effectiveDirective, event.blockedURI, event.sourceFile))"""
#: Where the app might lie, Streamlit finds out by asking; under a page's name it does not.
ASKED_IN_VAIN = re.compile(r"/\w+/_stcore/(health|host-config)$")
#: Does our own code run in the window yet? It is there a little after the page.
WATCHED = "() => Boolean(globalThis.cnnvizReports?.session)"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LOCAL = re.compile(r"^(https?|wss?)://127\.0\.0\.1[:/]|^(data|blob|about):")


@pytest.fixture
def new_server() -> Iterator[Server]:
    """A server that nobody has asked anything yet, to be stopped and started."""
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
def new_context(chromium: Browser, outside: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Open fresh contexts, like browsers of different people."""
    contexts = []

    def open_context(**options: object) -> BrowserContext:
        contexts.append(_open_context(chromium, outside, **options))
        return contexts[-1]

    yield open_context
    for context in contexts:
        context.close()


def _kept(chromium: Browser, server: str, asked: list[str], **options: object) -> Iterator[Page]:
    """Open a context whose blank page keeps its browser warm.

    So Streamlit's megabytes of JavaScript are compiled once and not for each test.
    """
    context = _open_context(chromium, asked, **options)
    page = context.new_page()
    page.goto(f"{server}/_stcore/health")
    yield page
    context.close()


@pytest.fixture(scope="session")
def laptop(chromium: Browser, server: str, asked: list[str]) -> Iterator[Page]:
    """A school laptop that one learner after the other sits down at."""
    yield from _kept(chromium, server, asked)


@pytest.fixture(scope="session")
def phone(chromium: Browser, server: str, asked: list[str]) -> Iterator[Page]:
    """A phone that is handed on."""
    yield from _kept(chromium, server, asked, **PHONE)


class Visitor:
    """A page in a browser, with the few things the tests do to it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def go(self, where: str, **query: str) -> "Visitor":
        """Open a page of the app and wait until it is drawn."""
        self.page.goto(f"{self.address}/{where}?{urlencode(query)}" if query else f"{self.address}/{where}")
        self.page.locator("h1").first.wait_for()
        return self.settle()

    def settle(self) -> "Visitor":
        """Wait until the script has run, no exception stands on the page, and our own code runs there.

        Only from then on do links and the history wait for what was set before.
        """
        self.page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
        assert self.page.get_by_test_id("stException").count() == 0
        until_page(self.page, WATCHED)
        return self

    def is_answered(self) -> "Visitor":
        """Wait until the server has answered all that it was told.

        The last thing is the page's address, for a QR code; it must not have been asked for before.
        """
        self.page.get_by_role("button", name="Share").click()
        expect(self.page.locator(".panel .code")).to_have_accessible_name(f"QR code of {self.page.url}")
        self.page.keyboard.press("Escape")
        return self.settle()

    def menu(self, name: str) -> Locator:
        """The link to a page in the menu at the top, whose section is opened if it lies in one."""
        top = self.page.get_by_test_id("stTopNav")
        section = next((title for title, names in SECTIONS.items() if name in names), "")
        if not section:
            return top.get_by_role("link", name=name)
        link = self.page.get_by_role("menuitem", name=name, exact=True)
        if not link.is_visible():
            top.get_by_role("button", name=re.compile(f"^{section}(:|$)")).click()
        return link

    def arrive(self, name: str) -> "Visitor":
        """Wait until the page of this name is drawn."""
        expect(self.page.get_by_role("heading", name=name)).to_be_visible()
        return self.settle()

    def fact(self, name: str):
        """The value and origin of a fact."""
        return (
            self.page.locator(".facts > div").filter(has=self.page.locator("dt", has_text=name)).locator("dd")
        )

    def choose(self, label: str, option: str) -> None:
        """Choose from a list by its label.

        One of Streamlit's is opened again if a run that comes in between closes it.
        """
        field = self.page.get_by_label(label, exact=True).first
        if field.evaluate("field => field.tagName") == "SELECT":
            if not field.is_visible():
                self.page.get_by_role("button", name="Border, dilation").click()
            field.select_option(label=option)
            return
        wanted = self.page.get_by_role("option", name=option, exact=True)
        end = time.monotonic() + PATIENCE
        while True:
            self.settle()
            field.evaluate(
                "field => field.scrollIntoView({block: 'center'})"
            )  # scrolling would close it, too
            field.click()
            try:
                wanted.click(timeout=5000)
                return
            except Timeout:
                if time.monotonic() > end:
                    raise
                self.page.keyboard.press("Escape")

    def type_number(self, label: str, value: int) -> None:
        """Type into a number's field."""
        field = self.page.get_by_label(label, exact=True).first
        field.fill(str(value))
        field.press("Enter")

    def pixels(self, key: str, number: int = 0) -> np.ndarray:
        """Read a canvas back, (H, W, 3)."""
        canvas = self.page.locator(f".st-key-{key} .frame canvas").nth(number)
        encoded = canvas.evaluate("canvas => canvas.toDataURL('image/png').split(',')[1]")
        return np.asarray(Image.open(io.BytesIO(b64decode(encoded))).convert("RGB"))

    def paints(self, key: str, holds: Callable[[np.ndarray], object], number: int = 0) -> None:
        """Wait until it holds of a canvas, which is painted a little after all else is there."""
        until(self.page, lambda: holds(self.pixels(key, number)))

    def cells(self, key: str) -> list[list[str]]:
        """Read a small map's numbers."""
        rows = self.page.locator(f".st-key-{key} tr").all()
        return [row.locator("td").all_inner_texts() for row in rows]


def _handed_on(device: Page, server: str) -> Iterator[Visitor]:
    """Nothing is left on a device of whoever had it before."""
    page = device.context.new_page()
    yield Visitor(page, server)
    page.close()
    device.context.clear_permissions()
    device.context.clear_cookies()
    device.evaluate("localStorage.clear()")


@pytest.fixture
def visitor(server: str, laptop: Page, outside: list[str]) -> Iterator[Visitor]:
    """Somebody with a school laptop."""
    yield from _handed_on(laptop, server)


@pytest.fixture
def on_a_phone(server: str, phone: Page, outside: list[str]) -> Iterator[Visitor]:
    """Somebody with a phone."""
    yield from _handed_on(phone, server)


@pytest.fixture
def slow_server(visitor: Visitor) -> SlowServer:
    """Between the laptop and the server; to be asked for before a page is opened."""
    return SlowServer(visitor.page)


@pytest.fixture
def new_visitor(server: str, new_context: Callable[..., BrowserContext]) -> Callable[..., Visitor]:
    """Somebody else: ``new_visitor(color_scheme="dark")``."""

    def come(address: str = server, **options: object) -> Visitor:
        return Visitor(new_context(**options).new_page(), address)

    return come


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
