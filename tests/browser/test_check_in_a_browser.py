"""What a network lets through, said in words: where all does, and where a proxy stands between."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.waits import until

LINES = [
    "Pages, scripts and styles",
    "The server’s name",
    "Cookies",
    "WebSockets",
    "Large messages",
    "Uploads of 15 MB",
    "Connections that last",
]
#: What a strict proxy spoils.
SPOILT = ("socket", "upload", "cookie", "name")


def spoil(page, what):
    """Do what a proxy does to one of the addresses."""
    where = f"**/check/{what}"
    if what == "socket":
        page.route_web_socket(where, lambda socket: socket.close())
    elif what == "upload":
        page.route(where, lambda route: route.fulfill(status=413))
    elif what == "cookie":
        page.route(where, lambda route: route.fulfill(json={"came": "", "next": "a"}))
    else:
        page.route(where, lambda route: route.fulfill(json={"host": "inside:8501"}))


def states(page):
    return {line.locator(".what").inner_text(): line for line in page.locator("li").all()}


@pytest.mark.parametrize("spoilt", [(), SPOILT])
def test_each_line_passes_or_says_what_to_ask_for(new_visitor, server, spoilt):
    page = new_visitor(**PHONE if spoilt else {}).page
    page.clock.install()
    for what in spoilt:
        spoil(page, what)
    page.goto(f"{server}/check")
    expect(page.locator("li .what")).to_have_text(LINES)
    waits = page.locator("li[data-state=waits]")
    if spoilt:  # what never comes is given up after 15 s
        until(page, lambda: page.clock.fast_forward(5_000) or waits.count() == 0)
    expect(waits).to_have_count(0 if spoilt else 1)
    page.clock.fast_forward(61_000)
    expect(waits).to_have_count(0)
    for what, line in states(page).items():
        passes = not spoilt or what == LINES[0]
        expect(line.locator(".state")).to_have_text("✓ passes" if passes else "✗ fails")
        ask = expect(line.locator(".ask"))
        ask.to_be_empty() if passes else ask.not_to_be_empty()
    summary = page.get_by_role("status")
    expect(summary).to_contain_text("6 of 7 do not" if spoilt else "All that cnnviz needs")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
