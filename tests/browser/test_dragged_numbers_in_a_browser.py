"""Numbers of a small matrix and of a kernel are dragged up and down where they stand."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from tests.browser.linked_page import Linked
from tests.browser.waits import until_page

MATRIX = images.load_sample("binary").astype(np.float64)
STEP = 6  # CSS pixels of a drag for a tenth, where the largest number is 1
KERNEL = operators.on_grid(kernels.box(3)).astype(np.float64)


def with_number(number, at=(4, 4)):
    matrix = MATRIX.copy()
    matrix[at] = number
    return matrix


def explains(view, matrix, at):
    """Wait until the sum that is shown is what the kernel makes of the matrix there."""
    total = float(operators.conv2d(matrix, KERNEL)[at])
    shown = "([root, total]) => Math.abs(Number(root.dataset.total) - total) < 1e-6"
    until_page(view.page, shown, arg=[view.root.element_handle(), total])


@pytest.fixture
def view(visitor):
    visitor.go("kernels", img="binary", kernel="box", box_size="3", at="0.2.2")
    return Linked(visitor.page).shows((3, 3))


def test_a_cell_follows_the_mouse_with_map_sum_and_address_and_escape_or_undo_takes_all_of_it_back(view):
    page, mouse, held = view.page, view.page.mouse, view.root.locator(".cell-held")
    cells = view.sources((5, 5))
    x, y = cells.point(4, 4)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 10 * STEP, steps=3)
    explains(view, with_number(MATRIX[4, 4] + 1), (2, 2))
    page.keyboard.press("Escape")
    mouse.move(x, y - 20 * STEP, steps=3)
    mouse.up()
    explains(view, MATRIX, (2, 2))
    expect(held).to_be_hidden()
    expect(view.root.get_by_label("Undo the last number")).to_be_hidden()
    mouse.move(x, y)
    expect(view.source.locator(".plane-frame")).to_have_css("cursor", "ns-resize")
    before = view.results((3, 3)).painted()
    mouse.down()
    start = MATRIX[4, 4]
    for steps in (3, 7, 20):
        mouse.move(x - 3 * steps, y - STEP * steps, steps=3)
        expect(held).to_have_text(f"{start + steps / 10:g}")
        explains(view, with_number(start + steps / 10), (2, 2))
    view.at(9, 9)  # the mouse has left the cell, but the window has not moved
    mouse.up()
    expect(held).to_be_hidden()
    assert not np.array_equal(view.results((3, 3)).painted(), before)
    view.page.wait_for_url(re.compile(rf"matrix=.*{start + 2:g}$"))
    query = parse_qs(urlsplit(view.page.url).query)
    assert np.array_equal(images.parse_matrix(query["matrix"][0]), with_number(start + 2))
    expect(view.root.locator(".cell-input")).to_be_hidden()  # it was no tap
    view.button("Undo the last number").click()
    explains(view, MATRIX, (2, 2))
    expect(view.button("Undo the last number")).to_be_disabled()


def test_a_drag_of_a_weight_is_given_up_or_undone_and_an_enlarged_figures_open_number_is_dragged(view):
    mouse, weight = view.page.mouse, view.weight(0, 0)
    undo = view.root.get_by_role("group", name="Change the kernel").get_by_role("button", name="Undo")
    shown, total = weight.input_value(), view.root.get_attribute("data-total")

    def pull():
        x, y, *_ = weight.bounding_box().values()
        mouse.move(x + 9, y + 9)
        mouse.down()
        mouse.move(x + 9, y - 90, steps=9)
        expect(view.root).not_to_have_attribute("data-total", total)

    def is_as_before():
        expect(weight).to_have_value(shown)
        expect(view.root).to_have_attribute("data-total", total)
        expect(undo).to_be_disabled()

    pull()  # from now on it is an own kernel
    view.page.keyboard.press("Escape")
    mouse.up()
    is_as_before()
    pull()
    mouse.up()
    undo.click()
    is_as_before()
    field = view.root.locator(".cell-input")
    view.source.focus()
    view.page.keyboard.press("Enter")
    name = field.get_attribute("aria-label")
    view.page.keyboard.press("Escape")
    for _ in range(3):
        view.page.keyboard.press("+")
    box = view.source.bounding_box()
    mouse.move(box["x"] + 60, box["y"] + 60)
    expect(view.source.locator(".plane-frame")).to_have_css("cursor", "crosshair")
    mouse.down()
    mouse.move(box["x"] + 40, box["y"] + 10, steps=3)
    mouse.up()
    expect(view.root.locator(".cell-held")).to_be_hidden()
    view.page.keyboard.press("Enter")
    expect(field).to_have_attribute("aria-label", name)
    before, box = float(field.input_value()), field.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y + 5 * STEP, steps=3)
    expect(field).to_have_value(f"{before - 0.5:g}")
    mouse.up()
    view.page.wait_for_url("**img=matrix**")


def test_a_finger_drags_the_number_that_is_open_and_scrolls_the_page_elsewhere(on_a_phone):
    visitor = on_a_phone
    visitor.page.set_viewport_size({"width": 390, "height": 700})
    visitor.go("kernels", img="binary", kernel="box", box_size="3", at="0.2.2")
    page, view = visitor.page, Linked(visitor.page).shows((3, 3))
    view.root.get_by_role("tab", name="Kernel").tap()  # lowers the sheet of controls
    session = page.context.new_cdp_session(page)

    def swipe(x, y, way, at=None):
        for kind, down in (
            ("touchStart", 0),
            *(("touchMove", way * part / 5) for part in range(1, 6) if way),
        ):
            touch(kind, [{"x": x, "y": y + down}], at)
        touch("touchEnd", [], at)

    def touch(kind, points, at):
        stamp = {} if at is None else {"timestamp": at}
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, **stamp})

    point, now = view.sources((5, 5)).point(4, 4), time.time()
    for seconds in (2, 1):  # ago: by these the browser tells two taps from a double tap
        swipe(*point, 0, now - seconds)
    field = view.root.locator(".cell-input")
    expect(field).to_be_visible()
    box = field.bounding_box()
    swipe(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, -10 * STEP)
    expect(field).to_have_value(f"{MATRIX[4, 4] + 1:g}")
    explains(view, with_number(MATRIX[4, 4] + 1), (2, 2))
    assert page.locator(".stMain").evaluate("main => main.scrollTop") == 0
    swipe(*view.sources((5, 5)).point(2, 2), -150)
    until_page(page, "document.querySelector('.stMain').scrollTop > 0")
    explains(view, with_number(MATRIX[4, 4] + 1), (2, 2))
