"""A page stays alive when the server is restarted under it."""

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from tests.browser.linked_page import Linked
from tests.browser.visitor import Visitor
from tests.browser.waits import until, until_page
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


QUICK = {"t_stages": "1", "t_f1": "2", "t_kernel": "3", "t_rate": "0.03"}
#: Has the browser heard that there is a run to lose, and an A?
HOLDS = "(held) => cnnvizReports.held.training?.join() === held.join()"
RESTARTED = "The server was restarted or could not be reached for too long, and"
#: Stories that have a run in the store at the restart.
TRAINED = ("goes_on_with_a_run", "has_a_too_also_where_another_page_was_open")
HOME = "See what a convolutional network sees"


def press(visitor, name):
    visitor.page.get_by_role("button", name=name, exact=True).click()
    return visitor.settle()


def in_tabs(visitor, count):
    """The same person with so many tabs."""
    pages = [visitor.page, *(visitor.page.context.new_page() for _ in range(count - 1))]
    return [Visitor(page, visitor.address) for page in pages]


def works_on_at_the_first_press(visitor):
    """Pages with a linked view."""
    sizes = {"kernels": [(5, 5), (3, 3)], "pooling": [(3, 3), (5, 5)]}
    strides = {"kernels": 2, "pooling": 1}
    tabs = dict(zip(sizes, in_tabs(visitor, 2), strict=True))
    tabs["kernels"].go("kernels", img="counting-6", kernel="custom", custom_text="1 2\n3 4", at="0.1.2")
    tabs["pooling"].go("pooling", img="counting-6")
    linked = {name: Linked(tab.page).shows(sizes[name][0]) for name, tab in tabs.items()}
    yield tabs.values()
    for name, tab in tabs.items():
        tab.type_number("Stride", strides[name])
        linked[name].shows(sizes[name][1])
    assert linked["kernels"].told().tiles[1] == [[1, 2], [3, 4]]


def works_on_with_the_network(visitor):
    network, break_it = in_tabs(visitor, 2)
    network.go("network", layer="conv 3", map="2")
    break_it.go("break_it", src="test")
    yield network, break_it
    for tab, label, value in (network, "Row", 3), (break_it, "Map", 1):
        tab.type_number(label, value)
        expect(tab.page.get_by_label(label, exact=True).first).to_have_value(str(value))
        tab.page.wait_for_url(f"**={value}**")


def keeps_an_edit_and_a_position(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom").page
    linked = Linked(page).at_rest()
    linked.weight(1, 1).fill("7")
    linked.weight(1, 1).press("Enter")
    linked.results((4, 4)).click(2, 3)
    page.wait_for_url("**custom_text=**at=0.2.3**")
    before = linked.at_rest().told()
    yield (visitor,)
    assert linked.at_rest().told() == before
    linked.weight(0, 0).fill("5")
    linked.weight(0, 0).press("Enter")
    page.wait_for_url("**custom_text=5+0+1%0A0+7+0**")


def says_that_an_own_picture_is_gone_until_it_is_added_again(visitor):
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
    yield (visitor,)
    expect(told).to_be_visible()
    expect(visitor.fact("Output")).not_to_contain_text("18 × 28")
    add()
    expect(told).to_be_hidden()


def goes_on_with_a_run(visitor):
    page = visitor.go("train", **QUICK).page
    status = page.locator(".status")
    press(visitor, "One batch")
    expect(status).to_contain_text("1 batch ·")
    until_page(page, HOLDS, [True, False, False])
    yield (visitor,)
    expect(status).to_contain_text("1 batch ·")
    expect(page.get_by_label("Learning rate", exact=True).first).to_have_value("0.03")
    press(visitor, "One batch")
    expect(status).to_contain_text("2 batches ·")
    expect(page.get_by_text(RESTARTED)).to_be_hidden()


def has_a_too_also_where_another_page_was_open(visitor):
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
    visitor.arrive(HOME)
    yield (visitor,)
    page.get_by_test_id("stMain").get_by_role("link", name="Train:").click()
    expect(page.get_by_role("button", name="Forget A")).to_be_visible()
    expect(page.locator(".status")).to_contain_text("1 batch ·")
    expect(page.get_by_label("Activation", exact=True).first).to_have_value("tanh")


def keeps_a_page_that_was_left(visitor):
    """It is as it was, by whichever way one gets there."""
    ways = {
        "back": lambda tab: tab.page.go_back(),
        "menu": lambda tab: tab.menu("Kernels").click(),
    }
    tabs = dict(zip(ways, in_tabs(visitor, len(ways)), strict=True))
    before = {}
    for way, tab in tabs.items():
        tab.go("kernels", img="counting-6", kernel="custom", custom_text="1 2\n3 4", at="0.1.2")
        before[way] = Linked(tab.page).at_rest().told()
        tab.menu("Home").click()
        tab.arrive(HOME)
    yield tabs.values()
    for way, tab in tabs.items():
        ways[way](tab)
        tab.arrive("Kernels")
        assert Linked(tab.page).shows((5, 5)).at_rest().told() == before[way]


@pytest.mark.long
@pytest.mark.timeout(600)  # it holds what four tests would
@pytest.mark.parametrize(
    "stories",
    [
        (works_on_at_the_first_press, works_on_with_the_network, keeps_an_edit_and_a_position),
        (
            says_that_an_own_picture_is_gone_until_it_is_added_again,
            goes_on_with_a_run,
            has_a_too_also_where_another_page_was_open,
            keeps_a_page_that_was_left,
        ),
    ],
    ids=["works on", "is as it was, or says what is gone"],
)
def test_after_a_restart_a_page(own_server, new_visitor, restart, stories):
    """Each story tells, at the restart, which tabs it has open; each is another person."""
    told = [story(new_visitor(own_server.address)) for story in stories]
    visitors = [visitor for one in told for visitor in next(one)]
    trained = sum(one.__name__ in TRAINED for one in stories)
    until(visitors[0].page, lambda: own_server.count("runs") == trained)
    restart(*visitors)
    for one in told:
        next(one, None)


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
