"""Typed numbers under hands: pointed at, typed, turned by click, drag and key, and predicted."""

import re

from playwright.sync_api import expect


class Worked:
    """The view, read off the page."""

    def __init__(self, page):
        self.page, self.root = page, page.locator(".worked")

    def cell(self, row, column):
        return self.root.locator(f'.cell[data-at="{row},{column}"]')

    def said(self):
        return self.root.locator(".said")

    def drag(self, *cells):
        boxes = [self.cell(*cell).bounding_box() for cell in cells]
        middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
        self.page.mouse.move(*middles[0])
        self.page.mouse.down()
        for middle in middles[1:]:
            self.page.mouse.move(*middle)
        self.page.mouse.up()


def test_M18_a_number_is_dragged_to_the_test_and_every_score_says_what_it_comes_from(visitor):
    page = visitor.go("split").page
    view = Worked(page)
    expect(view.said()).to_contain_text("(12 − 4) / 1.633 = 4.899")
    view.cell(3, 0).hover()
    expect(view.said()).to_contain_text("(2 − 6) / 3.742")
    expect(view.root.locator(".cell.source")).to_have_count(3)
    view.drag((1, 2), (1, 3))  # both are for the test now: what the first one turned to goes on
    expect(view.cell(1, 2)).to_have_text("test")
    expect(page).to_have_url(re.compile("sp_test=0011"))
    expect(view.cell(2, 3)).to_have_text("9")  # (12 − 3) / 1
    view.cell(1, 2).focus()
    page.keyboard.press("Space")
    expect(view.cell(2, 3)).to_have_text("4.899")
    numbers = view.root.get_by_role("textbox", name="Numbers")
    numbers.fill("2 4 6 100")
    numbers.press("Enter")
    expect(view.cell(0, 3)).to_have_text("100")
    expect(page).to_have_url(re.compile(r"sp_values=2\+4\+6\+100"))


def test_F3_units_are_turned_and_drawn_anew_and_a_number_is_predicted(on_a_phone):
    page = on_a_phone.go("modes", mode_on="typed", predict="true").page
    view = Worked(page)
    expect(view.cell(2, 0)).to_have_text("?")
    answer = view.root.locator("input[name=guess]")
    answer.fill("2")
    view.root.get_by_role("button", name="Check").tap()
    expect(view.root.locator(".verdict")).to_contain_text("≠ You left it as it was")
    answer.fill("4")
    view.root.get_by_role("button", name="Check").tap()
    expect(view.root.locator(".verdict")).to_contain_text("✓")
    expect(view.cell(2, 0)).to_have_text("4")
    view.cell(1, 1).tap()
    expect(view.cell(1, 1)).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("dt_kept=1110"))
    view.root.get_by_role("button", name="Next draw").tap()
    expect(page).to_have_url(re.compile("dt_seed=11"))


def test_F4_what_cannot_be_read_is_told_beside_its_field_and_arrow_keys_lead_from_number_to_number(visitor):
    page = visitor.go("modes", mode_on="typed", mode_layer="norm").page
    view = Worked(page)
    first = view.root.get_by_role("textbox", name="Batch 1")
    first.fill("1 3 five")
    first.press("Enter")
    expect(view.root.locator(".fault").first).to_contain_text("five")
    expect(first).to_have_value("1 3 five")
    first.fill("1 3 5")
    first.press("Enter")
    expect(view.root.locator(".fault").first).to_be_empty()
    expect(view.cell(0, 4)).to_have_text("mean3")  # the other batch has four numbers
    view.cell(1, 2).focus()
    page.keyboard.press("ArrowDown")
    expect(view.cell(2, 2)).to_be_focused()
    expect(view.said()).to_contain_text("running averages")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("bt_at=0.2.2"))


TYPE_MUCH = """(input) => {
  input.maxLength = 2_000_000;
  input.value = "1 ".repeat(550_000);
  input.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def test_a_report_of_a_megabyte_is_refused_and_the_connection_lasts(visitor):
    page, opened = visitor.page, []
    page.on("websocket", lambda socket: opened.append(socket))
    visitor.go("split")
    view = Worked(page)
    numbers = view.root.get_by_role("textbox", name="Numbers")
    numbers.evaluate(TYPE_MUCH)
    expect(page.locator(".refused")).to_contain_text("This has 1.1 MB")
    numbers.fill("1 3 8")
    numbers.press("Enter")
    expect(view.cell(2, 2)).to_have_text("6")  # (8 − 2) / 1
    expect(page.locator(".refused")).to_have_count(0)
    assert len(opened) == 1
