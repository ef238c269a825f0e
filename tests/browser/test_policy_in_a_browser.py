"""The server's policy keeps no page from what it does; `outside` holds each other test to that, too."""

import re

import numpy as np
from playwright.sync_api import expect

from cnnviz import images
from tests.browser.linked_page import Linked
from tests.browser.waits import until


def test_code_and_an_own_picture_make_the_browser_refuse_nothing_nor_tell_of_an_error(visitor, errors):
    """Of each page as it opens that is asked in test_the_look_in_a_browser.py."""
    page = visitor.go("kernels", code="true").page
    expect(page.get_by_test_id("stCode").first).to_be_visible()
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


def test_home_opens_home_and_what_the_policy_forbids_is_heard_of(visitor, outside):
    page = visitor.go("home").page
    expect(page.get_by_role("link", name="Kernels: ")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    with page.expect_console_message(lambda message: "script-src" in message.text):
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
        )
    assert page.evaluate("window.ran") is None
    until(page, lambda: any("script-src" in text for text in outside))
    outside.clear()
