"""Measures how a page is reached: where the focus is seen, how headings follow, how large targets are."""

from itertools import pairwise

from tests.browser.the_look import ELEMENTS

_STOPS = "a[href], button, input, select, textarea, summary, [tabindex]"

#: What can be reached by Tab and shows no ring of 3 px, itself or what it lies in, once it has the focus.
_WITHOUT_RING = f"""() => {{
  {ELEMENTS}
  const hasRing = (one) => {{
    const {{ outlineStyle, outlineWidth }} = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 3;
  }};
  const outer = (one) => one?.parentElement;
  const boxes = (one) => [one, outer(one), outer(outer(one)), outer(outer(outer(one))), one.closest("label")];
  const isStop = (one) => one.tabIndex >= 0 && !one.disabled && one.matches("{_STOPS}");
  return within(document).filter((one) => {{
    if (!isStop(one) || !one.checkVisibility({{ visibilityProperty: true }})) return false;
    one.focus();
    return one.getRootNode().activeElement === one && !boxes(one).filter(Boolean).some(hasRing);
  }}).map((one) => one.outerHTML.slice(0, 150));
}}"""
_HEADINGS = f"""() => {{
  {ELEMENTS}
  return within(document).filter((one) => /^H[1-6]$/.test(one.tagName)).map((one) => Number(one.tagName[1]));
}}"""
#: Buttons that are smaller than a length in px. Cells and heads of a grid are as large as their numbers or
#: maps; what explains a word or copies code is a small thing beside it, and a word in a sentence is as high
#: as its line.
_SMALL = f"""(least) => {{
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
#: Words of the glossary that are marked within views or controls, and their numbers if marked twice.
_MARKED = """() => {
  const terms = [...document.querySelectorAll(".glossed")];
  const numbers = terms.map(({ dataset }) => dataset.term);
  const control = "a, button, summary, label, h1, h2, h3, [role]:not(.stMain)";
  const nested = terms.filter((one) => one.parentElement.closest(control));
  const twice = numbers.filter((number, i) => numbers.indexOf(number) !== i);
  return [
    ...nested.map(({ outerHTML }) => `marked in a control: ${outerHTML}`),
    ...twice.map((number) => `marked twice: ${number}`),
  ];
}"""


def wrongly_marked(page) -> list[str]:
    """Name words of the glossary that are marked twice, or elsewhere than in prose."""
    return page.evaluate(_MARKED)


def without_ring(page) -> list[str]:
    """Name what can be reached by Tab and does not show that it has the focus."""
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    return page.evaluate(_WITHOUT_RING)


def out_of_order(page) -> list[str]:
    """Name headings that leave out a level, and say if there is not one of the first, at the top."""
    levels = page.evaluate(_HEADINGS)
    pairs = [(before, after) for before, after in pairwise(levels) if after > before + 1]
    skipped = [f"h{before} is followed by h{after}" for before, after in pairs]
    return skipped + ([] if levels[0] == 1 and levels.count(1) == 1 else [f"headings of levels {levels}"])


def too_small(page, least: int) -> list[str]:
    """Name buttons that are smaller than a length in px."""
    return page.evaluate(_SMALL, least)
