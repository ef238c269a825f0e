"""What holds for every page: it opens from its address, fits its screen, and says what it draws."""

import pytest
from playwright.sync_api import expect

PAGES = ["home", "kernels", "pooling", "network"]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("screen", [{}, PHONE, {"color_scheme": "dark"}], ids=["laptop", "phone", "dark"])
def test_a_page_opens_and_fits_its_screen(new_visitor, name, screen):
    page = new_visitor(**screen).go(name).page
    page.locator(".maps[data-paints]").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert background == ("rgb(20, 23, 28)" if "color_scheme" in screen else "rgb(255, 255, 255)")


@pytest.mark.parametrize("name", ["kernels", "pooling"])
def test_the_thing_to_touch_and_its_answer_are_above_the_fold(visitor, name):
    visitor.go(name)
    for key in ("input", "output"):
        box = visitor.page.locator(f".st-key-{key} canvas").first.bounding_box()
        assert box["y"] + box["height"] < 768
        assert box["width"] > 400


@pytest.mark.parametrize("name", PAGES)
def test_every_map_has_a_text_for_those_who_do_not_see_it(visitor, name):
    visitor.go(name)
    visitor.page.locator(".maps[data-paints]").first.wait_for()
    views = visitor.page.locator(".frame > canvas, .frame > table").all()
    assert views
    assert all(len(view.get_attribute("aria-label")) > 10 for view in views)


def test_home_leads_to_every_page_with_one_click(visitor):
    for name in ("Kernels", "Pooling", "Network"):
        visitor.go("")
        visitor.page.locator(f".st-key-card_{name}").click()
        expect(visitor.page.locator("h1", has_text=name)).to_be_visible()


def test_a_pages_address_works_as_the_first_that_anybody_opens(new_server, new_visitor):
    page = new_visitor(new_server).go("kernels").page
    expect(page.get_by_test_id("stTopNav").get_by_role("link", name="Pooling")).to_be_visible()
