"""Training or test under hands: another draw, and the switch between the two."""

import re

from playwright.sync_api import expect

from tests.browser.waits import still


def test_silenced_units_change_with_every_draw_and_none_is_silent_in_a_test(visitor):
    page = visitor.go("modes").page
    box = still(page, page.locator(".st-key-drop_maps .frame canvas").last.bounding_box)
    assert box["y"] + box["height"] < 768
    visitor.settle()
    first = visitor.pixels("drop_maps", 16)
    page.get_by_role("button", name="Next draw").click()
    expect(page).to_have_url(re.compile("drop_seed=2"))
    visitor.settle()
    visitor.paints("drop_maps", lambda pixels: (pixels != first).any(), 16)
    page.get_by_role("radio", name="test", exact=True).click()
    expect(visitor.fact("Silenced")).to_contain_text("0 of")
    page.get_by_role("radio", name="Batch norm").click()
    expect(visitor.fact("Your image in the next batch")).to_contain_text("changes by 0")
    plots = page.locator("figure.plot .drawing")
    expect(plots).to_have_count(3)
    for layer in plots.locator("i").all():
        expect(layer).to_have_css("mask-image", re.compile("^url"))
        assert layer.bounding_box()["height"] > 0
