"""A page stays alive when the server is restarted under it."""

import pytest
from playwright.sync_api import expect

from tests.browser.linked_page import Linked

CONNECTED = "[data-test-connection-state=CONNECTED]"


@pytest.fixture
def restart(new_server):
    """Restart the server under a page, and wait until the page is connected again."""

    def run(visitor):
        new_server.stop()
        visitor.page.wait_for_selector(f"[data-testid=stApp]:not({CONNECTED})", state="attached")
        new_server.start()
        visitor.page.wait_for_selector(CONNECTED, state="attached")
        visitor.page.wait_for_selector(".stMain:not([inert])")
        return visitor.settle()

    return run


def test_kernels_works_on_after_a_restart_at_the_first_press(new_server, new_visitor, restart):
    visitor = new_visitor(new_server.address)
    page = visitor.go("kernels", img="counting-6", kernel="custom", custom_text="1 2\n3 4", at="0.1.2").page
    linked = Linked(page).shows((5, 5))
    restart(visitor)
    visitor.type_number("Stride", 2)
    linked.shows((3, 3))
    assert linked.told().tiles[1] == [[1, 2], [3, 4]]


def test_pooling_works_on_after_a_restart_at_the_first_press(new_server, new_visitor, restart):
    visitor = new_visitor(new_server.address)
    page = visitor.go("pooling", img="counting-6").page
    linked = Linked(page).shows((3, 3))
    restart(visitor)
    visitor.type_number("Stride", 1)
    linked.shows((5, 5))


def test_an_edit_and_a_place_are_as_they_were_after_a_restart(new_server, new_visitor, restart):
    visitor = new_visitor(new_server.address)
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


@pytest.mark.parametrize(
    ("name", "query", "label", "value"),
    [("network", {"layer": "conv 3", "map": "2"}, "Row", 3), ("break_it", {"src": "test"}, "Map", 1)],
)
def test_other_pages_work_on_after_a_restart(new_server, new_visitor, restart, name, query, label, value):
    visitor = new_visitor(new_server.address)
    page = visitor.go(name, **query).page
    restart(visitor)
    visitor.type_number(label, value)
    expect(page.get_by_label(label, exact=True).first).to_have_value(str(value))
    page.wait_for_url(f"**={value}**")
