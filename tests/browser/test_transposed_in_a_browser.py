"""A transposed convolution by hand, by keys and while it plays; row C14 of the curriculum."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz.geometry import transposed_output_size
from cnnviz.numbers import format_number
from cnnviz.transposing import Transposing
from pages.ui.transposed.examples import examples
from tests.browser.connection import asks_nobody
from tests.browser.waits import hand_that_never_rests, until, until_page

PLAIN = {"stride": 2}
SQUARE = "1 2\n3 4"


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


class Bench:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".transposed")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def cells(self, selector):
        """The numbers written in a grid, row by row."""
        texts, columns = self.root.locator(selector).evaluate(
            "grid => [[...grid.children].map((cell) => cell.value ?? cell.textContent),"
            " Number(grid.style.getPropertyValue('--columns'))]"
        )
        return [texts[start : start + columns] for start in range(0, len(texts), columns)]

    def numbers(self, selector):
        return np.array([[number(text) for text in row] for row in self.cells(selector)])

    def marked(self, selector):
        """Which cells of a grid are marked, in reading order."""
        return self.root.locator(selector).evaluate(
            "grid => [...grid.children].flatMap((cell, at) => (cell.matches('.marked') ? [at] : []))"
        )

    def made(self, **options):
        """What the package makes of the numbers that stand on the page."""
        return Transposing(self.numbers(".given .grid"), self.numbers(".kernel .grid"), **options)

    def shows(self, **options):
        """Wait until the output on the page is the package's of the input and kernel on the page."""
        until(self.page, lambda: self.written() == self.meant(**options))

    def written(self):
        return self.cells(".sum")

    def meant(self, **options):
        return [[format_number(one) for one in row] for row in self.made(**options).output.tolist()]

    def cell(self, selector, at):
        return self.root.locator(f"{selector} > .cell").nth(at)

    def type(self, selector, at, text):
        field = self.cell(selector, at)
        field.fill(text)
        field.press("Enter")
        return field

    def set(self, label, value):
        field = self.root.get_by_role("spinbutton", name=label, exact=True)
        field.fill(str(value))
        field.press("Enter")

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def choose(self, name):
        self.root.get_by_role("radio", name=name, exact=True).click()

    def start_from(self, title):
        self.root.get_by_label("Start from").select_option(label=title)

    @property
    def size(self):
        return self.root.locator(".formula .line:not([hidden]) .result b").all_inner_texts()

    @property
    def said(self):
        return self.root.locator(".said")


@pytest.fixture
def bench(visitor):
    return Bench(visitor.go("transposed"))


@pytest.fixture
def square(visitor):
    return Bench(visitor.go("transposed", tr_input=SQUARE, tr_kernel="1 -1 2\n0 3 1"))


def test_C14_the_lessons_rows_stand_on_the_page_and_equal_inputs_come_out_as_a_checkerboard(bench):
    assert bench.written() == [list("1121211")]
    assert bench.cells("[data-key=coverage] .grid") == [list("1121211")]
    assert bench.size == ["= 7"]
    expect(bench.root.locator(".remark")).to_contain_text("a checkerboard")
    bench.start_from("Row of ones, kernel 2")
    assert bench.written() == [["1"] * 6]
    expect(bench.root.locator(".remark")).to_contain_text("no checkerboard")
    for title, output in (("Row 1 2", "1 1 3 2 2"), ("Row 2 1 3", "2 4 3 2 4 6 3")):
        bench.start_from(title)
        assert bench.written() == [output.split()]
    for example in examples():
        bench.start_from(example.title)
        assert bench.root.get_by_label("Start from").input_value() == example.title
        assert len(bench.cells(".given .grid")) == len(example.input.split("\n"))
        made = bench.made(stride=example.stride) if "/" not in example.kernel else None
        if made is not None:
            assert bench.size[-1] == f"= {made.output.shape[1]}"


