"""Giving a page to others, and showing it to a class."""

import re
from urllib.parse import parse_qs, urlsplit

import cv2
import numpy as np
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.every_page import turn
from tests.browser.waits import still, until, until_page

WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def scanned(locator):
    """What a scanner reads on the screen."""
    pixels = cv2.imdecode(np.frombuffer(locator.screenshot(), np.uint8), cv2.IMREAD_COLOR)
    return cv2.QRCodeDetector().detectAndDecode(pixels)[0]


def pasted(page):
    """What has been copied."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    return page.locator("#paste").input_value()


def copied(page):
    """What “Copy link” has copied."""
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".said")).to_have_text("Copied")
    return pasted(page)


def test_a_copied_link_restores_the_page_elsewhere(visitor, new_visitor):
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.go("kernels")
    visitor.type_number("Stride", 3)
    page.wait_for_url("**stride=3**")
    visitor.settle()
    link = copied(page)
    assert link == page.url
    other = new_visitor().go(link.removeprefix(f"{visitor.address}/"))
    expect(other.page.get_by_label("Stride", exact=True)).to_have_value("3")


def test_a_link_is_copied_where_a_plain_address_gives_pages_no_clipboard(visitor):
    visitor.page.add_init_script(WITHOUT_CLIPBOARD)
    page = visitor.go("kernels", stride="3").page
    assert copied(page) == page.url


def test_the_code_on_the_screen_is_the_address_of_that_moment(visitor):
    page = visitor.go("kernels").page
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".panel .code")).to_have_accessible_name(f"QR code of {page.url}")
    expect(page.locator(".panel .warning")).to_contain_text("this computer only")
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    visitor.type_number("Stride", 2)
    page.wait_for_url("**stride=2**")
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".panel .code")).to_have_accessible_name(f"QR code of {page.url}")
    until(page, lambda: scanned(page.locator(".panel .code")) == page.url)
    turn(page, "dark")
    until(page, lambda: scanned(page.locator(".panel .code")) == page.url)
    page.get_by_role("button", name="Large").click()
    large = page.locator(".large .code")
    until(page, lambda: scanned(large) == page.url)
    turn(page, "light")
    until(page, lambda: scanned(large) == page.url)
    assert still(page, large.bounding_box)["height"] > 0.8 * page.viewport_size["height"]
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()


def test_a_presentation_hides_the_controls_at_once_and_Escape_brings_them_back(visitor):
    page, messages = visitor.page, []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: messages.append(data)))
    visitor.go("kernels")
    size = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    messages.clear()
    page.get_by_role("button", name="Present").click()
    page.wait_for_url("**present=1**")
    visitor.settle()
    runs = [run for run in map(ForwardMsg.FromString, messages) if run.HasField("new_session")]
    assert runs
    assert all(run.metadata.run.fragment_ids for run in runs)  # never the whole page
    is_presented(page, size)
    page.reload()
    page.locator("h1").first.wait_for()
    visitor.settle()
    is_presented(page, size)
    page.keyboard.press("Escape")
    expect(page.get_by_label("Picture", exact=True)).to_be_visible()
    expect(page).not_to_have_url(re.compile("present"))


def is_presented(page, size):
    """Its controls are hidden, and its letters larger than this; nothing is wider than the screen."""
    expect(page.get_by_label("Picture", exact=True)).to_be_hidden()
    expect(page.get_by_test_id("stTopNav")).to_be_hidden()
    larger = "size => parseFloat(getComputedStyle(document.documentElement).fontSize) > 1.3 * size"
    until_page(page, larger, arg=size)
    until_page(page, "document.documentElement.scrollWidth <= innerWidth")


def test_arrow_keys_go_to_the_view_during_a_presentation_and_leave_alone_what_has_the_focus(visitor):
    visitor.go("kernels", present="1", stride="2")
    page = visitor.page
    focused = "document.activeElement.shadowRoot?.activeElement?.matches('[tabindex=\"0\"]') ?? false"
    expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()
    page.locator("[tabindex='0'][role]:visible, [data-present-focus]:visible").last.wait_for()
    page.get_by_role("button", name="Share").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused)
    before = page.evaluate_handle("document.activeElement")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("before => document.activeElement === before", before)
    page.wait_for_url("**at=**")  # where the arrows have gone
    page.get_by_role("button", name="Share").click()
    expect(page.locator(".panel .code")).to_be_visible()
    link = page.locator(".panel .address").input_value()
    query = parse_qs(urlsplit(link).query)
    assert (query["stride"], set(query)) == (["2"], {"stride", "at"})
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()
