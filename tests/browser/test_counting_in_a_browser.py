"""Counting in Chromium: layers typed, moved and played by hand and by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from cnnviz.counting import PRESETS
from cnnviz.counting.stack import MOST
from tests.browser.waits import until_page

LENET = PRESETS["lenet"]
#: Keeps all that an element says from now on: a window that is played may be gone before a test has looked.
NOTE_SAID = """(said) => {
  window.allSaid = [];
  new MutationObserver(() => window.allSaid.push(said.textContent)).observe(said, { childList: true });
}"""


def field(page, name):
    return page.get_by_label(name, exact=True)


def result(page, name):
    return page.locator(".count-line").filter(has_text=re.compile(f"^{name}")).locator(".result")


@pytest.fixture
def counting(visitor):
    return visitor.go("counting").page


def test_typed_numbers_change_shape_formula_windows_and_address_however_fast_they_come(counting):
    field(counting, "Rows, input").fill("224")
    field(counting, "Columns, input").fill("200+24")
    field(counting, "Columns, input").press("Enter")
    expect(result(counting, "Output")).to_have_text(["54.25 → 54"])  # once for both axes
    expect(counting.locator(".layers .made")).to_have_text("→ 54 × 54 × 96")
    expect(counting.locator(".starts .said")).to_contain_text("of 54")
    until_page(counting, "location.search.includes('c_input=224_200')")
    typed = {"Rows, input": "40", "Filters, layer 1": "7", "Kernel, layer 1": "5", "Stride, layer 1": "1"}
    for name, text in typed.items():
        field(counting, name).fill(text)
    field(counting, "Columns, input").fill("30")
    field(counting, "Columns, input").press("Tab")
    expect(counting.locator(".layers .made")).to_have_text("→ 36 × 26 × 7")
    for name, text in typed.items():
        expect(field(counting, name)).to_have_value(text)


def test_layers_are_added_changed_moved_and_removed_and_what_cannot_be_is_told_beside_it(counting):
    add = counting.get_by_role("button", name="Add layer")
    add.click()
    expect(counting.locator(".layers li")).to_have_count(2)
    counting.get_by_label("Kind of layer 2").select_option("max")
    expect(counting.locator(".layers .made").nth(1)).to_have_text("→ 53 × 53 × 96")
    expect(field(counting, "Kernel, layer 2")).to_have_value("3")
    counting.get_by_role("button", name="Up: layer 2").click()
    expect(counting.locator(".layers .what").first).to_contain_text("Max pooling")
    counting.get_by_role("button", name="Remove: layer 1").click()
    expect(counting.locator(".layers li")).to_have_count(1)
    expect(counting.locator(".layers .made")).to_have_text("→ 55 × 55 × 96")
    stride = field(counting, "Stride, layer 1")
    stride.fill("0")
    stride.press("Enter")
    expect(counting.locator(".layers .fault:visible")).to_contain_text("Stride: 0 is not allowed")
    expect(stride).to_have_value("0")
    expect(stride).to_have_attribute("aria-invalid", "true")
    stride.fill("2")
    stride.press("Tab")
    expect(counting.locator(".layers .fault:visible")).to_have_count(0)
    expect(counting.locator(".layers .made")).to_have_text("→ 109 × 109 × 96")


def test_an_example_is_a_link_that_keeps_the_page_and_another_layer_of_it_is_looked_at(counting):
    link = counting.get_by_role("link", name=LENET.title)
    assert f"c_input={LENET.input}" in link.get_attribute("href")
    counting.evaluate("document.body.dataset.same = 'page'")
    link.click()
    expect(counting.locator(".layers li")).to_have_count(len(LENET.layers.split("~")))
    expect(counting.locator(".layers .sum")).to_contain_text("61,706 parameters")
    assert counting.evaluate("document.body.dataset.same") == "page"
    counting.locator(".layers .pick").nth(4).click()
    expect(result(counting, "Parameters")).to_have_text("48,120")
    until_page(counting, "location.search.includes('c_layer=4')")
    counting.reload()
    expect(result(counting, "Parameters")).to_have_text("48,120")


def test_no_more_layers_can_be_added_than_are_counted(visitor):
    page = visitor.go("counting", c_layers="~".join(["conv_1_1_1_0_1_1"] * MOST)).page
    expect(page.locator(".layers li")).to_have_count(MOST)
    expect(page.get_by_role("button", name="Add layer")).to_be_disabled()


def test_the_windows_are_stepped_by_keys_and_played_to_the_end(visitor):
    page = visitor.go("counting", c_input="10_10_1", c_layers="conv_1_3_2_0_1_1").page
    said, along = page.locator(".starts .said"), page.locator(".starts .along")
    expect(said).to_have_text("Window 1 of 4: from pixel 0 to pixel 2.")
    along.press("ArrowRight")
    expect(said).to_have_text("Window 2 of 4: from pixel 2 to pixel 4.")
    along.press("End")
    expect(said).to_contain_text("Window 4 of 4")
    expect(page.locator(".starts .met")).to_have_text(["6", "7", "8"])
    said.evaluate(NOTE_SAID)
    page.get_by_role("button", name="Play").click()
    until_page(page, "() => window.allSaid.length === 4")
    played = page.evaluate("window.allSaid")
    assert [text.split(":")[0].rstrip(".") for text in played] == [f"Window {n} of 4" for n in range(1, 5)]
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_the_pictures_side_is_dragged_and_the_convolution_stays(visitor):
    shared = PRESETS["shared"]
    page = visitor.go("counting", c_input=shared.input, c_layers=shared.layers, c_dense="true").page
    expect(page.locator(".beside .of-dense")).to_have_text("Dense: 22,579,328")
    slider = page.locator(".beside .side input")
    slider.evaluate("slider => { slider.value = 6; slider.dispatchEvent(new Event('input')); }")
    expect(page.locator(".beside .of-dense")).to_have_text("Dense: 100,480")
    expect(page.locator(".beside .of-conv")).to_have_text("Convolution: 26")
    slider.dispatch_event("change")
    expect(field(page, "Rows, input")).to_have_value("28")


def test_presented_the_layers_come_in_the_drawer(visitor):
    page = visitor.go("counting", present="1").page
    expect(result(page, "Output")).to_be_visible()
    expect(page.locator(".layers")).not_to_be_visible()
    page.keyboard.press("c")
    expect(page.locator(".layers")).to_be_visible()


def test_C3_C8_size_and_parameters_are_predicted_by_the_keyboard_and_what_was_tried_stays(visitor):
    page = visitor.go("counting", predict="true").page
    size = field(page, "How large is the output of layer 1? rows × columns")
    size.fill("54")
    size.press("Enter")
    expect(page.locator(".questions .verdict:visible")).to_contain_text("You forgot the + 1")
    expect(page.locator(".layers .made")).to_have_text("→ ?")
    expect(page.locator(".starts")).to_have_count(0)
    visitor.menu("Activations").click()
    visitor.arrive("Activations").menu("Counting").click()
    visitor.arrive("Counting")
    expect(size).to_have_value("54")
    size.fill("55")
    size.press("Enter")
    expect(page.locator(".layers .made")).to_have_text("→ 55 × 55 × 96")
    expect(page.locator(".starts .said")).to_contain_text("of 55")
    parameters = field(page, "How many parameters does layer 1 have?")
    parameters.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Show me
    expect(result(page, "Parameters")).to_have_text("34,944")
