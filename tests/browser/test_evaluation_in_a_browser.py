"""The confusion matrix under hands: a cell opens its pictures, by mouse and by keyboard."""

import re

from playwright.sync_api import expect

from cnnviz.models.garments import LABELS, load_classifier
from tests.browser.waits import still

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


def test_recall_and_precision_are_predicted_by_the_keyboard_beside_the_matrix_and_what_was_tried_stays(
    visitor,
):
    page = visitor.go("evaluation", cell="6-4").page
    matrix, recall = page.locator(".confusion"), page.get_by_label("Recall of Shirt,")
    before = still(page, matrix.bounding_box)
    page.get_by_role("switch", name="Predict first").press("Space")
    expect(page.get_by_label("Precision of Coat,")).to_be_visible()
    assert still(page, matrix.bounding_box) == before
    recall.fill(f"{CONFUSION[6][4]}/{sum(CONFUSION[6])}")
    recall.press("Enter")
    said = page.locator(".questions .verdict:visible")
    expect(said).to_contain_text("You took another cell of the row for the right ones")
    visitor.menu("Units").click()
    visitor.arrive("Units").menu("Evaluation").click()
    visitor.arrive("Evaluation")
    expect(recall).to_have_value(f"{CONFUSION[6][4]}/{sum(CONFUSION[6])}")
    shirt = page.locator("table.classes").get_by_role("row", name=re.compile("^Shirt"))
    expect(shirt).to_contain_text("?")
    recall.fill(f"{CONFUSION[6][6]}/{sum(CONFUSION[6])}")
    recall.press("Enter")
    expect(said).to_contain_text("✓ Right")
    expect(shirt).not_to_contain_text("?")
    expect(page.locator("table.classes")).to_contain_text("?")  # the precision of Coat
