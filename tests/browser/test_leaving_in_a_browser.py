"""Going to another page while something of this one is still to be told; and when Streamlit itself fails."""

from functools import partial

from playwright.sync_api import expect

from tests.browser.connection import SlowServer
from tests.browser.linked_page import Linked
from tests.browser.waits import DRAWN, hand_that_never_rests, until, until_page

#: Empties the window, and gives how it is loaded then. Its watcher is told of that before the next line.
EMPTY = """async () => {
  const loaded = [];
  navigation.addEventListener("navigate", ({ navigationType }) => loaded.push(navigationType));
  document.getElementById("root").replaceChildren();
  await null;
  return loaded;
}"""

#: Sets a switch and follows a link before the browser has come to any timer.
SET_AND_FOLLOW = """(element) => {
  element.click();
  document.querySelector("[data-testid=stTopNav] a").click();
}"""
#: Goes through the history and sets a switch before Streamlit hears of that.
GO_AND_SET = """(element) => {
  navigation.addEventListener("currententrychange", () => element.click(), { once: true });
  history.forward();
}"""


def test_a_position_that_was_just_pinned_stops_nobody_from_leaving_and_is_told_before_a_control_is_used(
    visitor, slow_server
):
    page = visitor.go("kernels", img="counting-6", kernel="custom", at="0.2.1").page
    linked = Linked(page).at_rest()
    with hand_that_never_rests(page):
        linked.results((4, 4)).click(3, 3)
        slow_server.is_held, sent = True, slow_server.sent
        visitor.menu("Home").click()  # a link that needs no section opened
    until(page, lambda: slow_server.sent > sent)
    page.evaluate(DRAWN)
    assert slow_server.sent == sent + 1  # that the page is left, and nothing more of it
    slow_server.let_go()
    visitor.arrive("Home")
    visitor.menu("Kernels").click()
    page.wait_for_url("**at=0.3.3**")
    visitor.arrive("Kernels")
    linked.at_rest()
    with hand_that_never_rests(page):
        sent = slow_server.sent
        linked.results((4, 4)).click(2, 2)
        page.get_by_label("Picture", exact=True).first.click()
        until(page, lambda: slow_server.sent > sent)
        page.wait_for_url("**at=0.2.2**")


def test_a_slider_that_was_just_moved_by_key_is_as_it_was_left(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="gaussian").page
    slider = page.get_by_role("slider", name="Width of the bell curve σ")
    slider.press("ArrowRight")
    moved = slider.input_value()
    visitor.menu("Pooling").press("Enter")
    visitor.arrive("Pooling")
    visitor.menu("Kernels").click()
    expect(slider).to_have_value(moved)
    page.wait_for_url(f"**gaussian_sigma={moved}**")


def test_nothing_on_a_page_can_be_used_while_it_is_being_left_and_what_is_used_just_before_counts(
    visitor, slow_server
):
    page = visitor.go("kernels", img="counting-6", kernel="custom", at="0.2.1").page
    linked = Linked(page).at_rest()
    box = page.get_by_label("Stride", exact=True).bounding_box()
    with hand_that_never_rests(page):
        slow_server.is_held, sent = True, slow_server.sent
        visitor.menu("Pooling").click()
        linked.results((4, 4)).click(3, 3)
        page.mouse.click(box["x"] + 5, box["y"] + 5)  # a control
        page.keyboard.type("2")
        page.keyboard.press("Enter")
    until(page, lambda: slow_server.sent > sent)
    page.evaluate(DRAWN)
    assert slow_server.sent == sent + 1  # that the page is left: anything else would undo that
    slow_server.let_go()
    visitor.arrive("Pooling")
    visitor.menu("Kernels").click()
    page.wait_for_url("**at=0.2.1**")
    visitor.settle()
    expect(page.get_by_label("Stride", exact=True)).to_have_value("1")
    visitor.type_number("Stride", 2)
    page.wait_for_url("**stride=2**")
    visitor.is_answered()
    linked.at_rest()  # the next message is the control's
    slow_server.is_silent, sent = True, slow_server.sent
    visitor.type_number("Stride", 3)
    until(page, lambda: slow_server.sent > sent)
    told = slow_server.sent
    visitor.menu("Pooling").click()
    until(page, lambda: slow_server.sent > told)
    slow_server.let_go()  # the server hears both at once
    visitor.arrive("Pooling")
    visitor.menu("Kernels").click()
    page.wait_for_url("**stride=3**")
    expect(page.get_by_label("Stride", exact=True)).to_have_value("3")


def test_what_is_set_in_the_very_moment_of_leaving_does_not_undo_the_leaving(visitor):
    page = visitor.go("kernels", img="counting-6").page
    switch = page.get_by_test_id("stCheckbox").locator("input").first
    expect(switch).not_to_be_checked()
    switch.evaluate(SET_AND_FOLLOW)
    visitor.arrive("Home").is_answered()
    page.go_back()
    visitor.arrive("Kernels").is_answered()
    expect(switch).to_be_checked()
    switch.evaluate(GO_AND_SET)
    visitor.arrive("Home").is_answered().arrive("Home")


def test_going_back_while_something_is_being_typed_leads_back(visitor):
    page = visitor.go("").page
    visitor.menu("Kernels").click()
    visitor.arrive("Kernels")
    page.get_by_label("Stride", exact=True).fill("2")  # and not entered
    page.go_back()
    expect(page.get_by_role("heading", name="Kernels")).to_have_count(0)
    visitor.settle()
    visitor.menu("Pooling").click()
    visitor.arrive("Pooling")


