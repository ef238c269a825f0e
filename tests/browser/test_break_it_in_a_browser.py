"""The page on which the network is broken, as a learner uses it."""

import re

import numpy as np
from playwright.sync_api import expect

from cnnviz.attribution.changes import PERTURBATIONS
from cnnviz.attribution.perturb import perturb
from cnnviz.models.garments import load_gallery
from tests.browser.connection import Messages

GALLERY = load_gallery()


def test_a_clicked_map_is_silenced_and_comes_back(visitor):
    page = visitor.go("break_it", test="20").page
    page.locator(".st-key-b_maps button[data-column='2'][data-row='5']").click()
    expect(page).to_have_url(re.compile(r"b_map=5"))
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(r"ops=map~2~5"))
    expect(page.locator(".st-key-b_stack")).to_contain_text("conv 2, map 5: silenced")
    visitor.settle()
    visitor.paints("b_close", lambda before: len(np.unique(before)) > 1, 0)
    visitor.paints("b_close", lambda after: len(np.unique(after)) == 1, 1)
    page.get_by_role("button", name="Undo").click()
    expect(page).not_to_have_url(re.compile("ops="))
    expect(page.locator(".st-key-b_close canvas")).to_have_count(1)


def disturbed(page):
    """The disturbed picture's red, (28, 28)."""
    return np.array(
        page.locator(".st-key-b_sweep canvas").nth(1).evaluate(
            """canvas => Array.from(canvas.getContext("2d").getImageData(0, 0, 28, 28).data)
                 .filter((_, i) => i % 4 === 0)"""
        )
    ).reshape(28, 28)  # fmt: skip


def test_curves_are_dragged_without_asking_and_where_they_rest_stands_in_the_address(visitor):
    amounts = PERTURBATIONS["right"].amounts
    page = visitor.go("break_it", b_view="disturb", test="90", b_right="0").page
    slider = page.get_by_role("slider", name="Shift right")
    expect(slider).to_have_value("0")
    visitor.is_answered()
    told = Messages(page)
    box = page.locator(".st-key-b_sweep .curve").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 100)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 50, box["y"] + 100, steps=5)
    expect(slider).to_have_value(f"{amounts[-1]:g}")
    assert told.sent == 0
    np.testing.assert_allclose(
        disturbed(page), 255 * perturb(GALLERY.images[90:91], "right", amounts[-1])[0], atol=0.51
    )
    page.mouse.up()
    expect(page).to_have_url(re.compile(rf"b_right={amounts[-1]:g}\b"))
    slider.press("ArrowLeft")
    expect(page).to_have_url(re.compile(rf"b_right={amounts[-2]:g}\b"))
    page.get_by_text("As a table").click()
    expect(page.locator(".st-key-b_sweep .steps tbody tr")).to_have_count(len(amounts))
