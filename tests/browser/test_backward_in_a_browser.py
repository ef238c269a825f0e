"""One training step by hand, by keys and by click; row N7 of the curriculum."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from cnnviz.numbers import format_number
from tests.backward.steps import LESSON
from tests.browser.waits import until, until_page


class Bench:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.page = visitor.page
        self.root = self.page.locator(".backward")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def cells(self, name):
        """The numbers written in a figure, row by row."""
        texts, columns = self.root.locator(f"[data-name={name}] .grid").evaluate(
            "grid => [[...grid.children].map((cell) => cell.textContent),"
            " Number(grid.style.getPropertyValue('--columns'))]"
        )
        return [texts[start : start + columns] for start in range(0, len(texts), columns)]

    def shows(self, step):
        """Wait until the page shows this step."""
        until(self.page, lambda: [[format_number(step.prediction)]] == self.cells("p"))
        assert self.cells("L") == [[format_number(step.loss)]]

    def cell(self, name, at):
        return self.root.locator(f"[data-name={name}] .cell").nth(at)

    def weight(self, at):
        return self.root.locator("[data-of=w] .typed .cell").nth(at)

    def type(self, field, text):
        field.fill(text)
        field.press("Enter")

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def glowing(self):
        """Which windows pass anything on."""
        return self.root.locator(".tile").evaluate_all(
            "tiles => tiles.flatMap((tile, at) => (tile.matches('.dark') ? [] : [at]))"
        )


@pytest.fixture
def bench(visitor):
    return Bench(visitor.go("backward"))


def written(values):
    return [[format_number(one) for one in row] for row in values.tolist()]


def test_N7_one_click_takes_the_lessons_step_and_each_number_says_what_it_is_made_of(bench):
    bench.shows(LESSON)
    for name, values in (("z", LESSON.maps["conv"]), ("dw", LESSON.by_weight), ("dx", LESSON.by_input)):
        assert bench.cells(name) == written(values)
    assert bench.cells("nw") == written(LESSON.new_weight)
    assert bench.glowing() == [1]
    expect(bench.root.locator(".slope .measured")).to_contain_text("= 4.02")
    expect(bench.root.locator(".slope .gradient")).to_contain_text("gradient 4")
    bench.press("Step")
    bench.shows(LESSON.after)
    assert bench.cells("p") == [["5.1"]]
    bench.press("Start over")
    bench.shows(LESSON)
    said = bench.root.locator(".said")
    bench.cell("dx", 1).click()
    expect(said).to_contain_text("∂L/∂input, row 0, column 1: 2·1 = 2; the other window passes nothing.")
    bench.page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("row 0, column 2: 2·(−1) = −2")
    bench.root.locator(".tile").nth(1).focus()
    expect(said).to_contain_text("Window row 0, column 1")
    assert bench.cells("dw") == written(LESSON.by_weight)  # the winner's is all there is
    bench.page.keyboard.press("ArrowLeft")
    until(bench.page, lambda: bench.cells("dw") == [["0", "0"], ["0", "0"]])


def test_N7_typed_numbers_are_taken_at_once_and_kept_in_the_address(bench):
    bench.press("Step")
    bench.type(bench.weight(3), "1")
    changed = LESSON.after.weight.copy()
    changed[1, 1] = 1
    now = replace(LESSON, weight=changed)
    bench.shows(now)
    bench.type(bench.root.get_by_label("target t"), "1/2")
    bench.type(bench.root.get_by_label("Rate, as a number"), "0.01")
    now = replace(now, target=0.5, rate=0.01)
    bench.shows(now)
    kept = {"bw_weight": ["0.8 -1\n-0.1 1"], "bw_target": ["0.5"], "bw_rate": ["0.01"]}
    until(bench.page, lambda: parse_qs(urlsplit(bench.page.url).query) == kept)
    bench.type(bench.root.get_by_label("Rate, as a number"), "0")
    expect(bench.root.get_by_role("alert").filter(visible=True)).to_contain_text("stay between")
    bench.shows(now)


def test_a_weight_is_pulled_along_its_curve_and_nudged_by_keys_and_what_does_not_fit_is_said(bench):
    pool = bench.root.get_by_role("spinbutton", name="Max pool, rows and columns")
    for _ in range(2):
        pool.press("ArrowUp")
    expect(bench.root.locator(".size-fault")).to_contain_text("A pool of 3 × 3 does not fit a map of 2 × 2")
    expect(bench.root.locator("[data-name=p]")).to_be_hidden()
    pool.press("ArrowDown")
    bench.shows(LESSON)
    dot = bench.root.get_by_role("slider", name="w at row 0, column 0")
    dot.focus()
    dot.press("ArrowRight")
    bench.shows(LESSON.nudged((0, 0), 0.01))
    box = bench.root.locator(".plot").bounding_box()
    bench.page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"])
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + 0.1 * box["width"], box["y"] + 0.5 * box["height"], steps=3)
    bench.page.mouse.up()
    until(bench.page, lambda: float(bench.weight(0).input_value().replace("−", "-")) < 0.5)
    pulled = LESSON.weight.copy()
    pulled[0, 0] = float(bench.weight(0).input_value().replace("−", "-"))
    bench.shows(replace(LESSON, weight=pulled))


def test_gradients_are_hidden_until_they_are_predicted(visitor):
    bench = Bench(visitor.go("backward", predict="true"))
    assert bench.cells("dw") == bench.cells("nw") == [["?", "?"]] * 2
    bench.cell("dw", 3).click()
    guess = bench.root.get_by_label("What is ∂L/∂weight at row 1, column 1?")
    bench.type(guess, "2")
    expect(bench.root.locator(".predict-form:visible .wrong")).to_contain_text("left out the error")
    bench.type(guess, "4")
    until(bench.page, lambda: bench.cells("dw") == [["?", "?"], ["?", "4"]])
    bench.press("Step")
    until(bench.page, lambda: bench.cells("dw") == [["?", "?"]] * 2)
