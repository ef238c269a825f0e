"""A series and a volume by hand, by keys and from a file; row C15 of the curriculum."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz.numbers import format_number
from cnnviz.series import MOST, MOST_TEXT, SAMPLES, Filtered, Match, read_kernel, read_series
from cnnviz.series.samples import BEATS
from cnnviz.volumes import KERNELS, Convolved, read_shape, shape
from cnnviz.volumes import read_kernel as read_voxels
from pages.ui.series.view import EXAMPLES
from tests.browser.connection import asks_nobody
from tests.browser.test_axe_in_a_browser import complaints
from tests.browser.waits import DRAWN, hand_that_never_rests, until, until_page


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


HEARD = "() => [...globalThis.cnnvizViews.values()].every((view) => !Object.keys(view.set).length)"


class Bench:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".series")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def listed(self, chart):
        """The numbers that a chart's label lists."""
        label = self.root.locator(f"{chart} .plot").get_attribute("aria-label")
        found = re.search(r"numbers: ([^.]*(?:\.\d[^.]*)*)(?:\. |$)", label)
        return [number(text) for text in found[1].split(", ")]

    def shows(self, made):
        """Wait until the output on the page is this one."""
        meant = [number(format_number(one)) for one in made.output.tolist()]
        until(self.page, lambda: self.listed(".made") == meant)

    def type_weights(self, text):
        field = self.root.get_by_label("Weights", exact=True)
        field.fill(text)
        field.press("Enter")

    def set(self, label, value):
        field = self.root.get_by_role("spinbutton", name=label, exact=True).locator("visible=true")
        field.fill(str(value))
        field.press("Enter")

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).locator("visible=true").click()

    def query(self):
        """The settings in the address, once Python has heard of all that was set, and its run has ended."""
        until_page(self.page, HEARD)
        self.visitor.settle()
        return {key: texts[0] for key, texts in parse_qs(urlsplit(self.page.url).query).items()}

    @property
    def said(self):
        return self.root.locator(".said:visible")

    @property
    def size(self):
        return self.root.locator(".result b:visible").inner_text()


@pytest.fixture
def bench(visitor):
    return Bench(visitor.go("series", se_values="six"))


def test_C15_a_step_is_found_by_a_difference_and_heartbeats_by_the_shape_of_one_with_every_option(bench):
    series = SAMPLES["six"].values
    assert bench.listed(".given") == series.tolist()
    assert bench.listed(".made") == [0, 0, 6, 0, 0]
    expect(bench.said).to_have_text("Output 2: positions 2–3: − 1·2 + 1·8 = 6.")
    made = Filtered(SAMPLES["six"].values, read_kernel("-1 1"))
    plot = bench.root.locator(".made .plot")
    trace = made.trace(made.output.size - 1).sentence()
    with asks_nobody(bench.visitor, "series"):
        box = plot.bounding_box()
        plot.hover(position={"x": box["width"] - 20, "y": box["height"] / 2})
        expect(bench.said).to_have_text(f"Output {made.output.size - 1}: {trace}.")
    with hand_that_never_rests(bench.page):
        plot.hover(position={"x": box["width"] - 20, "y": box["height"] / 2})
        expect(bench.root.locator(".given .tap")).to_have_count(made.kernel.size)
        assert bench.listed(".products") == (made.kernel * made.values[-2:]).tolist()
        plot.focus()
        plot.press("Home")
        plot.press("ArrowRight")
        bench.page.mouse.move(0, 0)
        expect(bench.said).to_have_text(f"Output 1: {made.trace(1).sentence()}.")
    bench.set("Dilation", 2)
    assert bench.listed(".made") == [0, 6, 6, 0]
    bench.type_weights("1/3 1/3 1/3")
    bench.set("Dilation", 1)
    assert bench.listed(".made") == [2, 4, 6, 8]
    assert bench.size == "= 4"
    bench.root.get_by_label("Padding", exact=True).select_option("causal")
    bench.set("Stride", 2)
    made = Filtered(series, read_kernel("1/3 1/3 1/3"), "causal", 2)
    bench.shows(made)
    assert bench.size == f"= {made.output.size}"
    bench.page.wait_for_url(re.compile("se_stride=2"))
    bench.press("Find heartbeats")
    series, (start, taps, how) = SAMPLES["heart"].values, EXAMPLES["Find heartbeats"]["match"]
    made = Filtered(series, Match(start, taps, how).weights(series))
    places = [format_number(made.place(at)) for at in made.peaks()]
    assert len(places) == len(BEATS)
    remark = bench.root.locator(".remark:visible")
    expect(remark).to_contain_text(f"{len(BEATS)} outputs peak")
    expect(remark).to_contain_text(f"{', '.join(places[:-1])} and {places[-1]}")
    expect(bench.root.locator(".made .peak")).to_have_count(len(BEATS))
    assert bench.root.locator(".sum b:visible").inner_text() == "1"
    bench.root.get_by_role("radio", name="As it is", exact=True).click()
    raw = Filtered(series, Match(start, taps, "raw").weights(series))
    expect(bench.root.locator(".made .peak")).to_have_count(len(raw.peaks()))
    assert len(raw.peaks()) > len(BEATS)


