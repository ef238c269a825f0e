"""The Units page under hands: a click on a kernel chooses its map, one on an image the picture."""

import re

from playwright.sync_api import expect

from tests.browser.waits import until


def are_side_by_side(page, left, right):
    """Whether figures are; the page moves them until it has its last height."""
    one, other = (page.locator(f".st-key-{key} .frame").first.bounding_box() for key in (left, right))
    return one["x"] + one["width"] < other["x"] and abs(other["y"] - one["y"]) < one["height"]


def test_a_click_on_a_kernel_and_on_an_image_chooses_it_also_on_a_tablet_upright(visitor):
    page = visitor.page
    page.set_viewport_size({"width": 820, "height": 1180})
    visitor.go("units")
    for pair in ("few_kernels", "favourites"), ("exciting", "stops"):
        until(page, lambda pair=pair: are_side_by_side(page, *pair))
    chosen = page.locator(".st-key-favourites .frame").first
    before = chosen.get_attribute("aria-label")
    page.locator(".st-key-few_kernels .frame").nth(4).click()
    expect(page).to_have_url(re.compile("map=4"))
    expect(page.get_by_label("Map", exact=True).first).to_have_value("4")
    expect(chosen).not_to_have_attribute("aria-label", before)  # it is of the map that was chosen
    number = re.search(r"Test image (\d+)", chosen.get_attribute("aria-label"))[1]
    chosen.click()
    expect(page.get_by_label(re.compile(r"Test image \(0–")).first).to_have_value(number)


def test_N12_one_click_leads_from_an_edge_to_a_whole_thing(visitor):
    page = visitor.go("units", unit_view="parts", climb_steps="10").page
    page.locator(".st-key-parts .frame").last.click()
    expect(page).to_have_url(re.compile(r"layer=conv\+8.*map=15"))
    expect(page.locator(".st-key-favourites .frame").first).to_have_attribute(
        "aria-label", re.compile("28 by 28 pixels")
    )
