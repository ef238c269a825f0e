"""Architectures in Chromium: layers pointed at, chosen by click and keys, and the chart."""

import re

from playwright.sync_api import expect

from cnnviz.architectures import NETWORKS, measure
from cnnviz.architectures.chart import points

ROWS = measure(NETWORKS["resnet18"].nodes(), (3, 224, 224)).rows


def test_N5_N10_layers_tell_their_formulas_to_pointer_and_keys_and_the_chart_opens_networks(visitor):
    page = visitor.go("architectures", a_chart="true").page
    view, detail = page.locator(".architectures"), page.locator(".architectures .detail")
    boxes = view.get_by_role("option")
    expect(boxes).to_have_count(len(ROWS))
    expect(detail.locator("h2")).to_have_text(ROWS[0].node.name)

    at, row = next((i, one) for i, one in enumerate(ROWS) if one.node.name == "layer2.0.downsample")
    view.get_by_role("option", name=row.node.name).hover()
    expect(detail.locator("h2")).to_have_text(row.node.name)
    expect(detail.locator(".told").nth(1)).to_have_text(row.parameters.text())
    expect(detail.locator(".plain")).to_contain_text(f"{row.field[0]} × {row.field[1]} pixels")
    detail.hover()  # what was pointed at is left
    expect(detail.locator("h2")).to_have_text(ROWS[0].node.name)

    view.get_by_role("option", name=row.node.name).click()
    page.wait_for_url(re.compile(f"a_layer={row.node.name}"))
    page.keyboard.press("ArrowRight")
    expect(detail.locator("h2")).to_have_text(ROWS[at + 1].node.name)
    page.keyboard.press("End")
    page.wait_for_url(re.compile(f"a_layer={ROWS[-1].node.name}"))
    expect(view.get_by_role("option", selected=True)).to_have_accessible_name(re.compile("^fc: "))

    vgg = next(point for point in points() if point.key == "vgg16")
    disc = page.locator(".against .point[data-key=vgg16]")
    disc.focus()
    expect(page.locator(".against .told")).to_contain_text(f"{vgg.parameters:,} parameters")
    disc.press("Enter")
    expect(view.locator(".sum").first).to_have_text(re.compile(f"{vgg.parameters:,}"))
    expect(view.get_by_role("listbox")).to_have_accessible_name(re.compile("VGG-16"))


def test_N5_layers_are_predicted_by_the_keyboard_one_after_the_other(visitor):
    page = visitor.go("architectures", predict="true").page
    view, made = page.locator(".architectures"), page.locator(".architectures .detail mark")
    first, second = ROWS[0], ROWS[1]
    expect(made).to_have_text("?")
    parameters = page.get_by_label(f"How many parameters does {first.node.name} have?")
    parameters.fill(str(first.weights))
    parameters.press("Enter")
    expect(page.locator(".questions .verdict:visible")).to_contain_text("You forgot the batch norm")
    parameters.fill(str(first.parameters.value))
    parameters.press("Enter")
    expect(view.locator(".detail .told").first).to_have_text(first.parameters.text())
    page.get_by_label(f"How large is the output of {first.node.name}?").press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Show me
    expect(made).to_have_text("112 × 112 × 64")
    view.get_by_role("option", name=re.compile(f"^{first.node.name}: ")).click()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label(f"How large is the output of {second.node.name}?")).to_be_visible()
    expect(view.get_by_role("option", name=re.compile(f"^{second.node.name}: "))).to_be_focused()
    expect(made).to_have_text("?")
