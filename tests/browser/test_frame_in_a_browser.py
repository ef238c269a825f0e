"""What is around every page: a slim header that names it, and the same pages shown to a class."""

import re

import pytest
from playwright.sync_api import expect

from pages.ui.shell.way import WAY
from tests.app_pages import SECTIONS, TITLES, path_of
from tests.browser.test_the_look_in_a_browser import IN_DRAWER
from tests.browser.waits import DRAWN, still, until, until_page

NAMES = list(TITLES)
FOCUS_RING = """() => {
    const { outlineWidth, outlineOffset, outlineColor } = getComputedStyle(document.activeElement);
    return [outlineWidth, outlineOffset, outlineColor];
}"""

#: The colour of what can be pressed, once a page is drawn in a scheme.
ACT = """(scheme) => {
  const app = document.querySelector(".stApp");
  const probe = app.appendChild(document.createElement("i"));
  probe.style.color = "var(--act)";
  const act = getComputedStyle(probe).color;
  probe.remove();
  return getComputedStyle(app).colorScheme === scheme && act;
}"""
#: The page whose name in the menu, with its section's, is the longest.
LONGEST = max((len(section + stop.title), stop.name) for section, stops in WAY.items() for stop in stops)[1]
#: Whether a word of the menu is underlined: by a shadow, or where none is drawn by a line.
MARKED = """(word) => getComputedStyle(word).textDecorationLine === "underline" ||
    getComputedStyle(word.closest("span")).boxShadow.startsWith("rgb")"""
NAMED = f"(words) => words.filter({MARKED}).map((word) => word.textContent)"
HEIGHTS = "(words) => words.map((word) => Math.round(word.getBoundingClientRect().y))"


