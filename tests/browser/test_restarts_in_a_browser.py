"""A page stays alive when the server is restarted under it."""

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from tests.browser.linked_page import Linked
from tests.browser.visitor import Visitor
from tests.browser.waits import until_page
from tests.server import served

CONNECTED = "[data-test-connection-state=CONNECTED]"
#: Ends the connection once the server has said `cnnvizSays` things more.
CUT = """globalThis.WebSocket = class extends WebSocket {
  addEventListener(type, handler, ...options) {
    super.addEventListener(type, type !== "message" ? handler : (event) => {
      if (globalThis.cnnvizSays === 0) super.close(sessionStorage.setItem("is cut", true));
      if (globalThis.cnnvizSays-- !== 0 && this.readyState === WebSocket.OPEN) handler(event);
    }, ...options);
  }
};"""

#: Further ways to go, by a link or back, and moments when the connection ends.
CUT_TOO = [(True, 1), (True, 2), (False, 0), (False, 2), (False, 9)]


@pytest.fixture(scope="module")
def own_server():
    """A server that can be restarted, as no other tests speak to it."""
    with served() as server:
        yield server


@pytest.fixture
def own_visitor(own_server, new_visitor):
    """Somebody at that server."""
    return new_visitor(own_server.address)


@pytest.fixture
def restart(own_server):
    """Restart that server under its pages, and wait until they are connected again."""

    def run(*visitors):
        for visitor in visitors:  # its code has come from the server
            expect(visitor.page.get_by_test_id("stSkeleton")).to_have_count(0)
        own_server.stop()
        try:
            for visitor in visitors:
                visitor.page.wait_for_selector(f"[data-testid=stApp]:not({CONNECTED})", state="attached")
        finally:
            own_server.start()
        for visitor in visitors:
            visitor.page.wait_for_selector(CONNECTED, state="attached")
            visitor.page.wait_for_selector(".stMain:not([inert])")
            visitor.settle()

    return run


def in_tabs(visitor, count):
    """The same person with so many tabs."""
    pages = [visitor.page, *(visitor.page.context.new_page() for _ in range(count - 1))]
    return [Visitor(page, visitor.address) for page in pages]


def test_all_kinds_of_pages_work_on_after_a_restart_at_the_first_press(own_visitor, restart):
    kernels, pooling, network, break_it = tabs = in_tabs(own_visitor, 4)
    kernels.go("kernels", img="counting-6", kernel="custom", custom_text="1 2\n3 4", at="0.1.2")
    pooling.go("pooling", img="counting-6")
    network.go("network", layer="conv 3", map="2")
    break_it.go("break_it", src="test")
    convolved, pooled = Linked(kernels.page).shows((5, 5)), Linked(pooling.page).shows((3, 3))
    restart(*tabs)
    kernels.type_number("Stride", 2)
    convolved.shows((3, 3))
    assert convolved.told().tiles[1] == [[1, 2], [3, 4]]
    pooling.type_number("Stride", 1)
    pooled.shows((5, 5))
    for visitor, label, value in (network, "Row", 3), (break_it, "Map", 1):
        visitor.type_number(label, value)
        expect(visitor.page.get_by_label(label, exact=True).first).to_have_value(str(value))
        visitor.page.wait_for_url(f"**={value}**")


def test_an_edit_and_a_position_are_as_they_were_after_a_restart(own_visitor, restart):
    visitor = own_visitor
    page = visitor.go("kernels", img="counting-6", kernel="custom").page
    linked = Linked(page).at_rest()
    linked.weight(1, 1).fill("7")
    linked.weight(1, 1).press("Enter")
    linked.results((4, 4)).click(2, 3)
    page.wait_for_url("**custom_text=**at=0.2.3**")
    before = linked.at_rest().told()
    restart(visitor)
    assert linked.at_rest().told() == before
    linked.weight(0, 0).fill("5")
    linked.weight(0, 0).press("Enter")
    page.wait_for_url("**custom_text=5+0+1%0A0+7+0**")


QUICK = {"t_stages": "1", "t_f1": "2", "t_kernel": "3", "t_rate": "0.03"}
#: Has the browser heard that there is a run to lose, and an A?
HOLDS = "(held) => cnnvizReports.held.training?.join() === held.join()"
RESTARTED = "The server was restarted or could not be reached for too long, and"


def press(visitor, name):
    visitor.page.get_by_role("button", name=name, exact=True).click()
    return visitor.settle()


