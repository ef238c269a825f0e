"""The confusion matrix under hands: a cell opens its pictures, by mouse and by keyboard."""

import re

from playwright.sync_api import expect

from cnnviz.models.garments import LABELS, load_classifier

CONFUSION = load_classifier().card["test"]["confusion"]


def cell(page, row, column):
    return page.locator(f".confusion button[data-row='{row}'][data-column='{column}']")


def test_a_cell_opens_the_pictures_behind_it_by_mouse_and_by_keyboard(visitor):
    page = visitor.go("evaluation").page
    cell(page, 9, 7).click()
    expect(page).to_have_url(re.compile("cell=9-7"))
    pictures = page.locator(".st-key-seen_all .frame")
    expect(pictures).to_have_count(CONFUSION[9][7])
    expect(cell(page, 9, 7)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(cell(page, 9, 5)).to_be_focused()
    expect(cell(page, 9, 5)).to_have_attribute(
        "aria-label", f"{LABELS[9]} classified as {LABELS[5]}: {CONFUSION[9][5]}"
    )
    page.keyboard.press("Enter")
    expect(pictures).to_have_count(CONFUSION[9][5])
    pictures.nth(2).click()
    expect(page.get_by_label(re.compile(r"Picture \(0–")).first).to_have_value("2")
