"""The linked view by timeline and keyboard, enlarged, and on a projector."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from cnnviz.numbers import format_number
from tests.browser.linked_page import Linked
from tests.browser.waits import DRAWN, until

LAP = 20_000  # ms that going over all outputs takes at most
WRITTEN = """
    window.written = new Set();
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
        window.written.add(text);
        return write.call(this, text, ...where);
    };
"""


@pytest.fixture
def pooled(visitor):
    """The linked view of a 4 × 4 matrix pooled to 2 × 2, which is filled in."""
    visitor.go("pooling", img="pooling", so_far="true")
    return Linked(visitor.page)


@pytest.fixture
def answered(visitor):
    """The linked view of a photograph under a kernel."""
    visitor.go("kernels", img="camera")
    return Linked(visitor.page)


def test_filling_the_map_hides_what_is_behind_the_window_and_the_timeline_goes_to_any_output(pooled):
    results = pooled.results((2, 2))
    for position in range(1, 5):
        pooled.at(position, 4)
        pooled.page.evaluate(DRAWN)
        assert results.marked(0.9).ravel().tolist() == [index >= position for index in range(4)]
        pooled.button("Next").click()
    pooled.button("First").click()
    pooled.at(1, 4)
    for name, position in (("Next", 2), ("Last", 4), ("Previous", 3), ("First", 1)):
        pooled.button(name).click()
        pooled.at(position, 4)
    scrubber = pooled.root.get_by_label("Position of the window")
    scrubber.fill("2")
    pooled.at(3, 4)
    scrubber.press("ArrowRight")
    pooled.at(4, 4)
    assert scrubber.get_attribute("aria-valuetext") == "row 1, column 1, 4 of 4"
    trace = operators.pool_trace("max", images.load_sample("pooling"), 2, at=(1, 1))
    assert pooled.told().sentence == trace.sentence()
    pooled.page.wait_for_url("**pool_at=0.1.1**")


def test_a_lap_over_a_large_map_ends_in_time_at_every_speed_and_can_be_paused(answered):
    page, count = answered.page, np.prod([n - 2 for n in images.load_sample("camera").shape])
    page.clock.install()
    speeds = answered.root.get_by_label("Speed")
    for speed in speeds.locator("option").all_inner_texts():
        answered.button("First").click()
        speeds.select_option(speed)
        answered.button("Play").click()
        if speed != "at once":
            page.clock.fast_forward(LAP / 4)
            answered.button("Pause").click()
            expect(answered.button("Play")).to_be_visible()
            page.evaluate(DRAWN)
            position = answered.root.locator(".timeline-text").inner_text().split(" of ")[0]
            assert 1 < int(position.replace(",", "")) < count
            answered.button("Play").click()
        page.clock.fast_forward(LAP)
        answered.at(count, count)
        expect(answered.button("Play")).to_be_visible()


def test_who_asked_for_less_motion_sees_two_steps_a_second_at_most_and_a_lap_ends_as_soon(visitor):
    visitor.page.emulate_media(reduced_motion="reduce")
    page = visitor.go("kernels", img="camera").page
    linked, count = Linked(page), np.prod([n - 2 for n in images.load_sample("camera").shape])
    linked.button("First").click()
    linked.root.get_by_label("Speed").select_option("16×")
    page.clock.install()
    start, seen = page.evaluate("performance.now()"), set()
    linked.button("Play").click()
    for _ in range(8):
        page.clock.fast_forward(250)
        seen.add(linked.root.locator(".timeline-text").inner_text())
    assert 2 <= len(seen) <= 1 + (page.evaluate("performance.now()") - start) / 500
    page.clock.fast_forward(LAP)
    linked.at(count, count)


def test_the_keyboard_does_what_the_mouse_does_and_escape_leaves_what_is_pointed_at(answered):
    before = answered.told()
    answered.result.focus()
    assert answered.result.evaluate("host => parseFloat(getComputedStyle(host).outlineWidth)") >= 2
    answered.results((510, 510)).hover(40, 50)
    assert answered.told() != before
    answered.page.keyboard.press("Escape")
    assert answered.told() == before
    page = answered.page
    height, width = (n - 2 for n in images.load_sample("camera").shape)
    answered.result.focus()
    page.keyboard.press("Home")
    answered.at(1, height * width)
    for key, position in (
        ("ArrowRight", 2),
        ("ArrowDown", width + 2),
        ("ArrowLeft", width + 1),
        ("ArrowUp", 1),
    ):
        page.keyboard.press(key)
        answered.at(position, height * width)
    page.keyboard.press("End")
    answered.at(height * width, height * width)
    expect(answered.root.locator(".live")).to_have_text(answered.told().sentence)
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(answered.button("Pause")).to_be_visible()
    page.keyboard.press(" ")
    expect(answered.button("Play")).to_be_visible()
    frame = answered.result.locator(".plane-frame")
    for key, enlarged in (("+", True), ("-", False), ("+", True), ("+", True), ("0", False)):
        page.keyboard.press(key)
        expect(frame).to_have_class(re.compile("plane-enlarged") if enlarged else "plane-frame")


def test_enlarged_cells_carry_their_numbers_in_both_figures(visitor):
    visitor.page.add_init_script(WRITTEN)
    visitor.go("kernels", img="camera", at="0.99.200")
    linked = Linked(visitor.page)
    assert linked.page.evaluate("window.written.size") == 0
    linked.result.focus()
    for _ in range(6):
        linked.page.keyboard.press("+")
    source = images.load_sample("camera")
    answer = operators.conv2d(source, kernels.sobel("vertical"))
    shown = np.concatenate([source[99:102, 200:203].ravel(), answer[98:101, 199:202].ravel()])
    numbers = {format_number(value, 3) for value in shown}
    until(linked.page, lambda: numbers <= set(linked.page.evaluate("[...window.written]")))
    linked.page.wait_for_url("**zoom=**")


def test_arrow_keys_move_the_window_on_a_projector(visitor):
    visitor.go("kernels", img="counting-6", present="1")
    linked = Linked(visitor.page)
    expect(visitor.page.get_by_role("button", name="Leave presentation")).to_be_visible()
    for key, position in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowDown", 7)):
        visitor.page.keyboard.press(key)
        linked.at(position, 16)
    box = linked.result.bounding_box()
    assert box["y"] + box["height"] < visitor.page.viewport_size["height"]
