"""Training in a real browser: it goes on while somebody watches, and stands still otherwise."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.connection import Messages
from tests.browser.waits import DRAWN, until_page

#: Small, so that a busy machine sees the accuracy move soon.
QUICK = {"t_stages": "1", "t_f1": "4", "t_kernel": "3", "t_rate": "0.01"}
#: Whether so many images have been seen, as the page says.
SEEN = """(least) => {
  const told = /([\\d,]+) images/.exec(document.querySelector(".status")?.innerText);
  return Number(told?.[1].replaceAll(",", "")) >= least;
}"""
#: ms on the page's clock; a turn rests for far less.
LONGEST_REST = 10_000
#: As in a tab that is hidden: no more frames, after those that were asked for before.
HIDE = """() => new Promise((done) => {
  const frame = requestAnimationFrame;
  window.requestAnimationFrame = () => 0;
  frame(done);
})"""


class Training:
    """The page, and what the tests read off it."""

    def __init__(self, visitor, **query):
        self.page = visitor.page
        self.page.clock.install()
        self.visitor = visitor.go("train", **query)
        self.page.locator(".st-key-looks [data-paints]").wait_for(state="attached")

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def images(self):
        """Images seen, as the page says."""
        status = self.page.locator(".status").inner_text()
        return int(re.search(r"([\d,]+) images", status)[1].replace(",", ""))

    def paints(self):
        return int(self.page.locator(".st-key-looks [data-paints]").get_attribute("data-paints"))

    def wait_until_seen(self, images):
        until_page(self.page, SEEN, arg=images)

    def is_drawn(self):
        """Wait until all that was asked for is answered and drawn.

        Not twice in a row of one address, as the server is asked for its QR code.
        """
        self.visitor.is_answered()
        self.page.evaluate(DRAWN)

    def rests(self):
        """Whether no turn is asked for and nothing moves, in more time than a turn rests."""
        before, told = (self.images(), self.paints()), Messages(self.page)
        self.page.clock.run_for(LONGEST_REST)
        return told.sent == 0 and before == (self.images(), self.paints())


@pytest.fixture
def training(visitor):
    return Training(visitor, **QUICK)


def test_a_class_starts_watches_pauses_resets_leaves_and_comes_back(training):
    page = training.page
    status = page.locator(".status")
    training.press("▶ Start")
    expect(status).to_contain_text("% correct")  # judged for the first time, untrained
    first = status.locator("b").inner_text()
    kernels = training.visitor.pixels("looks", 1)
    expect(status.locator("b")).not_to_have_text(first)
    training.visitor.paints("looks", lambda pixels: (pixels != kernels).any(), 1)  # the filters follow
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="▶ Start")).to_be_focused()
    training.is_drawn()
    assert training.rests()
    seen = training.images()
    training.press("▶ Start")
    training.wait_until_seen(seen + 1)
    training.visitor.menu("Pooling").click()
    expect(page.locator("h1", has_text="Pooling")).to_be_visible()
    training.visitor.is_answered()
    page.go_back()
    expect(page.get_by_role("button", name="▶ Start")).to_be_visible()
    training.is_drawn()
    assert training.images() > seen
    assert training.rests(), "who comes back finds it paused"
    training.press("↺ Reset")
    expect(status).to_contain_text("Epoch 0.00 · 0 batches")


def test_nobody_trains_for_a_browser_that_does_not_ask(training):
    training.press("▶ Start")
    training.wait_until_seen(1)
    seen = training.images()
    training.page.evaluate(HIDE)
    training.visitor.is_answered()
    assert training.rests()
    assert training.images() >= seen
    training.page.get_by_label("Activation", exact=True).first.click()  # the page still answers
    expect(training.page.get_by_role("option", name="tanh")).to_be_visible()


def test_one_epoch_ends_by_itself(visitor):
    training = Training(visitor, **{**QUICK, "t_f1": "1", "t_batch": "128"})
    training.press("One epoch")
    expect(training.page.get_by_role("button", name="▶ Start")).to_be_visible()
    expect(training.page.locator(".status")).to_contain_text("Epoch 1.0")


def test_a_reload_goes_on_with_the_run_and_another_tab_takes_it_over(training):
    page = training.page
    training.press("One batch")
    training.wait_until_seen(1)
    training.is_drawn()  # and the tab holds the run's token, which comes last
    seen = training.images()
    page.reload()
    expect(page.locator(".status")).to_contain_text(f"{seen} images")
    with page.expect_popup() as opened:
        page.evaluate(
            "() => { open(location.href); }"
        )  # gets a copy of what the tab holds, as a duplicate does
    other = opened.value
    other.clock.install()
    expect(other.locator(".status")).to_contain_text(f"{seen} images")
    training.press("One batch")
    expect(page.get_by_text("in another tab")).to_be_visible()
    training.press("Continue it here")
    expect(page.locator(".status")).to_contain_text(f"{seen} images")
    other.close()