def test_the_series_is_drawn_and_changed_by_keys_and_weights_are_dragged(bench):
    plot = bench.root.locator(".given .plot")
    box = plot.bounding_box()
    bench.page.mouse.move(box["x"] + box["width"] * 0.15, box["y"] + box["height"] * 0.5)
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.25, steps=6)
    bench.page.mouse.up()
    drawn = bench.listed(".given")
    assert sum(np.array(drawn) != SAMPLES["six"].values) >= 2
    assert drawn[-2:] == SAMPLES["six"].values[-2:].tolist()
    assert drawn == sorted(drawn[:4]) + drawn[4:]
    bench.shows(Filtered(np.array(drawn), read_kernel("-1 1")))
    plot.focus()
    plot.press("End")
    plot.press("ArrowDown")
    assert bench.listed(".given")[-1] < drawn[-1]
    kernel = bench.root.locator(".kernel .plot")
    kernel.focus()
    kernel.press("ArrowRight")
    kernel.press("ArrowUp")
    weights = bench.root.get_by_label("Weights", exact=True).input_value().replace("−", "-")
    assert read_kernel(weights)[1] > 1
    bench.shows(Filtered(np.array(bench.listed(".given")), read_kernel(weights)))
    until(bench.page, lambda: "se_kernel" in bench.query())
    kept = read_series(bench.query()["se_values"])
    assert kept.tolist() == pytest.approx(bench.listed(".given"), rel=1e-3)


