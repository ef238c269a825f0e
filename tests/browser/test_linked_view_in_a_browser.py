"""What the linked view says of an output is what the operator's trace says of it, and it asks nobody."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from cnnviz.kernels.custom import to_text
from cnnviz.numbers import format_number
from cnnviz.operators.padding import source_indices
from tests.browser.linked_page import Linked
from tests.browser.restyling import restyled
from tests.browser.waits import hand_that_never_rests, until

BORDERS = {
    "constant": "zeros (constant)",
    "nearest": "last pixel (nearest)",
    "mirror": "mirror, edge once",
    "reflect": "reflect, edge twice",
    "wrap": "other side (wrap)",
}
OWN = np.random.default_rng(3).integers(0, 256, (12, 15), dtype=np.uint8)
MATRIX = images.load_sample("counting-6").astype(np.float64)
HOVERS = 20
#: Elements whose style a hover may change: those that tell of it. A rule of the page with ":has(> * > …)", or
#: with a :has() in the :not() of an ancestor, makes it a thousand.
RESTYLED_MOST = 200
SOBEL = kernels.sobel("vertical").astype(np.float64)


def upload(visitor, pixels):
    """Bring a picture."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    visitor.page.get_by_role("button", name="Own picture").click()
    own = {"name": "own.png", "mimeType": "image/png", "buffer": file.getvalue()}
    visitor.page.locator("input[type=file]").set_input_files(own)
    visitor.page.wait_for_url("**img=upload**")
    visitor.page.keyboard.press("Escape")
    visitor.settle()


class Way:
    """A kernel and how it slides, drawn by chance; and what it makes of OWN."""

    def __init__(self, rng, mode):
        taps = rng.integers(1, 6, 2)
        self.kernel = np.rint(8 * rng.normal(size=taps)) / 8
        self.stride, self.dilation = (int(n) for n in rng.integers(1, 4, 2))
        self.before = int(rng.integers(1, 4)), int(rng.integers(0, 4))
        self.how = {
            "stride": self.stride,
            "padding": ((self.before[0], 1), (self.before[1], 2)),
            "dilation": self.dilation,
            "mode": mode,
        }
        self.output = operators.conv2d(OWN, self.kernel, **self.how)
        self.lines = [
            source_indices(n, *sides, mode) for n, sides in zip(OWN.shape, self.how["padding"], strict=True)
        ]

    def choose(self, visitor):
        """Set everything on the page; the kernel at last."""
        visitor.choose("Fill the padding with", BORDERS[self.how["mode"]])
        for label, number in zip(
            ("Stride", "Dilation", "Top", "Left"), (self.stride, self.dilation, *self.before), strict=True
        ):
            visitor.settle().type_number(label, number)
        field = visitor.settle().page.get_by_label("Weights", exact=True)
        field.fill(to_text(self.kernel))
        field.press("Control+Enter")

    def trace(self, at):
        return operators.conv2d_trace(
            OWN.astype(np.float64), self.kernel, **self.how, at=at, output=self.output
        )

    def over(self, axis, index):
        """Which pixels lie under the window of one output, along an axis; −1 in padded zeros."""
        taps = index * self.stride + self.dilation * np.arange(self.kernel.shape[axis])
        return self.lines[axis][taps]

    def where(self, axis, holds):
        """For each output along an axis: whether it holds of the pixels under its window."""
        return np.array([holds(self.over(axis, i)) for i in range(self.output.shape[axis])])


def explains(linked, results, way, at):
    """Point at an output and compare all that is said of it."""
    results.hover(*at)
    told, trace = linked.told(), way.trace(at)
    assert float(told.total) == trace.total == way.output[at]
    assert told.tiles == [trace.window[0].tolist(), way.kernel.tolist(), trace.products[0].tolist()]
    assert told.sentence == trace.sentence()
    assert told.summary == f"Row {at[0]}, column {at[1]}: {format_number(trace.total)}"


