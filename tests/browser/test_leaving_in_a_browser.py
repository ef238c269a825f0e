"""Going to another page while something of this one is still to be told; and when Streamlit itself fails."""

import pytest
from playwright.sync_api import expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.linked_page import Linked


class Server:
    """Between a page and the server; what that says can be held back."""

    def __init__(self, page):
        self.is_held, self.is_held_from_address_on, self._held = False, False, []
        page.route_web_socket("**/stream", self._connect)

    def _connect(self, socket):
        self._page = socket
        socket.connect_to_server().on_message(self._hear)

    def _hear(self, message):
        told = ForwardMsg.FromString(message).WhichOneof("type")
        self.is_held |= self.is_held_from_address_on and told == "page_info_changed"
        if self.is_held:
            self._held.append(message)
        else:
            self._page.send(message)

    def let_go(self):
        self.is_held = self.is_held_from_address_on = False
        for message in self._held:
            self._page.send(message)


@pytest.fixture
def server_between(visitor):
    return Server(visitor.page)


def test_a_position_that_was_just_pinned_does_not_stop_whoever_leaves_the_page(visitor, server_between):
    page = visitor.go("kernels", img="counting-6", kernel="custom", at="0.2.1").page
    Linked(page).results((4, 4)).click(3, 3)
    server_between.is_held = True  # as if it were slow: what is told meanwhile is told of a page that is left
    visitor.menu("Pooling").click()
    page.wait_for_timeout(1000)
    server_between.let_go()
    visitor.arrive("Pooling")
    visitor.menu("Kernels").click()
    page.wait_for_url("**at=0.3.3**")


def test_a_slider_that_was_just_moved_by_key_is_as_it_was_left(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="gaussian").page
    slider = page.get_by_role("slider", name="Width of the bell σ")
    slider.press("ArrowRight")
    moved = slider.input_value()
    visitor.menu("Pooling").press("Enter")
    visitor.arrive("Pooling")
    visitor.menu("Kernels").click()
    expect(slider).to_have_value(moved)
    page.wait_for_url(f"**gaussian_sigma={moved}**")


def test_what_is_pressed_while_the_page_is_being_left_does_not_stop_it(visitor, server_between):
    page = visitor.go("kernels", img="counting-6", kernel="custom", at="0.2.1").page
    server_between.is_held = True
    visitor.menu("Pooling").click()
    Linked(page).results((4, 4)).click(3, 3)
    page.wait_for_timeout(1000)
    server_between.let_go()
    visitor.arrive("Pooling")
    visitor.menu("Kernels").click()
    page.wait_for_url("**at=0.2.1**")


def test_the_address_of_a_page_that_was_left_does_not_come_after_going_back(visitor, server_between):
    page = visitor.go("kernels").page
    visitor.type_number("Stride", 2)
    page.wait_for_url("**stride=2")
    visitor.settle()
    server_between.is_held_from_address_on = True
    visitor.menu("Pooling").click()
    page.wait_for_url("**/pooling**")
    page.go_back()
    page.wait_for_timeout(500)
    server_between.let_go()
    visitor.arrive("Kernels")
    page.wait_for_timeout(500)
    assert "stride=2" in page.url


def test_a_window_that_has_become_empty_is_loaded_anew_once(visitor):
    page = visitor.go("kernels", img="counting-6", stride="2").page
    page.wait_for_function("() => globalThis.cnnvizBlank")
    page.evaluate("document.getElementById('root').replaceChildren()")
    visitor.arrive("Kernels")
    expect(page.get_by_label("Stride", exact=True)).to_have_value("2")
    page.wait_for_function("() => globalThis.cnnvizBlank")
    page.evaluate("sessionStorage.setItem('cnnviz reloaded', Date.now())")  # opening it may have taken long
    page.evaluate("document.getElementById('root').replaceChildren()")
    page.wait_for_timeout(1500)
    assert page.get_by_role("heading", name="Kernels").count() == 0