def test_train_says_that_its_run_is_gone_until_it_is_trained_again(own_visitor, restart):
    visitor = own_visitor
    page = visitor.go("train", **QUICK).page
    status, told = (
        page.locator(".status"),
        page.get_by_text(f"{RESTARTED} no longer has your run: press “▶ Start”"),
    )
    press(visitor, "▶ Start")
    expect(status).to_contain_text("% correct")
    until_page(page, HOLDS, [True, False, False])
    restart(visitor)
    expect(told).to_be_visible()
    expect(status).to_contain_text("0 batches")
    expect(page.get_by_label("Learning rate", exact=True).first).to_have_value("0.03")
    press(visitor, "One batch")
    expect(status).to_contain_text("1 batch ·")
    expect(told).to_be_hidden()


def test_train_says_that_a_is_gone_too_also_after_a_restart_on_another_page(own_visitor, restart):
    visitor = own_visitor
    page = visitor.go("train", **QUICK).page
    press(visitor, "One batch")
    expect(page.locator(".status")).to_contain_text("1 batch ·")
    visitor.choose("Activation", "tanh")
    press(visitor, "New run, keep this one as A")
    expect(page.get_by_role("button", name="Forget A")).to_be_visible()
    visitor.settle()
    press(visitor, "One batch")
    expect(page.locator(".status")).to_contain_text("1 batch ·")
    until_page(page, HOLDS, [True, True, False])
    visitor.menu("Home").click()
    visitor.arrive("See what a convolutional network sees")
    restart(visitor)
    page.get_by_test_id("stMain").get_by_role("link", name="Train:").click()
    expect(page.get_by_text(f"{RESTARTED} no longer has your run and A: press “▶ Start”")).to_be_visible()
    expect(page.get_by_label("Activation", exact=True).first).to_have_value("tanh")


def test_an_own_picture_is_said_to_be_gone_until_it_is_added_again(own_visitor, restart):
    visitor = own_visitor
    page = visitor.go("kernels").page
    pixels = images.png(np.eye(20, 30, dtype=np.uint8))
    own = {"name": "own.png", "mimeType": "image/png", "buffer": pixels}

    def add():
        page.get_by_role("button", name="Own picture").click()
        page.locator("input[type=file]").set_input_files(own)
        expect(visitor.fact("Output")).to_contain_text("18 × 28")
        page.keyboard.press("Escape")

    add()
    page.wait_for_url("**img=upload**")
    told = page.get_by_text(f"{RESTARTED} does not have your upload: add it again.")
    restart(visitor)
    expect(told).to_be_visible()
    expect(visitor.fact("Output")).not_to_contain_text("18 × 28")
    add()
    expect(told).to_be_hidden()


def test_other_pages_are_as_they_were_left_before_a_restart(own_visitor, restart):
    ways = {
        "back": lambda visitor: visitor.page.go_back(),
        "menu": lambda visitor: visitor.menu("Kernels").click(),
    }
    tabs = dict(zip(ways, in_tabs(own_visitor, len(ways)), strict=True))
    before = {}
    for way, visitor in tabs.items():
        visitor.go("kernels", img="counting-6", kernel="custom", custom_text="1 2\n3 4", at="0.1.2")
        before[way] = Linked(visitor.page).at_rest().told()
        visitor.menu("Home").click()
        visitor.arrive("See what a convolutional network sees")
    restart(*tabs.values())
    for way, visitor in tabs.items():
        ways[way](visitor)
        visitor.arrive("Kernels")
        assert Linked(visitor.page).shows((5, 5)).at_rest().told() == before[way]


@pytest.mark.parametrize(
    ("is_link", "says"),  # 1: which page is to come, and nothing of it
    [
        (True, 0),
        (False, 1),
        (True, 9),
        *(pytest.param(*case, marks=pytest.mark.thorough) for case in CUT_TOO),
    ],
)
def test_a_connection_that_ends_on_the_way_to_a_page_leads_there_once_it_is_back(visitor, is_link, says):
    page = visitor.page
    page.add_init_script(CUT)
    visitor.go("pooling", img="counting-6").menu("Kernels").click()
    visitor.arrive("Kernels")
    page.evaluate("says => globalThis.cnnvizSays = says", says)
    if is_link:
        visitor.menu("Pooling").click()
    else:
        page.go_back()
    visitor.arrive("Pooling")
    assert page.evaluate("sessionStorage.getItem('is cut')")
    visitor.type_number("Stride", 1)
    Linked(page).shows((5, 5))