def test_C14_there_and_back_the_shape_returns_and_resized_first_each_output_collects_as_many_numbers(bench):
    bench.start_from("Row 3 1 4 1 5")
    bench.choose("There and back")
    assert bench.cells("[data-key=convolved] .grid") == [["8", "10"]]
    assert bench.cells("[data-key=restored] .grid") == [["8", "8", "18", "10", "10"]]
    expect(bench.root.locator(".remark")).to_contain_text("1 × 5 → 1 × 2 → 1 × 5")
    bench.type(".given .grid", 2, "-7")
    back = bench.made(**PLAIN).back()
    assert bench.numbers("[data-key=restored] .grid").tolist() == back.restored.tolist()
    bench.choose("Checkerboard")
    bench.start_from("4 × 4 ones")
    made = bench.made(**PLAIN)
    smooth = bench.root.locator("[data-key=smooth] .grid")
    for name, mode in (("Nearest", "nearest"), ("Bilinear", "bilinear")):
        bench.choose(name)
        even = f"{made.smooth_coverage(mode).max()} numbers, everywhere"
        expect(bench.root.locator(".remark")).to_contain_text(even)
        assert (
            smooth.evaluate("grid => new Set([...grid.children].map((one) => one.style.background)).size")
            == 1
        )


def test_C14_typed_numbers_and_every_option_change_the_output_and_what_is_no_number_loses_nothing(bench):
    field = bench.type(".given .grid", 1, "two")
    expect(bench.root.get_by_role("alert").first).to_contain_text("Row 0, column 1 reads “two”")
    expect(field).to_have_value("two")
    assert bench.written() == [list("1121211")]
    bench.type(".given .grid", 1, "2")
    expect(bench.root.get_by_role("alert")).to_have_count(0)
    bench.shows(stride=2)
    with hand_that_never_rests(bench.page):
        bench.type(".given .grid", 0, "9")
        assert bench.written() == bench.meant(**PLAIN)
    bench.type(".given .grid", 1, "1/2")
    bench.type(".kernel .grid", 0, "−3")
    expect(bench.cell(".given .grid", 1)).to_have_value("1/2")
    bench.type(".given .grid", 1, "0,5")
    bench.shows(stride=2)
    bench.type(".given .grid", 1, "6")  # whole numbers have room in more cells
    options = {"Stride": 3, "Padding": 1, "Output padding": 2, "Dilation": 2}
    for label, value in options.items():
        bench.set(label, value)
    chosen = {label.lower().replace(" ", "_"): value for label, value in options.items()}
    bench.shows(**chosen)
    sizes = bench.made(**chosen).sizes
    assert bench.size == [f"= {size.size}" for size in sizes]
    bench.page.wait_for_url(re.compile("tr_dilation=2"))


def test_pointing_and_arrow_keys_show_what_an_output_collects_and_where_an_input_goes(square):
    made = square.made(**PLAIN)
    _, columns = made.output.shape
    row, column = np.unravel_index(made.coverage.argmax(), made.coverage.shape)
    trace = made.gather(int(row), int(column)).sentence()
    with asks_nobody(square.visitor, "transposed"):
        square.cell(".sum", row * columns + column).hover()
        expect(square.said).to_have_text(f"{trace[0].upper()}{trace[1:]}.")
    assert len(square.marked(".given .grid")) == made.coverage.max()
    assert square.marked(".sum") == square.marked("[data-key=coverage] .grid") == [row * columns + column]
    square.cell(".given .grid", 3).hover()
    trace = made.scatter(1, 1)
    expect(square.said).to_have_text(f"{trace.sentence()}.")
    rows, places = trace.targets
    assert square.marked(".sum") == [r * columns + c for r in rows.tolist() for c in places.tolist()]
    assert square.numbers(".stamp .grid").tolist() == trace.stamp[0].tolist()
    square.page.mouse.move(5, 5)
    output = square.root.locator(".sum")
    output.focus()
    output.press("Home")
    assert square.marked(".sum") == [0]
    output.press("ArrowRight")
    output.press("ArrowDown")
    assert square.marked(".sum") == [made.output.shape[1] + 1]
    sentence = made.gather(1, 1).sentence()
    expect(square.root.locator(".live")).to_have_text(f"{sentence[0].upper()}{sentence[1:]}.")
    square.cell(".given .grid", 0).focus()
    square.page.keyboard.press("ArrowRight")
    square.page.keyboard.press("ArrowDown")
    expect(square.cell(".given .grid", 3)).to_be_focused()


