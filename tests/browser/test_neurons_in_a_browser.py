"""The Neurons page as a learner uses it."""

import re

from playwright.sync_api import expect

from cnnviz.models.garments import LABELS, load_gallery
from cnnviz.neurons.shipped import load_shipped
from cnnviz.operators.first_look import strongest

SHIPPED, GALLERY = load_shipped(), load_gallery()


def test_a_pixel_or_a_weight_picture_is_pointed_at_or_chosen_and_stands_in_the_address(visitor):
    page = visitor.go("neurons", test="3").page
    said, pictures = page.locator(".weighted .product"), page.locator(".weighted .frame")
    image, (weights, _) = GALLERY.images[3], SHIPPED.weights("logistic")
    best = SHIPPED.predict("logistic", image).best
    row, column = strongest(image * weights[best].reshape(image.shape))
    expect(said).to_contain_text(f"Row {row}, column {column}:")
    box = pictures.nth(1).bounding_box()
    page.mouse.move(box["x"] + 3.5 / 28 * box["width"], box["y"] + 7.5 / 28 * box["height"])
    expect(said).to_contain_text("Row 7, column 3:")
    page.mouse.click(box["x"] + 20.5 / 28 * box["width"], box["y"] + 5.5 / 28 * box["height"])
    page.wait_for_url("**pixel_at=0.5.20**")
    page.locator(".weighted .grids").press("ArrowDown")
    page.wait_for_url("**pixel_at=0.6.20**")
    page.mouse.move(2, 2)
    expect(said).to_contain_text("Row 6, column 20:")
    page.locator(".st-key-weights .columns[data-paints]").wait_for(state="attached")
    page.locator(".st-key-weights button.cell").nth(8).click()
    expect(page.locator(".sum .total").last).to_contain_text(f"logit of {LABELS[8]}")
    page.get_by_role("radio", name="One hidden layer").click()
    page.locator(".st-key-units button.cell").nth(5).click()
    page.wait_for_url(re.compile("hidden_unit=5"))
    expect(page.locator(".weighted .label").nth(1)).to_have_text("Weights w of unit 5")
