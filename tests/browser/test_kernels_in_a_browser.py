"""The Kernels page as a learner uses it."""

import io
import re

import numpy as np
from PIL import Image
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from cnnviz.figures import rgb, shade
from cnnviz.figures.palettes import DARK, LIGHT
from cnnviz.operators.first_look import nearest_output, strongest_edge
from cnnviz.operators.placement import conv_placement
from tests.browser.linked_page import Linked
from tests.browser.waits import still, until

MATRIX = images.load_sample("counting-6").astype(np.float64)
SLOPE = np.array([[1, 2, 0], [0, 3, 0], [0, 0, -4.0]])
#: The next output is looked at, and before that is drawn a weight gets the focus.
MOVE_AND_POINT = """async (root) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const press = new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true });
    root.querySelector(".result .plane-frame").dispatchEvent(press);
    root.querySelector(".detail-editor input").focus();
    await frame();
    await frame();
    return [root.dataset.look, Number(root.dataset.total)];
}"""


def file_of(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return {"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()}


def weights(linked):
    """The kernel on the page."""
    return np.array(linked.told().tiles[1])


def follows(linked, image, kernel, at=(0, 0)):
    """Wait until the output that is looked at is what this kernel makes of the picture."""
    total = operators.conv2d_trace(image, kernel, at=at, output=operators.conv2d(image, kernel)).total
    expect(linked.root).to_have_attribute("data-total", f"{total:g}")
    assert np.array_equal(weights(linked), kernel)


def test_kernel_stride_and_padding_change_the_answer(visitor):
    visitor.go("kernels")
    visitor.choose("Kernel", "Identity")  # the list's first option
    expect(visitor.fact("Values")).to_contain_text("0 … 255")
    expect(visitor.page).to_have_url(re.compile("kernel=identity"))
    visitor.choose("Kernel", "Gaussian")
    expect(visitor.fact("Output")).to_contain_text("508 × 508")
    visitor.type_number("Stride", 2)
    expect(visitor.fact("Output")).to_contain_text("(512 + 2·0 − 5) / 2 + 1 = 254.5 → 254")
    visitor.choose("Kind of padding", "full")
    expect(visitor.fact("Output")).to_contain_text("258 × 258")
    image, kernel = images.load_sample("camera"), operators.on_grid(kernels.gaussian(5, 1.0))
    answer = operators.conv2d(image.astype(np.float64), kernel.astype(np.float64), stride=2, padding=4)
    linked = Linked(visitor.page).shows(answer.shape)
    visitor.page.mouse.move(5, 5)
    start = nearest_output(
        strongest_edge(image), conv_placement(image.shape, (5, 5), (2, 2), ((4, 4), (4, 4)), (1, 1))
    )
    assert float(linked.told().total) == answer[start]


def test_a_drawing_and_an_upload_become_the_picture_in_exact_colours_also_on_another_page(visitor):
    visitor.go("kernels")
    visitor.page.get_by_role("button", name="Own picture").click()
    visitor.page.get_by_role("radio", name="Draw").click()
    paper = visitor.page.locator(".pad:not([inert]) canvas")
    paper.wait_for()
    box = still(visitor.page, paper.bounding_box)
    left, middle, right = (box["x"] + box["width"] * share for share in (0.2, 0.5, 0.8))
    visitor.page.mouse.move(left, box["y"] + middle - box["x"])
    visitor.page.mouse.down()
    visitor.page.mouse.move(right, box["y"] + middle - box["x"], steps=5)
    visitor.page.mouse.up()
    expect(visitor.fact("Output")).to_contain_text("110 × 110")
    visitor.settle()
    ink = Linked(visitor.page).shows((110, 110)).sources((112, 112)).colours()[..., 0]
    assert ink[56, 30:80].max() < 20  # it is sent once a stroke has ended
    assert ink[20].min() == 255
    visitor.page.get_by_role("button", name="Clear").click()
    paper = visitor.page.get_by_test_id("stPopoverBody")
    expect(paper.get_by_role("button", name="Undo")).to_be_disabled()
    own = np.random.default_rng(0).integers(0, 256, (20, 30), dtype=np.uint8)
    visitor.page.get_by_role("radio", name="Upload").click()
    visitor.page.locator("input[type=file]").set_input_files(file_of(own))
    expect(visitor.fact("Output")).to_contain_text("18 × 28")
    visitor.page.keyboard.press("Escape")
    visitor.settle()
    linked = Linked(visitor.page).shows((18, 28))
    answer = operators.conv2d(own, kernels.sobel("vertical"))
    assert np.array_equal(linked.sources((20, 30)).colours()[..., 0], own)
    visitor.page.mouse.move(5, 5)
    assert np.array_equal(linked.results((18, 28)).colours(), rgb(shade(answer, "signed")))
    visitor.menu("Pooling").click()
    expect(visitor.fact("Output")).to_contain_text("10 × 15")


def test_zero_has_the_themes_colour_and_colours_that_end_before_the_numbers_are_switched_to_the_full_range(
    visitor,
):
    visitor.page.emulate_media(color_scheme="dark")
    visitor.go("kernels", img="camera", kernel="sobel", stride="20")
    photo, sobel = images.load_sample("camera").astype(np.float64), kernels.sobel("vertical")
    answer = operators.conv2d(photo, sobel.astype(np.float64), stride=20)
    shaded, linked = shade(answer, "signed"), Linked(visitor.page).shows(answer.shape)
    visitor.page.mouse.move(5, 5)
    for scheme, form in (("dark", DARK), ("light", LIGHT), ("dark", DARK)):
        visitor.page.emulate_media(color_scheme=scheme)
        colours = shaded.palette[form][shaded.index]
        until(
            visitor.page,
            lambda colours=colours: np.array_equal(linked.results(answer.shape).colours(), colours),
        )
    visitor.type_number("Stride", 1)
    scale = visitor.page.locator(".linked .result .scale").get_by_role("button")
    expect(scale).to_have_text("≤ −480≥ 480Full range")
    scale.click()
    expect(scale).to_have_text("−860860Full range")
    expect(scale).to_have_attribute("aria-pressed", "true")
    expect(visitor.page).to_have_url(re.compile("reach=full"))
    scale.click()
    expect(scale).to_have_text("≤ −480≥ 480Full range")


def test_a_weight_is_dragged_undone_and_typed_over_and_stays_where_it_is_typed_in_a_turned_kernel(visitor):
    visitor.go("kernels", img="counting-6", kernel="custom", custom_text="1 2 0\n0 3 0\n0 0 -4")
    linked, mouse = Linked(visitor.page), visitor.page.mouse
    follows(linked, MATRIX, SLOPE)
    box = linked.weight(1, 1).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 60, steps=4)
    expect(linked.weight(1, 1)).not_to_have_value("3")
    mouse.up()
    dragged = weights(linked)
    assert dragged[1, 1] > 3
    follows(linked, MATRIX, dragged)
    tools = linked.root.get_by_role("group", name="Change the kernel")
    tools.get_by_role("button", name="Undo").click()
    follows(linked, MATRIX, SLOPE)
    tools.get_by_role("button", name="Redo").click()
    follows(linked, MATRIX, dragged)
    tools.get_by_role("button", name="Undo").click()
    typed = SLOPE.copy()
    typed[1, 1], typed[0, 2] = 10, 0.25
    linked.weight(1, 1).fill("10")
    linked.weight(1, 1).press("Enter")
    linked.weight(0, 2).fill("0,25")
    linked.weight(0, 2).press("Enter")
    follows(linked, MATRIX, typed)
    visitor.page.wait_for_url(re.compile(r"custom_text=.*0\.25"))
    linked.unfold().root.get_by_text("Flip the kernel").click()
    turned = typed[::-1, ::-1].copy()
    follows(linked, MATRIX, turned)
    visitor.page.wait_for_url("**flip=true**")
    linked.weight(0, 0).fill("7")
    linked.weight(0, 0).press("Enter")
    turned[0, 0] = 7
    follows(linked, MATRIX, turned)
    assert linked.root.evaluate(MOVE_AND_POINT) == ["tap", operators.conv2d(MATRIX, turned)[0, 1]]


def test_clicks_fingers_keys_and_the_eraser_draw_where_there_is_no_offscreen_canvas(new_visitor):
    visitor = new_visitor(has_touch=True)
    page = visitor.page
    page.add_init_script("delete globalThis.OffscreenCanvas")
    visitor.go("kernels")
    page.get_by_role("button", name="Own picture").click()
    page.get_by_role("radio", name="Draw").click()
    paper = page.locator(".pad:not([inert]) canvas")
    paper.wait_for()
    unit = still(page, paper.bounding_box)["width"] / 280
    paper.click(position={"x": 40 * unit, "y": 40 * unit})
    expect(visitor.fact("Output")).to_contain_text("110 × 110")
    visitor.settle()
    box = paper.bounding_box()  # nothing moves any more
    fingers = page.context.new_cdp_session(page)

    def touch(kind, *points):
        at = [
            {"x": box["x"] + x * unit, "y": box["y"] + y * unit, "id": i} for i, (x, y) in enumerate(points)
        ]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", (70, 100), (210, 100))
    touch("touchMove", (70, 240), (210, 240))
    touch("touchEnd")
    paper.press("Space")  # in the middle
    page.get_by_role("button", name="Eraser").click()
    paper.click(position={"x": 210 * unit, "y": 170 * unit})

    def is_drawn():
        visitor.settle()
        ink = Linked(page).shows((110, 110)).sources((112, 112)).colours()[..., 0]
        dark = {at: ink[at[1] * 112 // 280, at[0] * 112 // 280] < 64 for at in here}
        return dark == here

    here = {(40, 40): True, (70, 170): True, (210, 120): True, (140, 140): True}
    here |= {(210, 170): False, (100, 170): False, (140, 200): False}
    until(page, is_drawn)


def test_the_result_is_saved_as_numbers_and_as_a_picture_and_coverage_and_code_unfold(visitor):
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
    visitor.page.get_by_text("How often each pixel counts").click()
    expect(visitor.page.locator(".st-key-coverage td").first).to_have_text("1")
    assert visitor.cells("coverage")[2][2] == "9"
    visitor.page.get_by_text("Code", exact=True).click()
    expect(visitor.page.get_by_test_id("stCode").first).to_contain_text("def conv2d")


def test_nothing_of_what_was_before_stays_beside_what_is_now(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="gabor", stride="2").page
    expect(page.get_by_role("slider").first).to_be_visible()
    visitor.choose("Kernel", "Box (average)")
    expect(page.get_by_label("Wavelength")).to_have_count(0)
    expect(page.get_by_role("spinbutton", name="Kernel", exact=True)).to_have_value("3")
    visitor.choose("Kind of padding", "same (PyTorch)")
    expect(page.locator(".formula-fault")).to_contain_text("needs stride 1")
    expect(page.locator(".linked")).to_have_count(1)


def test_C2_a_factor_and_an_offset_are_dragged_and_the_worked_sum_has_their_numbers(visitor):
    matrix = np.array(
        [[100, 0, 0], [137, 0, 0], [113, 0, 0.0]]
    )  # half its sum has more digits than a product
    written = "\n".join(" ".join(f"{value:g}" for value in row) for row in matrix)
    visitor.go("kernels", img="matrix", matrix=written)
    linked = Linked(visitor.page)
    total = operators.conv2d(matrix, kernels.sobel("vertical").astype(np.float64)).item()
    expect(linked.root).to_have_attribute("data-total", f"{total:g}")
    linked.button("Border, dilation, factor …").click()
    for factor, offset in ((0.5, 128), (-2, -7)):
        visitor.page.get_by_role("slider", name="Factor").fill(str(factor))
        visitor.page.get_by_role("slider", name="Offset").fill(str(offset))
        scaled = factor * total + offset
        expect(linked.root).to_have_attribute("data-total", f"{scaled:g}")
        told = linked.root.locator(".detail-terms").inner_text().replace("−", "-")
        added = f"+ {offset}" if offset > 0 else f"- {-offset}"
        assert f"= {total:g}; {factor:g} · ({total:g}) {added} = {scaled:g}" in told
        assert f"Then {factor:g} · ({total:g}) {added} = {scaled:g}" in linked.told().sentence.replace(
            "−", "-"
        )
    visitor.page.wait_for_url(re.compile("(?=.*factor=-2)(?=.*offset=-7)"))
