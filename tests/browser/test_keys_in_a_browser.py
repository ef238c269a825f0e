"""Whoever uses keys finds the way, and nothing slides for whoever wants less motion."""

from playwright.sync_api import expect

from tests.browser.the_look import ELEMENTS


def test_a_gallery_is_passed_by_one_tab(visitor):
    page = visitor.go("neurons", neurons="hidden").page
    gallery = page.locator(".st-key-pairs .frame.pickable")
    gallery.first.wait_for()
    assert gallery.count() > 1
    gallery.first.focus()
    page.keyboard.press("End")
    expect(gallery.last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".st-key-pairs .frame:focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    expect(gallery.last).to_be_focused()


def test_nothing_slides_for_whoever_asked_for_less_motion(visitor):
    page = visitor.page
    page.emulate_media(reduced_motion="reduce")
    visitor.go("kernels")
    page.locator(".linked .host").first.wait_for()
    sliding = f"""() => {{
      {ELEMENTS}
      const timesOf = (one) => getComputedStyle(one).transitionDuration.split(", ");
      const slides = (one) => timesOf(one).some((time) => time !== "0s");
      return within(document.body).filter((one) => isSeen(one) && slides(one)).length;
    }}"""
    assert page.evaluate(sliding) == 0
