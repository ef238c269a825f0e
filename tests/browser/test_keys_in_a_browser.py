"""Whoever uses keys, a finger or forced colours finds the way: focus, targets, and marks that stay."""

import pytest
from playwright.sync_api import expect

from tests.app_pages import PATHS
from tests.browser.reach import too_small
from tests.browser.test_axe_in_a_browser import OPEN
from tests.browser.the_look import ELEMENTS
from tests.browser.waits import DRAWN, until_page


@pytest.mark.parametrize("name", PATHS, ids=lambda name: name or "home")
def test_what_a_finger_touches_is_44_px_large(on_a_phone, name):
    page = on_a_phone.go(name, **OPEN[name]).page
    page.locator("[data-paints]").first.wait_for(state="attached")
    for width, height in (390, 844), (820, 1180):  # a phone, a tablet
        page.set_viewport_size({"width": width, "height": height})
        until_page(page, f"innerWidth === {width} && ({DRAWN})().then(() => true)")
        assert too_small(page, 44) == []


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


def test_bars_marks_and_switches_stay_in_forced_colours(visitor):
    page = visitor.page
    page.emulate_media(forced_colors="active")
    visitor.go("network", **OPEN["network"])
    page.locator(".linked .host").first.wait_for()
    canvas, ink = page.evaluate(
        """() => {
          const trial = document.body.appendChild(document.createElement("p"));
          trial.style = "background: Canvas; color: CanvasText";
          const { backgroundColor, color } = getComputedStyle(trial);
          trial.remove();
          return [backgroundColor, color];
        }"""
    )
    assert canvas != ink
    edge = "getComputedStyle(document.querySelector('.stApp')).getPropertyValue('--edge')"
    until_page(page, f"{edge} === 'CanvasText'")
    visitor.go("why", **OPEN["why"])
    bar = page.locator(".bars .bar").first
    bar.wait_for(state="attached")
    assert bar.evaluate("bar => getComputedStyle(bar).backgroundColor") != canvas
    switch = visitor.go("kernels", predict="true").page.locator(".stCheckbox label > div").first
    assert switch.evaluate("switch_ => getComputedStyle(switch_).outlineStyle") == "solid"


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