def test_it_plays_through_the_outputs_and_stepping_through_the_inputs_adds_stamp_to_stamp(square):
    last = square.made(**PLAIN).output.size - 1
    square.root.get_by_label("Fill in").check()
    square.press("First")
    assert [text for row in square.written() for text in row].count("") == last
    square.root.get_by_label("Speed").select_option("16×")
    square.press("Play")
    until(square.page, lambda: square.marked(".sum") == [last])
    expect(square.root.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert "" not in [text for row in square.written() for text in row]
    square.page.wait_for_url(re.compile("tr_at="))
    square.choose("Scatter")
    square.press("First")
    inputs = square.numbers(".given .grid")
    for count in range(1, inputs.size + 1):
        some = inputs.copy()
        some.ravel()[count:] = 0
        alone = Transposing(some, square.numbers(".kernel .grid"), **PLAIN).output
        until(square.page, lambda alone=alone: square.numbers(".sum").tolist() == alone.tolist())
        square.press("Next")


def test_an_option_or_a_matrix_that_cannot_be_is_told_and_what_one_had_stays(bench):
    bench.set("Stride", 1)
    bench.set("Output padding", 1)
    expect(bench.root.get_by_role("alert")).to_contain_text("not below the stride 1")
    assert bench.size == ["≠"]
    expect(bench.root.locator(".sum")).to_be_hidden()
    bench.set("Dilation", 2)
    expect(bench.root.get_by_role("alert")).to_have_count(0)
    bench.shows(stride=1, output_padding=1, dilation=2)
    for label, value in {"Stride": 2, "Output padding": 0, "Dilation": 1}.items():
        bench.set(label, value)
    bench.set("Rows, input", 2)
    bench.set("Columns, kernel", 2)
    assert bench.numbers(".given .grid").tolist() == [[1, 1, 1], [0, 0, 0]]
    bench.shows(stride=2)
    sizes = [transposed_output_size(*pair, stride=2) for pair in ((2, 1), (3, 2))]
    assert bench.size == [f"= {size.size}" for size in sizes]
    paste = """(field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text", text);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }"""
    bench.cell(".given .grid", 0).evaluate(paste, "1\t2\n3\t-4\n")
    assert bench.numbers(".given .grid").tolist() == [[1, 2], [3, -4]]
    bench.shows(stride=2)
    bench.cell(".given .grid", 0).evaluate(paste, "1 2\n3")
    expect(bench.root.get_by_role("alert").first).to_contain_text("make all rows equally long")
    bench.cell(".given .grid", 0).evaluate(paste, " ".join("1" * 9))
    expect(bench.root.get_by_role("alert").first).to_contain_text("at most 8")
    assert bench.numbers(".given .grid").tolist() == [[1, 2], [3, -4]]


def test_size_and_numbers_are_predicted_first(visitor):
    bench = Bench(visitor.go("transposed", tr_input="2 1 3", tr_kernel="1 2 1", predict="true"))
    expect(bench.root.locator(".sum")).to_be_hidden()
    assert bench.size == ["= ?"]
    guess = bench.root.get_by_label(re.compile("How large is the output"))
    guess.fill("6")
    guess.press("Enter")
    expect(bench.root.locator(".predict-verdict:visible")).to_contain_text("You ")
    guess.fill("7")
    guess.press("Enter")
    expect(bench.root.locator(".sum")).to_be_visible()
    assert bench.written() == [["?"] * 7]
    made = bench.made(**PLAIN)
    guess = bench.root.get_by_label(re.compile("What is the output at row 0, column 2"))
    guess.fill(format_number(made.output[0, 2] - 2))
    guess.press("Enter")
    expect(bench.root.locator(".predict-form:visible .wrong")).to_contain_text("one stamp only")
    guess.fill(format_number(made.output[0, 2]))
    guess.press("Enter")
    expect(bench.cell(".sum", 2)).to_have_text(format_number(made.output[0, 2]))
    assert bench.written()[0].count("?") == made.output.size - 1
    bench.type(".given .grid", 0, "5")  # another task: nothing is known of it
    expect(bench.root.locator(".sum")).to_be_hidden()
