"""The glossary in a browser: found by typing, and its words in the prose of all pages."""

import re

import pytest
from playwright.sync_api import expect

from cnnviz.glossary import TERMS
from tests.browser.connection import SlowServer
from tests.browser.waits import still, until_page

WITH_TERMS = {"kernels": {"said": "true"}}
SAYS = {term.name: term.says for term in TERMS}


@pytest.fixture
def slips(visitor):
    """Kernels with its slips unfolded, whose prose has words of the glossary."""
    page = visitor.go("kernels", **WITH_TERMS["kernels"]).page
    page.locator(".slip .glossed").first.wait_for()
    return page


def box(page):
    return page.get_by_role("tooltip")


def test_what_is_typed_is_answered_without_a_request(visitor):
    slow = SlowServer(visitor.page)
    page = visitor.go("glossary").is_answered().page
    sent = slow.sent
    page.get_by_label("Find a term").press_sequentially("receptiv feild")
    expect(page.locator(".glossary dt:visible")).to_have_text(["receptive field"])
    assert slow.sent == sent
    page.get_by_label("Find a term").fill("qqqqqq")
    expect(page.locator(".glossary .count")).to_contain_text("No term")
    expect(page.locator(".glossary dt:visible")).to_have_count(0)


def test_what_was_typed_comes_back_with_the_address_and_a_term_leads_to_its_page(visitor):
    page = visitor.go("glossary", term="wide").page
    link = page.get_by_role("link", name="See it on Kernels: full padding")
    page.evaluate("window.isSame = true")
    link.click()
    visitor.arrive("Kernels")
    assert page.evaluate("window.isSame") is True, "the window was loaded anew"
    until_page(page, "new URLSearchParams(location.search).get('pad') === 'full'")
    page.go_back()
    visitor.arrive("Glossary")
    expect(page.get_by_label("Find a term")).to_have_value("wide")


def test_a_word_shows_its_sentence_when_pointed_at_and_hides_it(slips):
    word = slips.locator(".slip .glossed").first
    word.hover()
    expect(box(slips)).to_be_visible()
    expect(box(slips)).to_contain_text(SAYS["convolution"])
    slips.mouse.move(0, 0)
    expect(box(slips)).to_be_hidden()


def test_a_word_shows_its_sentence_when_focused_and_escape_hides_it_alone(visitor):
    page = visitor.go("kernels", **WITH_TERMS["kernels"], present="1").page
    page.evaluate(
        "document.querySelector('.st-key-afterwards').style.setProperty('display', 'flex', 'important')"
    )
    word = page.locator(".slip .glossed").first
    word.focus()
    expect(box(page)).to_be_visible()
    expect(word).to_have_accessible_description(re.compile(re.escape(SAYS["convolution"])))
    page.keyboard.press("Escape")
    expect(box(page)).to_be_hidden()
    expect(page.locator("html[data-present]")).to_have_count(1)


def test_a_word_shows_its_sentence_when_tapped(new_visitor):
    page = new_visitor(has_touch=True, viewport={"width": 390, "height": 844}).go("network", said="true").page
    word = page.locator(".slip .glossed").first
    word.tap()
    expect(box(page)).to_be_visible()
    left, right = box(page).evaluate(
        "box => { const at = box.getBoundingClientRect(); return [at.left, innerWidth - at.right]; }"
    )
    assert min(left, right) >= 0
    page.locator("h1").first.tap(force=True)
    expect(box(page)).to_be_hidden()


def test_words_on_controls_and_within_views_are_explained_in_a_list_below_the_page(visitor):
    page = visitor.go("kernels").page
    fold = page.locator(".vocabulary")
    expect(fold.locator("dt")).to_have_count(0)
    fold.locator("summary").press("Enter")
    for name in ("kernel", "stride", "padding"):
        expect(fold.locator("div", has=page.locator("dt", has_text=re.compile(f"^{name}$")))).to_contain_text(
            SAYS[name]
        )
    visitor.menu("Pooling").click()
    visitor.arrive("Pooling")
    expect(fold).to_have_count(1)
    expect(fold.locator("dt")).to_have_count(0)


def test_the_list_of_words_follows_the_page(visitor):
    page = visitor.go("kernels").page
    page.locator(".vocabulary summary").click()
    equivariance = page.locator(".vocabulary dt", has_text=re.compile("^equivariance$"))
    expect(page.locator(".vocabulary dt", has_text=re.compile("^kernel$"))).to_be_visible()
    expect(equivariance).to_have_count(0)
    page.get_by_text("Often said", exact=True).click()
    expect(equivariance).to_be_visible()


def test_marking_moves_nothing(slips):
    boxes = '[...document.querySelectorAll(".slip")].map((one) => one.getBoundingClientRect())'
    places = f"() => JSON.stringify({boxes})"
    marked = still(slips, lambda: slips.evaluate(places))
    slips.evaluate(
        "document.querySelectorAll('.glossed').forEach((one) => one.replaceWith(...one.childNodes))"
    )
    assert slips.evaluate(places) == marked
