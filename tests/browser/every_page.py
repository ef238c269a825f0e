"""What every page does: a header names it, it says what it draws, and it turns dark and light."""

import re

from playwright.sync_api import expect

from tests.app_pages import SECTIONS, TITLES, WORDS
from tests.browser.waits import until_page

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
#: The colour of each scheme's page.
PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 28)"}
BACKGROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


def begins_below_a_header_that_names_it(page, name: str) -> None:
    """Its menu and its only title do, by the name in its path."""
    menu, title = page.get_by_test_id("stTopNav"), TITLES[name or "home"]
    until_page(page, f"({FIRST_LINE})() <= {FOLD}")
    assert page.evaluate(FIRST_LINE) >= page.get_by_test_id("stHeader").bounding_box()["height"]
    item = menu.locator("a[aria-current=page]")
    if item.count():
        expect(item).to_have_accessible_name(title)
    else:
        named = (
            title if title in SECTIONS else f": {title}"
        )  # a page called as its section is not named twice
        expect(menu.get_by_role("button", name=named)).to_be_visible()
    assert page.locator("h1").all_inner_texts() == [title]


def says_what_it_draws(page, name: str) -> None:
    """To a screen reader: every drawing of a computation has a sentence."""
    views = page.locator(DRAWN_VIEWS).all()
    assert views or name in WORDS
    for view in views:
        expect(view).to_have_attribute("aria-label", re.compile(".{11}"))


def fits(page) -> None:
    """Nothing of it is wider than the screen."""
    until_page(page, FITS)


def turn(page, scheme: str) -> None:
    """Switch to dark colours, as a device does in the evening, or to light ones; wait until it has them."""
    page.emulate_media(color_scheme=scheme)
    until_page(page, f"{BACKGROUND} === '{PAPER[scheme]}'")
