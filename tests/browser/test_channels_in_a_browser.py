"""Channels in Chromium: filters edited, sheets off, maps added step by step; rows C8, C9, C10 and C17."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.channels import PRESETS, full_cost, pointwise_cost, read_filters, separable_cost
from cnnviz.numbers import format_number
from cnnviz.operators import conv2d
from cnnviz.operators.matrix import conv2d_matrix
from tests.browser.connection import asks_nobody
from tests.browser.waits import until, until_page


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


def query_of(name):
    """The address of an example, as the page writes it."""
    preset = PRESETS[name]
    typed = {f"ch_{c}": text for c, text in enumerate(preset.typed)}
    of = {"ch_of": "typed", "ch_count": str(len(preset.typed)), **typed} if typed else {"img": preset.sample}
    mix = {"ch_mix": preset.mix} if preset.mix else {}
    biases = "~".join(map(str, preset.biases))
    return {**of, **mix, "ch_filters": preset.filters, "ch_bias": biases, "ch_way": preset.way}


def matrices(name):
    return np.stack([images.parse_matrix(text) for text in PRESETS[name].typed]).astype(float)


class Bench:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".channels")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def grid(self, selector, nth=0):
        """The numbers that stand in a map's cells."""
        texts = self.root.locator(selector).nth(nth).locator(".cells span").all_inner_texts()
        return [number(text) for text in texts]

    @property
    def output(self):
        return self.grid(".out .frame")

    @property
    def parts(self):
        return [number(text) for text in self.root.locator(".part mark").all_inner_texts()]

    @property
    def total(self):
        return self.root.locator(".number").inner_text()

    @property
    def costs(self):
        return dict(
            zip(*(self.root.locator(f".costs {of}").all_inner_texts() for of in ("dt", "dd")), strict=True)
        )

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def field(self, label):
        return self.root.get_by_role("textbox", name=label, exact=True)

    def type(self, label, text):
        self.field(label).fill(text)
        self.field(label).press("Enter")

    def check(self, label, on):
        self.root.get_by_role("checkbox", name=label, exact=True).set_checked(on)

    def way(self, name):
        self.root.get_by_role("radio", name=name, exact=True).click()

    def less_or_more(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def worked(visitor):
    return Bench(visitor.go("channels", **query_of("worked")))


def test_C9_the_worked_examples_partial_maps_add_up_and_all_follows_an_edit_in_the_very_call(worked):
    assert [worked.grid(".partial", c) for c in range(2)] == [[2, 5, 0, 2], [1, -1, 1, 0]]
    assert worked.output == [4, 5, 2, 3]
    assert (worked.parts, worked.total) == ([2, 1], "4")
    expect(worked.root.locator(".terms")).to_have_text("2 (channel 0) + 1 (channel 1) + 1 (bias) = 4")
    before, after = worked.root.evaluate(
        """(root) => {
          const shown = () => root.querySelector(".out .cells").textContent;
          const [cell, before] = [root.querySelector(".cell"), shown()];
          cell.value = "7";
          cell.dispatchEvent(new Event("change", { bubbles: true }));
          return [before, shown()];
        }"""
    )
    assert before != after
    weights = read_filters(PRESETS["worked"].filters)
    weights[0, 0, 0, 0] = 7
    assert worked.output == conv2d(matrices("worked"), weights, [1.0])[0].ravel().tolist()
    worked.type("Weight for channel 1, row 0, column 1", "1/2")
    weights[0, 1, 0, 1] = 0.5
    expected = conv2d(matrices("worked"), weights, [1.0])[0].ravel().tolist()
    assert worked.output == pytest.approx(expected)
    worked.type("Bias of filter 0", "−2")
    assert worked.output == pytest.approx([value - 3 for value in expected])
    worked.page.wait_for_url(re.compile("ch_bias=-2"))


def test_C9_pointing_asks_nobody_sheets_biases_and_filters_go_off_and_maps_are_added_step_by_step(worked):
    frame = worked.root.locator(".out .frame")
    box = frame.bounding_box()
    with asks_nobody(worked.visitor, "channels"):
        frame.hover(position={"x": box["width"] * 0.75, "y": box["height"] * 0.25})
        expect(worked.root.locator(".terms")).to_have_text("5 (channel 0) − 1 (channel 1) + 1 (bias) = 5")
    worked.root.locator(".title").hover()
    expect(worked.root.locator(".number")).to_have_text("4")
    canvas = worked.root.locator(".canvas")
    canvas.focus()
    canvas.press("ArrowDown")
    canvas.press("ArrowRight")
    expect(worked.root.locator(".said")).to_have_text(
        "Filter 0, row 1, column 1: 2 (channel 0) + 0 (channel 1) + 1 (bias) = 3"
    )
    worked.root.get_by_text("The number as a table").click()
    rows = worked.root.locator("table tr")
    expect(rows).to_have_count(1 + 2 + 2)
    expect(rows.nth(1)).to_contain_text("1·1 + 0·3 + 0·0 + 1·1 = 2")
    worked.page.wait_for_url(re.compile(r"ch_at=0\.1\.1"))
    worked.check("Sheet for channel 1 is on", False)
    assert worked.output == [3, 6, 1, 3]
    worked.check("Bias of filter 0 is on", False)
    assert worked.output == worked.grid(".partial", 0) == [2, 5, 0, 2]
    worked.check("Filter 0 is on", False)
    expect(worked.root.locator(".remark")).to_contain_text("no map leaves the layer")
    expect(worked.root.locator(".shape b")).to_have_text("2 × 2 × 0")
    worked.check("Filter 0 is on", True)
    worked.check("Sheet for channel 1 is on", True)
    worked.check("Bias of filter 0 is on", True)
    assert worked.output == [4, 5, 2, 3]
    before = worked.output
    worked.type("Weight for channel 0, row 0, column 0", "two")
    fault = worked.root.get_by_role("alert")
    expect(fault).to_contain_text("“two” can't be used")
    assert worked.output == before
    worked.type("Weight for channel 0, row 0, column 0", "1")
    expect(fault).to_be_hidden()
    worked.less_or_more("More: kernel")
    worked.less_or_more("More: kernel")
    expect(fault).to_contain_text("A 4×4 kernel does not fit a 3×3 image with padding 0; use padding ≥ 1")
    worked.less_or_more("More: padding")
    expect(fault).to_be_hidden()
    worked.less_or_more("Less: kernel")
    worked.less_or_more("Less: kernel")
    worked.less_or_more("Less: padding")
    assert worked.output == before
    worked.press("Fold up")
    expect(worked.root.locator(".out .frame")).to_have_class(re.compile("blank"))
    expect(worked.root.locator(".part").first).to_be_hidden()
    worked.press("Next step")
    assert worked.grid(".partial", 0) == [2, 5, 0, 2]
    assert worked.total == "?"
    sums = []
    for _ in range(3):
        worked.press("Next step")
        sums.append(worked.output)
    assert sums == [[2, 5, 0, 2], [3, 4, 1, 2], [4, 5, 2, 3]]
    worked.press("Back")
    assert worked.output == sums[1]


def test_C9_four_filters_of_3x3x3_on_6x6x3_give_4x4x4_and_fewer_give_fewer_maps(visitor):
    bench = Bench(visitor.go("channels"))
    bench.root.get_by_label("Example").select_option("volume")
    expect(bench.root.locator(".shape b")).to_have_text("4 × 4 × 4")
    expect(bench.root.locator(".stage + .size")).to_be_visible()  # the keys go from the maps to it
    bench.visitor.settle()
    bench.page.wait_for_url(re.compile("ch_of=typed"))
    maps = conv2d(matrices("volume"), read_filters(PRESETS["volume"].filters), [0.0, 0, 0, 1])
    expect(bench.root.locator(".shape b")).to_have_text("4 × 4 × 4")
    for f, expected in enumerate(maps):
        bench.root.get_by_role("radio", name=f"Filter {f}").click()
        assert bench.output == expected.ravel().tolist()
    bench.press("Remove")
    expect(bench.root.locator(".shape b")).to_have_text("4 × 4 × 3")
    bench.less_or_more("More: padding")
    expect(bench.root.locator(".shape b")).to_have_text("6 × 6 × 3")
    bench.less_or_more("More: stride")
    expect(bench.root.locator(".shape b")).to_have_text("3 × 3 × 3")
    expected = conv2d(matrices("volume"), read_filters(PRESETS["volume"].filters)[2:3], None, 2, 1)[0]
    assert bench.output == expected.ravel().tolist()


@pytest.mark.thorough
def test_C9_detectors_of_X_O_and_I_give_depth_3(visitor):
    bench = Bench(visitor.go("channels", **query_of("letters")))
    expect(bench.root.locator(".shape b")).to_have_text("3 × 11 × 3")
    expected = conv2d(matrices("letters"), read_filters(PRESETS["letters"].filters))
    for f, own in enumerate(expected):
        bench.root.get_by_role("radio", name=f"Filter {f}").click()
        assert bench.output == own.ravel().tolist()
    bench.check("Filter 1 is on", False)
    expect(bench.root.locator(".shape b")).to_have_text("3 × 11 × 2")


def test_C8_eight_filters_on_three_channels_have_216_weights_and_8_biases(visitor):
    bench = Bench(visitor.go("channels", **query_of("eight")))
    cost = full_cost(8, 3, 3)
    assert bench.costs["Parameters"] == cost.formula
    assert [cost.weights, cost.biases, cost.parameters] == [216, 8, 224]
    bench.less_or_more("More: kernel")
    assert bench.costs["Parameters"] == full_cost(8, 3, 4).formula
    bench.check("Filter 3 is on", False)
    assert bench.costs["Parameters"] == full_cost(7, 3, 4).formula


def test_C10_sliders_mix_the_colours_and_128_maps_become_64(visitor):
    bench = Bench(visitor.go("channels", ch_at="0.10.20"))
    pixel = images.load_sample("astronaut")[:, 10, 20].astype(float)
    assert bench.parts == (pixel * [1, -1, 0]).tolist()
    slider = bench.root.get_by_role("slider", name="Weight for blue, as a slider")
    slider.focus()
    slider.press("End")
    assert number(bench.total) == pixel @ [1, -1, 2]
    counted = bench.root.locator(".counted")
    expect(counted).to_have_text(pointwise_cost(128, 64).formula)
    maps_out = bench.root.get_by_role("spinbutton", name="maps out")
    maps_out.fill("32")
    maps_out.press("Enter")
    expect(counted).to_have_text(pointwise_cost(128, 32).formula)
    bench.less_or_more("More: kernel")
    expect(counted).to_be_hidden()


def test_depthwise_then_pointwise_gives_the_layers_maps_and_its_costs(visitor):
    bench = Bench(visitor.go("channels", **query_of("separable")))
    kernels = read_filters(PRESETS["separable"].filters)[0]
    between = conv2d(matrices("separable"), kernels[:, None], groups=3)
    assert [bench.grid(".partial", c) for c in range(3)] == [one.ravel().tolist() for one in between]
    assert bench.output == (between[0] + between[1]).ravel().tolist()
    full, apart = full_cost(4, 3, 3), separable_cost(4, 3, 3)
    assert bench.costs["In full"] == full.formula
    assert bench.costs["Depthwise, then pointwise"] == apart.formula
    times = format_number(full.weights / apart.weights, 2)
    assert bench.costs["Multiplications"].endswith(f"{times} times fewer")
    bench.type("Pointwise weight of filter 0 for channel 1", "-2")
    assert bench.output == (between[0] - 2 * between[1]).ravel().tolist()


def test_C17_a_weight_that_is_pointed_at_lights_up_in_16_places_of_the_matrix(visitor):
    bench = Bench(visitor.go("channels", **query_of("matrix")))
    written = conv2d_matrix((1, 6, 6), read_filters(PRESETS["matrix"].filters))
    assert (written.matrix.shape, written.filled, written.different) == ((16, 36), 144, 9)
    said = bench.root.locator(".matrix-said")
    expect(said).to_contain_text(written.sentence()[1:])
    marked = """(root) => {
      const marks = root.querySelector(".entries .marks");
      const { data } = marks.getContext("2d").getImageData(0, 0, marks.width, marks.height);
      return Array.from({ length: data.length / 4 }, (_, n) => n).filter((n) => data[4 * n + 3]);
    }"""
    bench.root.locator(".cell").nth(4).hover()
    places = written.entries_of(4)
    expected = [row * 36 + column for row, column in places.tolist()]
    until(bench.page, lambda: bench.root.evaluate(marked) == expected)
    assert len(expected) == 16
    entries = bench.root.locator(".entries")
    box = entries.bounding_box()
    row, column = places[5].tolist()
    x, y = box["width"] * (column + 0.5) / 36, box["height"] * (row + 0.5) / 16
    bench.root.locator(".sheet .input").hover()
    entries.hover(position={"x": x, "y": y})
    until(bench.page, lambda: bench.root.evaluate(marked) == expected)
    expect(bench.root.locator(".entry-said")).to_contain_text("stands in 16 places")
    expect(bench.root.locator(".cell").nth(4)).to_have_class(re.compile("here"))
    bench.type("Weight for channel 0, row 1, column 1", "50")
    weights = read_filters(PRESETS["matrix"].filters)
    weights[0, 0, 1, 1] = 50
    assert bench.output == conv2d(matrices("matrix"), weights)[0].ravel().tolist()
    bench.less_or_more("More: padding")
    wider = conv2d_matrix((1, 6, 6), weights, padding=1)
    expect(said).to_contain_text(wider.sentence()[1:])


def test_C3_size_and_number_are_predicted_in_turn_and_slips_are_named(visitor):
    bench = Bench(visitor.go("channels", predict="true", **query_of("worked")))
    frames, verdict = (
        bench.root.locator(".out .frame, .partial, .thumb .frame"),
        bench.root.locator(".verdict"),
    )
    for frame in frames.all():
        expect(frame).to_have_class(re.compile("blank"))
    expect(bench.root.locator(".shape b")).to_have_text("? × ? × 1")
    assert bench.costs["Multiplications"] == "?"
    size = bench.root.get_by_label("Output size, rows × columns")
    size.fill("3 × 3")
    bench.press("Check")
    expect(verdict).to_contain_text("≠ ")
    size.fill("2 × 2")
    bench.press("Check")
    expect(bench.root.locator(".shape b")).to_have_text("2 × 2 × 1")
    assert bench.grid(".partial", 0) == [2, 5, 0, 2]
    expect(bench.root.locator(".out .frame")).to_have_class(re.compile("blank"))
    assert bench.total == "?"
    guess = bench.root.get_by_label("Your number")
    guess.fill("5")
    bench.press("Check")
    expect(verdict).to_contain_text("≠ You added the bias once for each channel")
    guess.fill("4")
    bench.press("Check")
    expect(verdict).to_contain_text("✓ Right")
    assert bench.output == [4, 5, 2, 3]
    bench.less_or_more("More: padding")
    expect(bench.root.locator(".shape b")).to_have_text("? × ? × 1")
    bench.press("Show me")
    expect(bench.root.locator(".shape b")).to_have_text("4 × 4 × 1")
