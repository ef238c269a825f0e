"""A page stays alive when the server is restarted under it."""

import pytest

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
