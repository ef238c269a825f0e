"""Kernels and Pooling as equations: the formula sets what it says, and all stands on one screen."""

import re

import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.geometry import Geometry
from tests.browser.linked_page import Linked
from tests.browser.waits import still, until, until_page

#: Words that are seen on the first screen of the page itself; of lists what is chosen.
WORDS = """(bottom) => {
  const words = [];
  const wordsOf = (text) => text?.match(/[A-Za-z]{2,}/g) ?? [];
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && getComputedStyle(element).clipPath === "none";
  const visit = (node) => {
    if (node.nodeType === 3) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { top, width, height } = range.getBoundingClientRect();
      const isHere = width > 2 && height > 2 && top < bottom;
      if (isHere && isSeen(node.parentElement)) words.push(...wordsOf(node.data));
      return;
    }
    const isText = node.nodeType === 1 && !["STYLE", "SCRIPT"].includes(node.tagName)
      && node.dataset?.testid !== "stIconMaterial";
    const style = isText ? getComputedStyle(node) : {};
    if (!isText || style.display === "none" || style.clipPath !== "none") return;
    if (node.tagName === "SELECT" && isSeen(node)) words.push(...wordsOf(node.selectedOptions[0]?.text));
    else if (node.tagName !== "SELECT") (node.shadowRoot ?? node).childNodes.forEach(visit);
  };
  document.querySelectorAll(".st-key-above, .st-key-equation, .st-key-beneath").forEach(visit);
  return words;
}"""
MOST_WORDS = 40
#: What is around the page asks it so for its drawer; gives whether it has done something.
ASK = "(name) => !document.dispatchEvent(new Event(name, { cancelable: true }))"
#: Is it only for those who hear it?
IS_CLIPPED = "one => [one, one.parentElement].some((it) => getComputedStyle(it).clipPath !== 'none')"
#: The smallest target of a finger, in CSS pixels.
FINGER = 44


def formula_of(size, kernel, **how):
    """The formula as Python writes it, without spaces."""
    given = {
        "stride": (1, 1),
        "padding": 0,
        "dilation": (1, 1),
        "mode": "constant",
        "remainder": "floor",
    } | how
    return Geometry(**given).plan(size, kernel).formula().replace(" ", "").split("\n")


#: Which cells a pointer near an edge, or in the middle, does not meet, but something else.
COVERED = """(all) => all.filter((one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  const meets = ([across, down]) => {
    const met = one.getRootNode().elementFromPoint(left + across * width, top + down * height);
    return met === one || one.contains(met);
  };
  return ![[0.5, 0.5], [0.5, 0.1], [0.5, 0.9], [0.1, 0.5], [0.9, 0.5]].every(meets);
}).map((one) => one.textContent || one.ariaLabel)"""


def is_uncovered(linked):
    """Wait until weights and products are covered by nothing."""
    expect(linked.weight(0, 2)).to_be_visible()
    cells = linked.root.locator(".kernel td > input, .detail .detail-grid td:visible")
    assert cells.count() > 1
    until(linked.page, lambda: cells.evaluate_all(COVERED) == [])


