"""What holds for every page: it opens from its address, fits its screen, and says what it draws."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.app_pages import TITLES, WORDS, path_of
from tests.browser.linked_page import Linked
from tests.browser.waits import until_page

PHONE = {"width": 390, "height": 844}
#: Nothing scrolls sideways: neither the document nor what Streamlit scrolls in it.
FITS = """[":root", ".stMain"].every((at) => {
    const { scrollWidth, clientWidth } = document.querySelector(at);
    return scrollWidth <= clientWidth;
})"""

#: CSS pixels above which a page's first line begins.
FOLD = 64
FIRST_LINE = """() => Math.min(...[...document.querySelectorAll(".stMainBlockContainer .stElementContainer")]
    .filter((element) => !element.closest(".st-key-title") && element.getBoundingClientRect().height > 2)
    .map((element) => element.getBoundingClientRect().top))"""
#: What draws a computation, and has to say what it shows.
DRAWN_VIEWS = (
    ".frame > canvas, .frame > table, .linked .host, .toy > [role], .softmax > .table, .starts > [role], "
    ".transposed figure > .grid:not([hidden]), .backward .station:not([hidden]) figure > .grid, "
    ".series figure > .plot, .architectures .net, .design .drawn, .worked table"
)
BACKGROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


@pytest.mark.parametrize("name", TITLES)
def test_a_page_is_named_says_what_it_draws_and_fits_laptop_and_phone_by_day_and_by_night(
    visitor, errors, name
):
    page = visitor.go(path_of(name)).page
    page.locator("[data-paints]").first.wait_for()
    begins_below_a_header_that_names_it(page, name)
    views = page.locator(DRAWN_VIEWS).all()
    assert views or path_of(name) in WORDS
    for view in views:
        expect(view).to_have_attribute("aria-label", re.compile(".{11}"))
    until_page(page, FITS)
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    until_page(page, f"{BACKGROUND} === 'rgb(20, 23, 28)'")
    page.set_viewport_size(PHONE)
    until_page(page, f"innerWidth === {PHONE['width']} && {FITS}")
    assert errors == []


def begins_below_a_header_that_names_it(page, name):
    menu = page.get_by_test_id("stTopNav")
    until_page(page, f"({FIRST_LINE})() <= {FOLD}")
    assert page.evaluate(FIRST_LINE) >= page.get_by_test_id("stHeader").bounding_box()["height"]
    item = menu.locator("a[aria-current=page]")
    if item.count():
        expect(item).to_have_accessible_name(TITLES[name])
    else:
        expect(menu.get_by_role("button", name=f": {TITLES[name]}")).to_be_visible()
    assert [title.inner_text() for title in page.locator("h1").all()] == [TITLES[name]]


@pytest.mark.parametrize("name", ["kernels", "pooling"])
def test_the_thing_to_touch_and_its_answer_are_above_the_fold(visitor, name):
    visitor.go(name)
    linked = Linked(visitor.page)
    for figure in (linked.source, linked.result):
        box = figure.bounding_box()
        assert box["y"] + box["height"] < 768
        assert box["width"] > 300


def test_home_leads_to_every_page_with_one_click(visitor):
    for name in ("Kernels", "Pooling", "Network"):
        visitor.go("")
        visitor.page.locator(f".st-key-card_{name}").click()
        expect(visitor.page.locator("h1", has_text=name)).to_be_visible()


def test_a_pages_address_works_as_the_first_that_anybody_opens(new_server, new_visitor):
    page = new_visitor(new_server.address).go("kernels").page
    expect(page.get_by_test_id("stTopNav").get_by_role("button", name="Networks")).to_be_visible()


def test_a_copied_address_restores_the_page_and_its_settings_go_along(visitor, new_visitor):
    visitor.go("kernels", img="counting-6")
    visitor.choose("Kernel", "Gaussian")
    visitor.page.wait_for_url("**kernel=gaussian**")
    visitor.type_number("Stride", 3)
    visitor.page.wait_for_url("**stride=3**")
    visitor.page.get_by_text("Code", exact=True).click()
    visitor.page.wait_for_url("**code=true**")
    other = new_visitor().go(f"kernels?{urlsplit(visitor.page.url).query}")
    expect(other.page.get_by_label("Stride", exact=True).first).to_have_value("3")
    expect(other.page.get_by_test_id("stCode").first).to_be_visible()
    other.menu("Pooling").click()
    other.page.wait_for_url("**/pooling?*")
    expect(other.fact("Output")).to_contain_text("3 × 3")
    expect(other.page).not_to_have_url(re.compile("kernel="))
    other.menu("Kernels").click()
    expect(other.page).to_have_url(re.compile(r"/kernels\?.*kernel=gaussian"))
    expect(other.page.get_by_label("Stride", exact=True).first).to_have_value("3")


def test_back_leads_to_the_page_before_as_it_was_left(visitor):
    visitor.go("pooling")
    visitor.type_number("Window", 3)
    visitor.page.wait_for_url("**window=3**")
    visitor.settle()
    visitor.menu("Kernels").click()
    expect(visitor.page.locator("h1", has_text="Kernels")).to_be_visible()
    for stride in (2, 3, 4):
        visitor.type_number("Stride", stride)
        visitor.page.wait_for_url(f"**stride={stride}**")
    visitor.page.go_back()
    expect(visitor.page).to_have_url(re.compile(r"/pooling\?.*window=3"))
    expect(visitor.page.get_by_label("Window", exact=True).first).to_have_value("3")
    visitor.page.go_forward()
    expect(visitor.page.get_by_label("Stride", exact=True).first).to_have_value("4")
