"""The Pooling page as a learner uses it."""

import numpy as np
from playwright.sync_api import expect

from cnnviz import images, operators
from cnnviz.figures import rgb, shade

MATRIX = "pooling"


def test_the_canvas_shows_exactly_what_the_operator_computes(visitor):
    visitor.go("pooling", window="3", step="3")
    expect(visitor.fact("Output")).to_contain_text("170 × 170")
    pooled = operators.max_pool2d(images.load_sample("camera"), 3)
    assert np.array_equal(visitor.pixels("output"), rgb(shade(pooled, "raw")))


def test_the_steps_move_the_window_and_the_address_follows(visitor, new_visitor):
    visitor.go("pooling", img=MATRIX)
    told = visitor.page.get_by_text("rows 0–1, columns 2–3: the largest of 2, 3, 6 and 8 is 8")
    visitor.page.get_by_role("button", name="Next", exact=True).click()
    expect(told).to_be_visible()
    visitor.page.wait_for_url("**column=1**")
    another = new_visitor().go("pooling?" + visitor.page.url.split("?")[1])
    expect(another.page.get_by_text("the largest of 2, 3, 6 and 8 is 8")).to_be_visible()
    visitor.page.get_by_role("button", name="Last", exact=True).click()
    expect(visitor.page.get_by_text("the largest of 1, 0, 2 and 4 is 4")).to_be_visible()
    visitor.page.get_by_role("button", name="Previous", exact=True).click()
    expect(visitor.page.get_by_text("the largest of 3, 1, 1 and 2 is 3")).to_be_visible()
    visitor.page.get_by_role("button", name="First", exact=True).click()
    expect(visitor.page.get_by_text("the largest of 1, 0, 4 and 6 is 6")).to_be_visible()


def test_the_output_is_walked_by_mouse_and_by_keyboard(visitor):
    visitor.go("pooling", img=MATRIX, so_far="false")
    visitor.page.locator(".st-key-output td").nth(3).click()
    expect(visitor.page.get_by_text("the largest of 1, 0, 2 and 4 is 4")).to_be_visible()
    expect(visitor.page.locator(".st-key-output td.cell")).to_have_text("4")
    visitor.page.locator(".st-key-output .frame").focus()
    visitor.page.keyboard.press("ArrowUp")
    expect(visitor.page.get_by_text("the largest of 2, 3, 6 and 8 is 8")).to_be_visible()
    assert visitor.page.locator(".st-key-output .frame").evaluate("e => e.getRootNode().activeElement === e")