def touches(linked, sources, results, way, at):
    """Point at a pixel and compare which outputs are marked."""
    sources.hover(*at)
    down, across = (way.where(axis, lambda over, i=i: i in over) for axis, i in enumerate(at))
    assert np.array_equal(results.marked(), np.outer(down, across))
    count = int(down.sum() * across.sum())
    said = f"{format_number(count)} window" if count else "no window"
    assert f"(value {format_number(OWN[at])}) lies under {said}" in linked.told().summary


def tells_padding(linked, sources, way, at):
    """Point into the padding and compare where its value comes from."""
    sources.hover(*at)
    row, column = (lines[i + n] for lines, i, n in zip(way.lines, at, way.before, strict=True))
    copied = f"padding, a copy of row {row}, column {column}: {format_number(OWN[row, column])}"
    assert ("a padded zero" if min(row, column) < 0 else copied) in linked.told().summary


def weighs(linked, results, way, tap):
    """Point at a weight and compare in which outputs it meets a pixel."""
    linked.weight(*tap).hover()
    down, across = (way.where(axis, lambda over, i=i: over[i] >= 0) for axis, i in enumerate(tap))
    count = format_number(int(down.sum() * across.sum()))
    said = (
        f"This weight ({format_number(way.kernel[tap])}) contributes to {count} of {way.output.size} outputs"
    )
    assert said in linked.told().summary
    assert np.array_equal(results.marked(), np.outer(down, across))


@pytest.mark.parametrize("mode", ["wrap", pytest.param("constant", marks=pytest.mark.thorough)])
def test_every_number_of_an_own_picture_is_explained_by_its_trace(visitor, mode):
    # all border modes are compared, without a page around them, by test_linked_explains_every_row.py
    visitor.go("kernels", kernel="custom", pad="sides", bottom="1", right="2")
    upload(visitor, OWN)
    linked, rng = Linked(visitor.page).unfold(), np.random.default_rng(5)
    way = Way(rng, mode)
    way.choose(visitor)
    expect(linked.weight(*(n - 1 for n in way.kernel.shape))).to_be_visible()
    linked.shows(way.output.shape)
    visitor.settle()
    results = linked.results(way.output.shape)
    sources = linked.sources(tuple(map(len, way.lines)), way.before)
    ends = tuple(n - 1 for n in way.output.shape)
    for at in [(0, 0), ends, *(tuple(rng.integers(0, way.output.shape).tolist()) for _ in range(6))]:
        explains(linked, results, way, at)
    touches(linked, sources, results, way, tuple(rng.integers(0, OWN.shape).tolist()))
    tells_padding(linked, sources, way, (-1, int(rng.integers(0, OWN.shape[1]))))
    weighs(linked, results, way, tuple(rng.integers(0, way.kernel.shape).tolist()))


def trace_of(at, kernel=SOBEL):
    """How the kernel's answer to MATRIX comes about."""
    return operators.conv2d_trace(MATRIX, kernel, at=at, output=operators.conv2d(MATRIX, kernel))


def test_a_kernel_too_large_to_be_written_out_is_told_in_a_table(visitor):
    visitor.go("kernels", img="counting-6", kernel="gaussian", gaussian_size="9", pad="same", at="0.2.4")
    linked = Linked(visitor.page)
    linked.root.get_by_text("As a table").click()
    kernel = operators.on_grid(kernels.gaussian(9, 1.0)).astype(np.float64)
    how = {"padding": 4, "at": (2, 4), "output": operators.conv2d(MATRIX, kernel, padding=4)}
    trace = operators.conv2d_trace(MATRIX, kernel, **how)
    lines = linked.root.locator(".detail-scroll tbody tr")
    expect(lines).to_have_count(kernel.size)
    told = np.array([line.split("\t") for line in lines.all_inner_texts()])
    for column, numbers in zip((2, 3, 4), (trace.window, trace.weights, trace.products), strict=True):
        assert told[:, column].astype(float).tolist() == numbers.ravel().tolist()
    assert (told[:, 0] == "outside").tolist() == trace.padded.ravel().tolist()


