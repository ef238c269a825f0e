"""The server's policy keeps no page from what it does; `outside` holds each other test to that, too."""

import re

import numpy as np
import pytest
from playwright.sync_api import ConsoleMessage, expect

from cnnviz import images
from tests.app_pages import PATHS
from tests.browser.conftest import Visitor
from tests.browser.linked_page import Linked

#: Where the app might lie, Streamlit finds out by asking; under a page's name it does not.
ASKED_IN_VAIN = re.compile(r"/\w+/_stcore/(health|host-config)$")


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


def test_no_page_makes_the_browser_refuse_anything_or_tell_of_an_error(visitor, errors):
    for name in PATHS:
        page = visitor.go(name).page
        page.locator("[data-paints]").first.wait_for()
    visitor.go("kernels", code="true")
    expect(visitor.page.get_by_test_id("stCode").first).to_be_visible()
    page.get_by_role("button", name="Own picture").click()
    own = images.png(np.rint(images.load_sample("sneaker")[0]).astype(np.uint8))
    page.locator("input[type=file]").set_input_files(
        {"name": "own.png", "mimeType": "image/png", "buffer": own}
    )
    expect(page).to_have_url(re.compile("img=upload"))
    page.keyboard.press("Escape")
    Linked(page).at_rest()
    visitor.is_answered()
    assert errors == []


def test_what_the_policy_forbids_is_heard_of(visitor, outside):
    page = visitor.go("").page
    with page.expect_console_message(lambda message: "script-src" in message.text):
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
        )
    assert page.evaluate("window.ran") is None
    assert any("script-src" in text for text in outside)
    outside.clear()


def test_home_opens_home(visitor):
    page = visitor.go("home").page
    expect(page.locator(".st-key-card_Kernels")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
