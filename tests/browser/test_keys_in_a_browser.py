"""Whoever uses keys or forced colours finds the way: focus, headings, targets, and marks that stay."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.app_pages import PATHS
from tests.browser.test_axe_in_a_browser import OPEN
from tests.browser.the_look import ELEMENTS
from tests.browser.waits import DRAWN, until_page

STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"

#: What can be reached by Tab and shows no ring of 3 px, itself or what it lies in, once it has the focus.
WITHOUT_RING = f"""() => {{
  {ELEMENTS}
  const hasRing = (one) => {{
    const {{ outlineStyle, outlineWidth }} = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 3;
  }};
  const outer = (one) => one?.parentElement;
  const boxes = (one) => [one, outer(one), outer(outer(one)), outer(outer(outer(one))), one.closest("label")];
  const isStop = (one) => one.tabIndex >= 0 && !one.disabled && one.matches("{STOPS}");
  return within(document).filter((one) => {{
    if (!isStop(one) || !one.checkVisibility({{ visibilityProperty: true }})) return false;
    one.focus();
    return one.getRootNode().activeElement === one && !boxes(one).filter(Boolean).some(hasRing);
  }}).map((one) => one.outerHTML.slice(0, 150));
}}"""
HEADINGS = f"""() => {{
  {ELEMENTS}
  return within(document).filter((one) => /^H[1-6]$/.test(one.tagName)).map((one) => Number(one.tagName[1]));
}}"""
#: Buttons that are smaller than a length in px. Cells and heads of a grid are as large as their numbers or
#: maps; what explains a word or copies code is a small thing beside it, and a word in a sentence is as high
#: as its line.
SMALL = f"""(least) => {{
  {ELEMENTS}
  const kinds = "button:enabled, select:enabled, summary, [role=button], [role=tab]";
  const isTarget = (one) => one.matches(kinds);
  const isOfGrid = (one) => one.matches(".cell, .head, td *, .scores .line *, .detail-chip");
  const beside = ".glossed, :is(.stTooltipIcon, .stCode) :not([data-testid^=stBaseButton])";
  const isBeside = (one) => one.matches(beside);
  return within(document.querySelector(".stMain")).filter((one) => {{
    const {{ width, height }} = one.getBoundingClientRect();
    const isSmall = width > 1 && Math.min(width, height) < least - 0.5;
    return isSmall && isTarget(one) && !isOfGrid(one) && !isBeside(one) && isSeen(one);
  }}).map((one) => one.outerHTML.slice(0, 150));
}}"""


@pytest.mark.parametrize("name", PATHS, ids=lambda name: name or "home")
def test_focus_is_seen_headings_are_in_order_and_targets_are_large_enough(visitor, name):
    page = visitor.go(name, **OPEN[name]).page
    page.locator("[data-paints]").first.wait_for(state="attached")
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1
    assert page.evaluate(SMALL, 24) == []
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    assert page.evaluate(WITHOUT_RING) == []


@pytest.mark.parametrize("name", PATHS, ids=lambda name: name or "home")
def test_what_a_finger_touches_is_44_px_large(new_visitor, name):
    visitor = new_visitor(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = visitor.go(name, **OPEN[name]).page
    page.locator("[data-paints]").first.wait_for(state="attached")
    for width, height in (390, 844), (820, 1180):  # a phone, a tablet
        page.set_viewport_size({"width": width, "height": height})
        until_page(page, f"innerWidth === {width} && ({DRAWN})().then(() => true)")
        assert page.evaluate(SMALL, 44) == []


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