def test_padding_kernel_and_stride_are_set_where_they_stand_in_the_formula(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom").page
    linked = Linked(page)
    size = images.load_sample("counting-6").shape
    field = linked.root.get_by_role("spinbutton", name="Padding", exact=True)
    for key in ("ArrowUp", "ArrowUp"):
        field.press(key)
    linked.shows((8, 8))
    assert linked.formula() == formula_of(size, (3, 3), padding=2)
    linked.button("More: Stride").click()
    linked.shows((4, 4))
    linked.button("More: Kernel").click()
    linked.shows((4, 4))
    expect(linked.weight(3, 3)).to_have_value("0")
    of_four = formula_of(size, (4, 4), padding=2, stride=(2, 2))
    until(page, lambda: linked.formula() == of_four)
    page.wait_for_url(re.compile("pad=number.*pixels=2.*stride=2|stride=2.*pad=number.*pixels=2"))


def test_rows_and_columns_of_a_picture_that_is_not_square_have_lines_of_their_own(visitor):
    linked = Linked(visitor.go("kernels", img="cat", stride="2").page)
    axes = formula_of(images.load_sample("cat").shape[-2:], (3, 3), stride=(2, 2))
    assert linked.formula() == axes
    assert [line[:3] for line in axes] == ["row", "col"]


def test_an_edited_kernel_is_chosen_again_at_once_and_what_does_not_fit_says_what_to_change(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="sharpen", pad="same").page
    linked = Linked(page)
    before = linked.weight(0, 0).input_value()
    linked.weight(0, 0).fill("9")
    linked.weight(0, 0).press("Enter")
    kernel = linked.root.get_by_label("Kernel", exact=True).first
    expect(kernel).to_have_value("custom")
    kernel.select_option("sharpen")
    expect(linked.weight(0, 0)).to_have_value(before)
    page.wait_for_url("**kernel=sharpen**")
    linked.at_rest()
    expect(linked.weight(0, 0)).to_have_value(before)
    visitor.type_number("Stride", 2)
    fault = linked.root.locator(".formula-fault")
    expect(fault).to_contain_text("needs stride 1")
    linked.shows((6, 6))
    visitor.page.wait_for_url("**stride=2**")
    visitor.type_number("Stride", 1)
    expect(fault).to_be_empty()
    linked.shows((6, 6))


def test_the_first_screen_of_a_laptop_has_picture_sum_and_formula_and_few_words(visitor):
    begins_with_picture_sum_and_formula(visitor.go("kernels").page)
    begins_with_picture_sum_and_formula(visitor.follow("pooling").page)


def begins_with_picture_sum_and_formula(page):
    """These are on its first screen, and few words."""
    linked = Linked(page)
    height = page.viewport_size["height"]
    for part in (".source .host", ".result .host", ".kernel-tile", ".detail-sum", ".bar", ".formula-line"):
        box = still(page, linked.root.locator(f"{part}:visible").first.bounding_box)
        assert box["y"] + box["height"] <= height, part
    words = page.evaluate(WORDS, height)
    assert 0 < len(words) <= MOST_WORDS, words


def test_a_phone_has_its_controls_in_a_sheet_large_enough_for_fingers(on_a_phone):
    page = on_a_phone.go("kernels", img="counting-6").page
    linked = Linked(page)
    tabs = linked.root.get_by_role("tab")
    expect(tabs).to_have_text(["Kernel", "Size", "Picture"])
    expect(linked.weight(0, 0)).to_be_visible()
    tabs.nth(1).tap()
    stride = linked.root.get_by_role("spinbutton", name="Stride", exact=True)
    expect(stride).to_be_visible()
    expect(linked.weight(0, 0)).to_be_hidden()
    linked.button("More: Stride").tap()
    linked.shows((2, 2))
    for target in linked.root.locator(":is(.sheet, .formula) :is(button, select, input):visible").all():
        box = still(page, target.bounding_box)
        assert box["height"] >= FINGER - 3 or "grip" in target.get_attribute("class"), target
    tabs.nth(2).tap()
    expect(page.get_by_label("Picture", exact=True)).to_be_visible()
    tabs.nth(2).tap()
    expect(page.get_by_label("Picture", exact=True)).to_be_hidden()


def test_on_a_phone_nothing_is_below_the_sheet_and_a_tap_on_its_handle_presses_nothing_else(on_a_phone):
    page = on_a_phone.page
    phone = page.viewport_size
    page.set_viewport_size({"width": 820, "height": 1180})
    linked = Linked(on_a_phone.go("kernels").page)
    is_uncovered(linked)
    page.set_viewport_size(phone)
    is_uncovered(linked)
    sheet = still(page, linked.root.locator(".sheet").bounding_box)["y"]
    terms = still(page, linked.root.locator(".detail-terms").bounding_box)
    assert terms["y"] + terms["height"] <= sheet
    page.locator(".stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    until_page(
        page,
        "sheet => document.querySelector('.st-key-code').getBoundingClientRect().bottom <= sheet",
        arg=sheet,
    )
    page.locator(".stMain").evaluate("main => main.scrollTo(0, 0)")
    grip, tab = linked.root.get_by_role("button", name="How high"), linked.root.get_by_role("tab").first
    tab.tap()  # lowers the sheet
    expect(linked.weight(0, 0)).to_be_hidden()
    grip.tap()
    expect(linked.weight(0, 2)).to_be_visible()
    expect(linked.root.get_by_label("Kernel", exact=True).first).to_have_value("sobel")
    grip.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-reach", "tall")


@pytest.mark.parametrize(
    "query", [{"factor": "0.125", "offset": "-7"}, {"kernel": "kirsch_maximum"}], ids=str
)
def test_on_a_phone_the_number_that_is_talked_about_stands_on_one_line_and_nothing_on_it(on_a_phone, query):
    linked = Linked(on_a_phone.go("kernels", **query).page)
    number = linked.root.locator(".detail :is(.detail-result, .detail-together):visible dd:visible").last
    box = still(on_a_phone.page, number.bounding_box)
    size = number.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert box["height"] < 2 * size
    assert box["x"] + box["width"] <= on_a_phone.page.viewport_size["width"]
    for other in linked.root.locator(".detail :is(dt, dd, td, .detail-where, .detail-terms):visible").all():
        if other.evaluate(IS_CLIPPED):
            continue
        at = other.bounding_box()
        is_across = at["x"] < box["x"] + box["width"] and box["x"] < at["x"] + at["width"]
        is_down = at["y"] < box["y"] + box["height"] - 1 and box["y"] < at["y"] + at["height"] - 1
        assert at == box or not (is_across and is_down), other.inner_text()


def test_a_presentation_has_all_on_one_screen_uncovered_and_its_controls_in_the_formulas_place(visitor):
    page = visitor.page
    page.set_viewport_size({"width": 1280, "height": 720})
    visitor.go("kernels", present="1")
    linked = Linked(page)
    for part in (
        ".source .host",
        ".result .host",
        ".kernel-tile",
        ".detail-sum",
        ".detail-terms",
        ".formula-line",
    ):
        box = still(page, linked.root.locator(f"{part}:visible").first.bounding_box)
        assert box["y"] + box["height"] <= 720, part
    is_uncovered(linked)
    border = linked.root.get_by_label("Fill the padding with")
    expect(border).to_be_hidden()
    assert page.evaluate(ASK, "cnnviz-drawer")
    expect(border).to_be_visible()
    box, pictures = still(page, border.bounding_box), linked.result.bounding_box()
    assert box["y"] >= pictures["y"] + pictures["height"], "nothing that is talked about is covered"
    assert page.evaluate(ASK, "cnnviz-escape")
    expect(border).to_be_hidden()
    assert not page.evaluate(ASK, "cnnviz-escape"), "it is closed already"
    page.set_viewport_size({"width": 1920, "height": 1080})
    is_uncovered(linked)


#: The share of a corner of a picture that marks lie on; [from the left, from the top], in parts of its side.
MARKED = """(overlay, [left, top]) => {
  const [width, height] = [overlay.width, overlay.height].map((side) => Math.round(side / 4));
  const at = [left * (overlay.width - width), top * (overlay.height - height)].map(Math.round);
  const { data } = overlay.getContext("2d").getImageData(...at, width, height);
  return data.filter((_, n) => n % 4 === 3).filter((alpha) => alpha === 255).length / (width * height);
}"""


def test_a_window_too_small_to_be_seen_lies_under_a_loupe_that_makes_room_for_it(visitor):
    linked = Linked(visitor.go("kernels").page)
    marks = linked.source.locator(".plane-overlay")
    until(visitor.page, lambda: marks.evaluate(MARKED, [0, 0]) > 0.5)
    assert marks.evaluate(MARKED, [1, 0]) == 0
    box = linked.result.bounding_box()
    visitor.page.mouse.move(box["x"] + box["width"] / 20, box["y"] + box["height"] / 20)
    until(visitor.page, lambda: marks.evaluate(MARKED, [1, 0]) > 0.5)
    visitor.go("kernels", img="counting-6")
    linked = Linked(visitor.page)
    assert linked.source.locator(".plane-overlay").evaluate(MARKED, [1, 0]) < 0.5, "its cells are seen"