def right(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"]


def presented(visitor, name):
    """A page that is presented, and hears keys: what marks the document listens to them."""
    page = visitor.go(name, present="1").page
    until_page(page, "document.documentElement.matches('[data-present]')")
    visitor.settle()
    return page


def drawer_is(page, is_open):
    until_page(page, f"document.documentElement.hasAttribute('data-drawer') === {str(is_open).lower()}")


def test_the_menu_offers_all_its_sections_on_a_tablet_too(visitor):
    page, widths = visitor.page, (768, 820, 1024)
    page.set_viewport_size({"width": widths[0], "height": 1024})
    menu = visitor.go(path_of(LONGEST)).page.get_by_test_id("stTopNav")
    share = page.get_by_role("button", name="Share")
    last = menu.get_by_role("button").locator("visible=true").last
    for width in widths:
        page.set_viewport_size({"width": width, "height": 1024})
        until_page(page, f"innerWidth === {width} && ({DRAWN})().then(() => true)")
        for section in SECTIONS:
            expect(menu.get_by_role("button", name=section)).to_be_visible()
        expect(menu.get_by_role("button", name="more")).to_be_hidden()
        until(page, lambda: right(last) <= share.bounding_box()["x"])


def test_the_page_that_is_shown_stands_as_high_in_the_menu_as_the_others_and_is_marked(visitor):
    page = visitor.go("").page
    is_marked_in_line(page, TITLES["home"])
    section = next((title for title, names in SECTIONS.items() if TITLES[LONGEST] in names), TITLES[LONGEST])
    visitor.follow(LONGEST)
    is_marked_in_line(page, section)


def is_marked_in_line(page, section):
    """It stands on one line with the others, and is the one that is marked, in forced colours too."""
    words = page.get_by_test_id("stTopNav").locator("p").filter(visible=True)
    for colours in "active", "none":
        page.emulate_media(forced_colors=colours)
        expect(words).to_have_count(len(SECTIONS) + 1)
        until(page, lambda: len(set(words.evaluate_all(HEIGHTS))) == 1)
        until(page, lambda: words.evaluate_all(NAMED) == [section])


@pytest.mark.parametrize("name", ["network", "train"])
def test_the_controls_come_from_a_drawer_during_a_presentation(visitor, name):
    page = presented(visitor, name)
    control = page.get_by_label(IN_DRAWER[name], exact=True)
    expect(control).to_be_hidden()
    expect(page.get_by_role("button", name="Controls")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("c")
    drawer_is(page, True)
    expect(control).to_be_visible()
    expect(page.get_by_role("button", name="Controls")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    drawer_is(page, False)
    expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()
    page.get_by_role("button", name="Controls").click()
    drawer_is(page, True)
    page.get_by_role("button", name="Leave presentation").click()
    drawer_is(page, False)
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()


@pytest.mark.parametrize("count", [4, pytest.param(len(NAMES), marks=pytest.mark.thorough)])
def test_keys_lead_through_the_pages_in_a_ring_during_a_presentation_and_close_the_drawer(visitor, count):
    page = presented(visitor, path_of(NAMES[-count]))
    for name in (*NAMES[1 - count :], NAMES[0]):
        page.keyboard.press("c")
        page.keyboard.press("PageDown" if NAMES.index(name) % 2 else "n")
        expect(page.locator("h1")).to_have_text(TITLES[name])
        page.wait_for_url(f"**/{path_of(name)}?present=1*")  # a picture may go along
        visitor.settle()
        drawer_is(page, False)  # that of the page before is closed, also where its view has one of its own
        until_page(page, "!document.documentElement.hasAttribute('data-own-drawer')")
    for name, key in ((NAMES[-1], "PageUp"), (NAMES[-2], "p")):
        page.keyboard.press(key)
        page.wait_for_url(f"**/{name}?present=1*")
        visitor.settle()
    expect(page.get_by_role("button", name="Leave presentation")).to_have_attribute(
        "title", re.compile("C: .*Page Down.*Page Up.*Escape")
    )


def test_letters_typed_into_a_field_are_no_keys_and_a_page_with_a_drawer_of_its_own_gets_the_key_first(
    visitor,
):
    page = presented(visitor, "train")
    page.get_by_role("button", name="Controls").click()
    page.get_by_role("tab", name="Learning").click()
    seed = page.get_by_label("Seed", exact=True)
    expect(seed).to_be_visible()  # until the drawer is there the field takes no focus
    seed.press("n")
    seed.press("c")
    assert page.evaluate("location.pathname") == "/train"  # a key that leads on has its address at once
    drawer_is(page, True)
    page.get_by_role("button", name="Controls").click()
    drawer_is(page, False)
    page.evaluate("""["cnnviz-drawer", "cnnviz-escape"].forEach((name) =>
      document.addEventListener(name, (event) => {
        event.preventDefault();
        window.asked = name;
      }))""")
    for key, name in (("c", "cnnviz-drawer"), ("Escape", "cnnviz-escape")):
        page.keyboard.press(key)
        until_page(page, f"window.asked === '{name}'")
        drawer_is(page, False)
        expect(page.get_by_role("button", name="Leave presentation")).to_be_visible()


def test_menus_are_drawn_in_the_pages_colours_and_show_the_focus(visitor):
    page = visitor.go("why").page
    page.get_by_test_id("stTopNav").get_by_role("button", name="Look inside: Why").focus()
    page.keyboard.press("Enter")
    item = page.get_by_role("menuitem", name="Why")
    item.wait_for()
    page.keyboard.press("ArrowDown")
    expect(item).to_be_focused()
    colours = {scheme: ring_in(page, item, scheme) for scheme in ("light", "dark")}
    assert colours["light"] != colours["dark"]


def ring_in(page, item, scheme):
    """The colour of the ring around what has the focus: that of all that can be pressed, in this scheme."""
    page.emulate_media(color_scheme=scheme)
    act = until_page(page, ACT, scheme)
    until(page, lambda: page.evaluate(FOCUS_RING) == ["3px", "-3px", act])
    expect(item).to_be_focused()
    return act


def test_nothing_moves_for_whoever_asks_for_that(new_visitor):
    page = new_visitor(reduced_motion="reduce").go("train", present="1").page
    lasting = """[...document.querySelectorAll(".stMain *")]
        .filter((at) => /[1-9]/.test(getComputedStyle(at).transitionDuration)).length"""
    assert page.evaluate(lasting) == 0


def test_on_a_phone_the_header_has_the_menu_and_the_pages_name(on_a_phone):
    page = on_a_phone.go("modes").page
    title = still(page, page.locator("h1").bounding_box)
    assert title["height"] > 2
    assert title["y"] + title["height"] <= 48
    page.get_by_test_id("stExpandSidebarButton").click()
    links = page.get_by_test_id("stSidebarNav").get_by_role("link")
    expect(links.first).to_be_visible()
    assert all(link.bounding_box()["height"] >= 44 for link in links.all())


def test_on_a_phone_the_controls_of_a_stage_lie_in_a_sheet_that_leaves_the_pictures_free(on_a_phone):
    page = on_a_phone.go("autoencoder").page
    field = page.get_by_label("Test image (0–99)", exact=True)
    button = page.get_by_role("button", name="Controls", exact=True)
    expect(field).to_be_hidden()
    button.tap()
    expect(field).to_be_in_viewport()
    assert button.bounding_box()["height"] >= 44
    sheet = page.locator(".st-key-lesson > div > .stHorizontalBlock > .stColumn").first
    until(page, lambda: sheet.bounding_box()["y"] < 844)
    top = still(page, sheet.bounding_box)["y"]
    for picture in ".st-key-input", ".st-key-ae_output":
        frame = page.locator(f"{picture} .frame").bounding_box()
        assert frame["y"] + frame["height"] <= top
    button.tap()
    expect(field).to_be_hidden()


def test_homes_toy_says_what_the_window_gives(visitor):
    page = visitor.go("").page
    picture, said = page.locator(".toy .input"), page.locator(".toy mark")
    before, box = said.inner_text(), still(page, picture.bounding_box)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 0.9 * box["height"])
    expect(said).not_to_have_text(before)
    before = said.inner_text()
    picture.focus()
    until(page, lambda: page.keyboard.press("ArrowUp") or said.inner_text() != before)