def test_own_numbers_are_typed_or_come_in_a_file_and_what_cannot_be_loses_nothing(bench, tmp_path):
    bench.root.get_by_text("Own numbers", exact=True).locator("visible=true").click()
    area = bench.root.locator(".along textarea")
    area.fill("1\nNaN\n3")
    bench.press("Use these")
    note = bench.root.locator(".own-note")
    expect(note).to_contain_text("Line 1 holds “NaN”")
    expect(note).to_contain_class("refused")
    assert bench.listed(".given") == SAMPLES["six"].values.tolist()
    file = tmp_path / "recording.csv"
    file.write_text("time;value\n0;1,5\n1;2\n2;-3\n")
    bench.root.locator("input[type=file]").set_input_files(file)
    expect(note).to_contain_text("“value”")
    bench.shows(Filtered(np.array([1.5, 2, -3]), read_kernel("-1 1")))
    file.write_text("1 " * 10**6)
    bench.root.locator("input[type=file]").set_input_files(file)
    expect(note).to_contain_text("save fewer lines")
    assert bench.listed(".given") == [1.5, 2, -3]
    bench.type_weights("1 two")
    expect(bench.root.locator(".fault:visible")).to_contain_text("Weight 1 reads “two”")
    bench.shows(Filtered(np.array([1.5, 2, -3]), read_kernel("-1 1")))
    bench.type_weights("1 1 1 1")
    expect(bench.root.locator(".fault:visible")).to_contain_text("does not fit")
    assert bench.size == "≠"
    file.write_text("1\n" * (MOST_TEXT // 2))
    bench.root.locator("input[type=file]").set_input_files(file)
    expect(note).to_contain_text(f"{MOST_TEXT // 2:,} numbers; the first {MOST:,}")


def test_length_and_numbers_are_predicted_first(visitor):
    bench = Bench(visitor.go("series", se_values="six", predict="true"))
    expect(bench.root.locator(".made .plot")).to_be_hidden()
    assert bench.size == "= ?"
    guess = bench.root.get_by_label("How many numbers does the output have?").locator("visible=true")
    guess.fill("5")
    guess.press("Enter")
    expect(bench.root.locator(".made .plot")).to_be_visible()
    guess = bench.root.get_by_label("What is output 0?").locator("visible=true")
    guess.fill("4")
    guess.press("Enter")
    expect(bench.root.locator(".predict-form:visible .wrong")).to_contain_text("You ")
    expect(bench.said).to_have_text("")
    guess.fill("0")
    guess.press("Enter")
    expect(bench.said).to_contain_text("Output 0: positions 0–1")


def test_C15_a_volume_is_convolved_slice_by_slice_and_turned_in_space(bench):
    bench.root.get_by_role("radio", name="Volume", exact=True).click()
    bench.set("Size", 5)
    bench.root.get_by_label("Shape", exact=True).select_option(label="Cross")
    made = Convolved(shape("cross", 5), read_voxels(KERNELS["columns"].text))
    assert bench.size == f"= {len(made.output)}"
    slices = bench.root.locator(".after .slices canvas")
    with hand_that_never_rests(bench.page):
        slices.focus()
        for _ in range(5):
            for key in ("PageUp", "ArrowUp", "ArrowLeft"):
                slices.press(key)
        for at, key in (((0, 0, 0), None), ((1, 0, 0), "PageDown"), ((1, 0, 1), "ArrowRight")):
            if key:
                slices.press(key)
            sentence = made.trace(at).sentence()
            where = "slice {}, row {}, column {}".format(*at)
            expect(bench.said).to_have_text(f"Output at {where}: {sentence}.")
            assert number(bench.root.locator(".sum b:visible").inner_text()) == made.output[at]
        products = bench.root.locator(".voxel-products .cell").all_inner_texts()
        assert [number(one) for one in products] == made.trace((1, 0, 1)).products.ravel().tolist()
        weight = bench.root.get_by_label("Weight, slice 1, row 1, column 1", exact=True)
        weight.fill("5")
        weight.press("Enter")
        kernel = made.kernel.copy()
        kernel[1, 1, 1] = 5
        changed = Convolved(made.values, kernel)
        expect(bench.said).to_contain_text(changed.trace((1, 0, 1)).sentence())
    solid = bench.root.locator(".after .solid")
    look = "canvas => canvas.toDataURL()"
    before = [bench.root.locator(f"{at} .solid").evaluate(look) for at in (".before", ".after")]
    box = solid.bounding_box()
    bench.page.mouse.move(box["x"] + 60, box["y"] + 60)
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + 110, box["y"] + 40, steps=4)
    bench.page.mouse.up()
    solid.focus()
    solid.press("ArrowUp")
    bench.page.evaluate(DRAWN)
    after = [bench.root.locator(f"{at} .solid").evaluate(look) for at in (".before", ".after")]
    assert all(one != other for one, other in zip(before, after, strict=True))
    bench.page.wait_for_url(re.compile("vo_turn=.*"))
    turned = solid.get_attribute("aria-label")
    until(bench.page, lambda: "vo_kernel" in bench.query() and "vo_at" in bench.query())
    bench.page.reload()
    again = Bench(bench.visitor.settle())
    expect(again.said).to_contain_text(changed.trace((1, 0, 1)).sentence())
    expect(again.root.locator(".after .solid")).to_have_attribute("aria-label", turned)
    assert complaints(bench.page) == []


VOXELS = "\n".join(["0 1 0 0; 1 1 1 2; 0 1 0 0"] * 3 + ["0 0 0 0; 0 -1.5 0 0; 0 0 0 4"])


def is_kernel(text, kernel):
    """Is this the address's text for a kernel? It is written anew for each size that is set."""
    return text is not None and np.array_equal(read_voxels(text), kernel)


def test_C15_own_voxels_are_typed_and_the_kernel_has_another_size(visitor):
    bench = Bench(visitor.go("series", sv_of="volume"))
    bench.root.get_by_text("Type voxels", exact=True).click()
    area, note = (bench.root.locator(f".volume {at}") for at in ("textarea", ".voxels-note"))
    area.fill("1 2 3; 4 5 6; 7 8 9")
    bench.press("Use these")
    expect(note).to_contain_text("This has 1 slice, 3 rows, 3 columns")
    expect(note).to_contain_class("refused")
    expect(area).to_have_attribute("aria-invalid", "true")
    expect(area).to_have_accessible_description(re.compile("at least 3 slices"))
    assert bench.size == "= 8"
    bench.root.get_by_text("Type voxels", exact=True).click()
    bench.root.get_by_label("Outputs are shown from").press("ArrowRight")
    bench.root.get_by_text("Type voxels", exact=True).click()
    expect(area).to_have_value("1 2 3; 4 5 6; 7 8 9")
    area.fill(VOXELS.replace(" ", ",").replace(";,", "; "))
    bench.press("Use these")
    expect(note).to_have_text("4 slices of 3 rows and 4 columns were taken.")
    expect(area).to_have_attribute("aria-invalid", "false")
    bench.set("Kernel slices", 1)
    bench.set("Kernel columns", 2)
    made = Convolved(read_shape(VOXELS), read_voxels(KERNELS["columns"].text)[1:2, :, :2])
    assert bench.size == "= 4 × 1 × 3"
    assert bench.root.locator(".voxels input").count() == made.kernel.size
    at = np.unravel_index(np.abs(made.output).argmax(), made.output.shape)
    expect(bench.said).to_contain_text(made.trace(at).sentence())
    until(bench.page, lambda: is_kernel(bench.query().get("vo_kernel"), made.kernel))
    bench.page.reload()
    again = Bench(bench.visitor.settle())
    expect(again.said).to_contain_text(made.trace(at).sentence())
    assert again.size == "= 4 × 1 × 3"
    assert complaints(bench.page) == []