def test_sentence_and_table_are_copied_and_a_click_pins_an_output_that_its_address_restores(visitor):
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.go("kernels", img="counting-6", at="0.1.2")
    linked, trace = Linked(visitor.page), trace_of((1, 2))
    read = "() => navigator.clipboard.readText()"
    linked.root.get_by_text("As a table").click()
    linked.button("Copy").click()
    expect(linked.button("Copied")).to_be_visible()
    assert visitor.page.evaluate(read) == linked.told().sentence == trace.sentence()
    linked.button("Copy table").click()
    head, *lines = until(
        visitor.page, lambda: (text := visitor.page.evaluate(read)) != trace.sentence() and text.split("\n")
    )
    assert head.split("\t") == ["row", "column", "value", "weight", "product"]
    assert [float(line.split("\t")[4]) for line in lines] == trace.products.ravel().tolist()
    results = linked.results((4, 4))
    results.click(2, 1)
    visitor.page.wait_for_url("**at=0.2.1**")
    results.hover(0, 3)
    assert linked.told().sentence == trace_of((0, 3)).sentence()
    visitor.page.mouse.move(5, 5)
    assert linked.told().sentence == trace_of((2, 1)).sentence()
    told = linked.told()
    there = Linked(visitor.go(visitor.page.url.removeprefix(f"{visitor.address}/")).page)
    assert there.told() == told
    assert there.results((4, 4)).framed() == [2, 2, 1, 1]
    assert there.sources((6, 6)).framed() == [2, 4, 1, 3]


def test_a_tap_pins_on_a_touch_screen(on_a_phone):
    visitor = on_a_phone
    visitor.page.set_viewport_size({"width": 820, "height": 1180})
    visitor.go("kernels", img="counting-6")
    linked = Linked(visitor.page)
    visitor.page.touchscreen.tap(*linked.results((4, 4)).point(3, 1))
    visitor.page.wait_for_url("**at=0.3.1**")
    assert linked.told().sentence == trace_of((3, 1)).sentence()
    visitor.page.touchscreen.tap(*linked.sources((6, 6)).point(0, 0))
    visitor.page.wait_for_url("**at=0.0.0**")
    assert linked.told().sentence == trace_of((0, 0)).sentence()


def test_pointing_playing_and_enlarging_ask_nobody_and_what_is_rested_at_is_told_once(visitor):
    page, asked = visitor.page, []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: asked.append(data)))
    page.on("request", lambda request: asked.append(request.url))
    visitor.go("kernels", img="astronaut", kernel="gaussian")
    linked = Linked(page)
    sources, results = linked.sources((512, 512)), linked.results((508, 508))
    page.wait_for_load_state("networkidle")
    linked.at_rest()
    # What the view has told is sent a moment later.
    until(page, lambda: any(b'"have"' in one for one in asked if isinstance(one, bytes)))
    asked.clear()
    before = linked.told()
    with restyled(page) as counts:
        for row, column in np.random.default_rng(8).integers(0, 508, (HOVERS // 2, 2)).tolist():
            results.hover(row, column)
            sources.hover(row, column)
    assert 0 < sum(counts) < HOVERS * RESTYLED_MOST
    linked.weight(2, 2).hover()
    linked.result.focus()
    with hand_that_never_rests(page):
        page.keyboard.press(" ")
        for key in "++-":
            page.keyboard.press(key)
        looks = int(linked.root.get_attribute("data-looks"))
        expect(linked.root).not_to_have_attribute("data-looks", str(looks))
        assert linked.told() != before
        assert asked == []
        page.keyboard.press(" ")
    page.wait_for_url("**at=0.**")
    page.wait_for_url("**zoom=**")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 2
