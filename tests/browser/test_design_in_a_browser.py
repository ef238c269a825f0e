"""Design in Chromium: a stack changed by keys, buttons and fits, undone, saved, and found again."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from cnnviz.designs import measure_design, read_design, start, write_design

LENET = write_design(start("lenet5"))


def total(text):
    return f"{measure_design(read_design(text)).parameters:,}"


def test_N6_a_stack_is_designed_by_keys_and_buttons_and_what_does_not_fit_offers_what_does(visitor):
    page = visitor.go("design").page
    view = page.locator(".design")
    boxes, sums = view.locator(".box"), view.locator(".sums")
    expect(sums).to_contain_text("61,706 parameters")
    view.get_by_role("option", name=re.compile("^conv2")).click()
    page.keyboard.press("k")
    for _ in range(10):
        page.keyboard.press("+")
    expect(view.locator(".fault")).to_contain_text("a kernel of 15 does not fit 14 pixels with padding 0")
    view.get_by_role("button", name="Padding 1", exact=True).click()
    padded = LENET.replace("Conv2d_16_5", "Conv2d_16_15_p1")
    expect(view.locator(".misfit")).to_be_hidden()
    expect(sums).to_contain_text(total(padded))
    page.wait_for_url(re.compile("d_design=Input_1_32_32.*Conv2d_16_15_p1"))

    page.keyboard.press("z")
    expect(view.locator(".fault")).to_contain_text("a kernel of 15")
    for _ in range(10):
        page.keyboard.press("z")
    expect(sums).to_contain_text("61,706 parameters")

    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(boxes.nth(1)).to_be_focused()
    page.keyboard.press("c")
    expect(boxes).to_have_count(9)
    page.keyboard.press("s")  # a skip around the new convolution
    expect(boxes).to_have_count(10)
    skipped = LENET.replace("Conv2d_6_5~Tanh", "Conv2d_6_5~Tanh~Add~Conv2d_6_3_p1~ReLU~Or~End")
    expect(sums).to_contain_text(total(skipped))
    view.get_by_role("button", name="Remove this layer").click()
    emptied = skipped.replace("Conv2d_6_3_p1~ReLU~Or", "Or")
    expect(sums).to_contain_text(total(emptied))
    page.wait_for_url(re.compile("Tanh~Add~Or~End"))

    page.reload()
    expect(boxes).to_have_count(9)
    view.get_by_label("Start from").select_option("resnet18")
    expect(sums).to_contain_text("11,689,512 parameters")
    view.get_by_role("button", name="Undo").click()
    expect(boxes).to_have_count(9)

    view.get_by_label("Start from").select_option("lenet5")
    expect(boxes).to_have_count(8)  # it comes from Python
    view.get_by_role("option", name=re.compile("^conv1")).click()
    page.keyboard.press("b")  # a branch beside it
    expect(boxes).to_have_count(10)  # and what joins both
    page.wait_for_url(re.compile("d_design=.*Cat~"))
    (text,) = parse_qs(urlsplit(page.url).query)["d_design"]
    assert re.fullmatch(r"Input_1_32_32~Cat~Conv2d_6_5.*~Or~.*~End~.*", text)
    expect(sums).to_contain_text(f"{total(text)} parameters")


def test_N6_the_saved_picture_has_every_layer_and_asks_for_nothing(visitor):
    page = visitor.go("design", d_design="resnet18").page
    view = page.locator(".design")
    expect(view.locator(".sums")).to_contain_text("11,689,512")
    with page.expect_download() as saving:
        view.get_by_role("button", name="Save the picture for slides").click()
    text = Path(saving.value.path()).read_text("utf-8")
    picture = ElementTree.fromstring(text)
    groups = picture.findall("{http://www.w3.org/2000/svg}g")
    assert len(groups) == len(measure_design(start("resnet18")).rows) + 1
    assert "href" not in text
    assert "var(" not in text
    assert all(one.get("fill") for one in picture.iter() if one.tag.endswith(("path", "text", "circle")))


def test_N6_a_layer_is_predicted_when_it_is_added_and_what_is_known_stays_over_a_reload(visitor):
    page = visitor.go("design", predict="true").page
    view, made = page.locator(".design"), page.locator(".design .detail mark")
    expect(made).to_have_text("?")
    view.get_by_role("option", name=re.compile("^conv1")).click()
    page.keyboard.press("c")
    expect(view.locator(".layer h2")).to_have_text("conv2")
    expect(made).to_have_text("?")
    expect(view.locator(".told")).not_to_contain_text("28 × 28")
    size = page.get_by_label("How large is the output of conv2? rows × columns")
    size.fill("26")
    size.press("Enter")
    expect(page.locator(".questions .verdict:visible")).to_contain_text("You left out the padding")
    page.reload()  # what was tried stays
    expect(page.locator(".questions .verdict:visible")).to_contain_text("You left out the padding")
    expect(size).to_have_value("26")
    expect(made).to_have_text("?")
    size.fill("28 x 28")
    size.press("Enter")
    expect(made).to_have_text("28 × 28 × 6")
    expect(view.locator(".detail")).not_to_contain_text("Parameters")
    page.get_by_label("How many parameters does conv2 have?").press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # Show me
    parameters = view.locator(".detail .line").filter(has_text="Parameters").locator(".result")
    expect(parameters).to_have_text("330")
    page.reload()
    expect(made).to_have_text("28 × 28 × 6")
    expect(parameters).to_have_text("330")
    view.get_by_role("option", name=re.compile("^conv2")).focus()
    page.keyboard.press("+")  # another layer, which nobody has predicted
    expect(made).to_have_text("?")
    expect(page.locator(".questions .verdict:visible")).to_have_count(0)
