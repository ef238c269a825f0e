"""The Kernels page as a learner uses it."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from cnnviz.figures import rgb, shade


def file_of(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return {"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()}


def test_the_canvas_shows_exactly_what_the_operator_computes(visitor):
    visitor.go("kernels")
    expect(visitor.fact("Output")).to_contain_text("510 × 510")
    answer = operators.conv2d(images.load_sample("camera"), kernels.sobel("vertical"))
    assert np.array_equal(visitor.pixels("output"), rgb(shade(answer, "signed")))


def test_kernel_stride_and_padding_change_the_answer(visitor):
    visitor.go("kernels")
    visitor.choose("Kernel", "Smooth · Gaussian")
    expect(visitor.fact("Output")).to_contain_text("508 × 508")
    visitor.type_number("Stride", 2)
    expect(visitor.fact("Output")).to_contain_text("(512 + 2·0 − 5) / 2 + 1 = 254.5 → 254")
    visitor.choose("Padding", "full")
    expect(visitor.fact("Output")).to_contain_text("258 × 258")
    visitor.settle()
    answer = operators.conv2d(images.load_sample("camera"), kernels.gaussian(5, 1.0), stride=2, padding=4)
    assert np.array_equal(visitor.pixels("output"), rgb(shade(answer, "raw")))


def test_an_uploaded_picture_is_filtered_and_survives_a_change_of_page(visitor):
    visitor.go("kernels")
    own = np.random.default_rng(0).integers(0, 256, (40, 60), dtype=np.uint8)
    visitor.page.get_by_role("button", name="Use your own picture").click()
    visitor.page.locator("input[type=file]").set_input_files(file_of(own))
    expect(visitor.fact("Output")).to_contain_text("38 × 58")
    visitor.page.keyboard.press("Escape")
    visitor.settle()
    assert np.array_equal(visitor.pixels("input")[..., 0], own)
    visitor.page.get_by_test_id("stTopNav").get_by_role("link", name="Pooling").click()
    expect(visitor.fact("Output")).to_contain_text("20 × 30")


def test_a_typed_over_weight_makes_an_own_kernel_that_its_address_restores(visitor, new_visitor):
    visitor.go("kernels", img="binary")
    cell = visitor.page.locator(".st-key-kernel_grid").get_by_label("row 2, column 2")
    cell.fill("10")
    cell.press("Enter")
    expect(visitor.page.locator(".st-key-output td").first).to_have_text("13")
    visitor.page.wait_for_url("**custom_text=**")
    numbers, address = visitor.cells("output"), urlsplit(visitor.page.url)
    another = new_visitor().go(f"kernels?{address.query}")
    expect(another.page.locator(".st-key-output td").first).to_have_text("13")
    assert another.cells("output") == numbers
    assert parse_qs(urlsplit(another.page.url).query) == parse_qs(address.query)


def test_a_drawing_becomes_the_picture(visitor):
    visitor.go("kernels")
    visitor.page.get_by_role("button", name="Use your own picture").click()
    visitor.page.get_by_role("radio", name="Draw").click()
    paper = visitor.page.locator(".pad canvas")
    paper.wait_for()
    box = paper.bounding_box()
    visitor.page.mouse.move(box["x"] + 50, box["y"] + 140)
    visitor.page.mouse.down()
    visitor.page.mouse.move(box["x"] + 230, box["y"] + 140, steps=5)
    visitor.page.mouse.up()
    expect(visitor.fact("Output")).to_contain_text("110 × 110")
    visitor.settle()
    ink = visitor.pixels("input")[..., 0]
    assert ink.shape == (112, 112)
    assert ink[56, 30:80].max() < 20
    assert ink[20].min() == 255
    visitor.page.get_by_role("button", name="Clear").click()
    expect(visitor.page.get_by_role("button", name="Undo")).to_be_disabled()


def test_the_result_can_be_saved_as_numbers_and_as_a_picture(visitor):
    visitor.go("kernels", img="binary", kernel="custom")
    for name, read in (("Save .npy", np.load), ("Save .png", lambda path: np.asarray(Image.open(path)))):
        with visitor.page.expect_download() as download:
            visitor.page.get_by_role("button", name=name).click()
        saved = read(download.value.path())
        if name == "Save .npy":
            assert saved.tolist() == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
        else:
            small = saved[::170, ::170]  # each pixel is enlarged to 170 × 170
            np.testing.assert_array_equal(saved, small.repeat(170, axis=0).repeat(170, axis=1))
            np.testing.assert_array_equal(
                small, rgb(shade(np.array([[4, 3, 4], [2, 4, 3], [2, 3, 4.0]]), "signed"))
            )


def test_a_copied_address_keeps_the_first_option_of_a_list(visitor, new_visitor):
    visitor.go("kernels")
    visitor.choose("Kernel", "Smooth · Identity")
    expect(visitor.fact("Values")).to_contain_text("0 … 255")
    expect(visitor.page).to_have_url(re.compile("kernel=identity"))
    other = new_visitor()
    other.page.goto(visitor.page.url)
    expect(other.fact("Values")).to_contain_text("0 … 255")


def test_a_click_on_the_answer_explains_the_number(visitor):
    visitor.go("kernels", img="counting-6")
    visitor.page.locator(".st-key-output td").nth(5).click()
    expect(visitor.page.get_by_text("rows 1–3, columns 1–3")).to_contain_text("= 8")


def test_coverage_and_code_unfold(visitor):
    visitor.go("kernels", img="counting-6")
    visitor.page.get_by_text("How many windows see each pixel").click()
    expect(visitor.page.locator(".st-key-coverage td").first).to_have_text("1")
    assert visitor.cells("coverage")[2][2] == "9"
    visitor.page.get_by_text("The code", exact=True).click()
    expect(visitor.page.get_by_test_id("stCode").first).to_contain_text("def conv2d")
