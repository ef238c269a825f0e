"""Somebody who uses the app in a browser."""

import re
import time
from collections.abc import Callable
from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as Timeout

from tests.app_pages import SECTIONS, TITLES
from tests.browser.canvas import painted
from tests.browser.the_look import NONE_TO_COME
from tests.browser.waits import DRAWN, PATIENCE, until, until_page

#: Does our own code run in the window yet? It is there a little after the page.
WATCHED = "() => Boolean(globalThis.cnnvizReports?.session)"
#: Goes to a page as Back does: see followTraversals in assets/components/history.js.
FOLLOW = """(to) => {
  cnnvizReports.want(new URL(to, location.href).pathname);
  history.pushState(null, "", to);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}"""


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

    def follow(self, where: str, **query: str) -> "Visitor":
        """Go on to another page at an address, as by Back: in the window as it is, not presented any more.

        It takes half as long as opening that page, or less.
        """
        if self.leave_button.is_visible():
            self.leave_presentation()
        self.page.evaluate(FOLLOW, f"/{where}?{urlencode(query)}" if query else f"/{where}")
        self.page.mouse.move(0, 0)
        return self.arrive(TITLES[where])

    def settle(self) -> "Visitor":
        """Wait until the script has run, no exception stands on the page, and our own code has drawn there.

        Only from then on do links and the history wait for what was set before, and nothing is moved by what
        comes later.
        """
        self.page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
        assert self.page.get_by_test_id("stException").count() == 0
        until_page(self.page, WATCHED)
        until_page(self.page, NONE_TO_COME)
        return self

    def is_answered(self) -> "Visitor":
        """Wait until the server has answered all that it was told.

        The last thing is the page's address, for a QR code; it must not have been asked for before.
        """
        self.page.get_by_role("button", name="Share").click()
        asked = self.page.locator(".panel .address").input_value()  # of the moment at which the panel opened
        expect(self.page.locator(".panel .code")).to_have_accessible_name(f"QR code of {asked}")
        self.page.keyboard.press("Escape")
        return self.settle()

    def present(self) -> "Visitor":
        """Press “Present”, and wait until the page is drawn so."""
        self.page.get_by_role("button", name="Present", exact=True).click()
        self.page.wait_for_url("**present=1**")
        self.settle().page.evaluate(DRAWN)
        return self

    @property
    def leave_button(self) -> Locator:
        """What a presented page alone has."""
        return self.page.get_by_role("button", name="Leave presentation")

    def leave_presentation(self) -> "Visitor":
        """Press “Leave presentation”, and wait until the page is as it was."""
        self.leave_button.click()
        expect(self.page.get_by_role("button", name="Present", exact=True)).to_be_visible()
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
        """Wait until the page of this title is drawn; headings of others, as Home's, may hold its words."""
        expect(self.page.get_by_role("heading", name=name, exact=True)).to_be_visible()
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
        return painted(canvas)[..., :3]

    def paints(self, key: str, holds: Callable[[np.ndarray], object], number: int = 0) -> None:
        """Wait until it holds of a canvas, which is painted a little after all else is there."""
        until(self.page, lambda: holds(self.pixels(key, number)))

    def cells(self, key: str) -> list[list[str]]:
        """Read a small map's numbers."""
        rows = self.page.locator(f".st-key-{key} tr").all()
        return [row.locator("td").all_inner_texts() for row in rows]
