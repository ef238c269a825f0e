"""The autoencoder under hands: a click silences a code map, another one walks to the second picture."""

import re

import numpy as np
from playwright.sync_api import expect

from tests.browser.waits import still


def test_a_click_silences_a_map_of_the_code_a_second_one_does_not_and_one_in_the_strip_goes_there(visitor):
    page = visitor.go("autoencoder").page
    output = page.locator(".st-key-ae_output .frame canvas")
    box = still(page, output.bounding_box)
    assert box["y"] + box["height"] < 768
    whole = visitor.pixels("ae_output")
    page.locator(".st-key-ae_code .frame").nth(2).click()
    expect(page).to_have_url(re.compile("quiet2=true"))
    expect(page.locator(".words", has_text="With all code maps")).to_be_visible()
    expect(page.get_by_label("Silence 2", exact=True)).to_be_checked()
    visitor.paints("ae_output", lambda pixels: (pixels != whole).any())
    visitor.paints("ae_code", lambda pixels: (pixels == pixels[0, 0]).all(), 2)  # 0 everywhere
    page.locator(".st-key-ae_code .frame").nth(2).click()
    expect(page).not_to_have_url(re.compile("quiet2"))
    expect(page.locator(".words", has_text="With all code maps")).to_have_count(0)
    visitor.paints("ae_output", lambda pixels: np.array_equal(pixels, whole))
    page.locator(".st-key-walk_strip .frame").nth(10).click()
    expect(page).to_have_url(re.compile("way=1"))
    expect(page.locator(".words", has_text="At 100\u00a0% of the way")).to_be_visible()