def test_what_was_typed_and_not_entered_is_sent_when_a_finger_comes_down_on_a_link(new_visitor):
    visitor = new_visitor(has_touch=True)
    server, page = SlowServer(visitor.page), visitor.page
    visitor.go("kernels", img="counting-6")
    Linked(page).at_rest()  # the next message is of what is typed
    page.get_by_label("Stride", exact=True).fill("2")  # and not entered
    box, sent = visitor.menu("Home").bounding_box(), server.sent
    touch = partial(page.context.new_cdp_session(page).send, "Input.dispatchTouchEvent")
    touch({"type": "touchStart", "touchPoints": [{"x": box["x"] + 9, "y": box["y"] + 9}]})
    until(page, lambda: server.sent > sent)
    touch({"type": "touchEnd", "touchPoints": []})
    visitor.arrive("Home")
    visitor.menu("Kernels").click()
    page.wait_for_url("**stride=2**")
    expect(page.get_by_label("Stride", exact=True)).to_have_value("2")


def test_a_page_left_twice_is_shown_as_it_was_left_each_time(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom", at="0.2.1").page

    def shows(stride, output, at):
        page.wait_for_url(f"**at={at}**")
        expect(page.get_by_role("figure", name=output)).to_be_visible()
        expect(page.get_by_label("Stride", exact=True)).to_have_count(1)  # not the one of before, too
        expect(page.get_by_label("Stride", exact=True)).to_have_value(stride)

    entry = "() => navigation.currentEntry.index"
    first = page.evaluate(entry)
    visitor.menu("Pooling").click()
    visitor.arrive("Pooling")
    visitor.menu("Kernels").click()
    visitor.arrive("Kernels")
    visitor.type_number("Stride", 2)
    expect(page.get_by_role("figure", name="Output 2 × 2")).to_be_visible()
    Linked(page).at_rest().results((2, 2)).click(0, 1)
    shows("2", "Output 2 × 2", "0.0.1")
    steps = page.evaluate(entry) - first
    page.evaluate("steps => history.go(-steps)", steps)  # as by the list that a browser's Back button has
    shows("1", "Output 4 × 4", "0.2.1")
    page.evaluate("steps => history.go(steps)", steps)
    shows("2", "Output 2 × 2", "0.0.1")


def test_the_address_of_a_page_that_was_left_does_not_come_after_going_back(visitor, slow_server):
    page = visitor.go("kernels").page
    visitor.type_number("Stride", 2)
    page.wait_for_url("**stride=2")
    kernels = slow_server.running
    slow_server.hold_from_the_next_pages_address_on()
    visitor.menu("Pooling").click()
    until(page, lambda: slow_server.is_held and slow_server.ended != kernels)
    page.go_back()
    until(page, lambda: slow_server.ended == kernels and slow_server.address == "stride=2")
    slow_server.let_go()
    visitor.arrive("Kernels")
    page.wait_for_url("**/kernels?stride=2")


def test_a_window_that_has_become_empty_is_loaded_anew_once(visitor):
    page = visitor.go("kernels", img="counting-6", stride="2").page
    until_page(page, "() => !!globalThis.cnnvizBlank")
    page.evaluate("document.getElementById('root').replaceChildren()")
    visitor.arrive("Kernels")
    expect(page.get_by_label("Stride", exact=True)).to_have_value("2")
    until_page(page, "() => !!globalThis.cnnvizBlank")
    page.evaluate("sessionStorage.setItem('cnnviz reloaded', Date.now())")  # opening it may have taken long
    assert page.evaluate(EMPTY) == []
    assert page.get_by_role("heading", name="Kernels").count() == 0


def test_what_another_kernel_hides_outlives_a_window_that_has_become_empty(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom", custom_text="1 2\n3 4").page
    visitor.choose("Kernel", "Sobel")
    page.wait_for_url(lambda address: "custom" not in address)
    visitor.type_number("Stride", 2)
    until_page(page, "() => !!globalThis.cnnvizBlank && 'custom_text' in cnnvizReports.held.settings")
    page.evaluate("document.getElementById('root').replaceChildren()")
    visitor.arrive("Kernels")
    visitor.choose("Kernel", "Your own")
    page.wait_for_url("**custom_text=1+2%0A3+4**")


def test_a_window_that_becomes_empty_before_a_link_is_answered_shows_where_it_leads(visitor):
    page = visitor.go("kernels", img="counting-6").page
    until_page(page, "() => !!globalThis.cnnvizBlank && cnnvizReports.page === 'kernels'")
    link = visitor.menu("Pooling")
    link.evaluate("link => { link.click(); document.getElementById('root').replaceChildren(); }")
    visitor.arrive("Pooling")
    page.go_back()
    visitor.arrive("Kernels")


def test_a_window_that_becomes_empty_on_the_way_to_a_page_shows_it_with_what_was_set(visitor):
    page = visitor.go("pooling", img="counting-6", step="1").page
    visitor.menu("Kernels").click()
    visitor.arrive("Kernels")
    until_page(page, "() => !!globalThis.cnnvizBlank && 'step' in cnnvizReports.held.settings")
    page.evaluate("""() => {
      const empty = () => {
        if (!location.pathname.endsWith("/pooling")) return;
        navigation.removeEventListener("currententrychange", empty);
        document.getElementById("root").replaceChildren();
      };
      navigation.addEventListener("currententrychange", empty);
    }""")
    visitor.menu("Pooling").click()
    visitor.arrive("Pooling")
    Linked(page).shows((5, 5))
    page.wait_for_url("**/pooling?img=counting-6&step=1")
