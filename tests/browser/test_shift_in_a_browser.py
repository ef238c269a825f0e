"""A picture that is dragged in Chromium, and what follows; rows C11 and I7 of the curriculum."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.pixels import answer
from cnnviz.shift import shift, shuffled, template_of
from pages.ui.shift.examples import EXAMPLES
from tests.browser.connection import asks_nobody
from tests.browser.waits import hand_that_never_rests, until, until_page


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


class Moving:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".shift")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def figure(self, name):
        return self.root.locator(f"[data-figure={name}]")

    def numbers(self, name):
        return [
            number(text) if text else None
            for text in self.figure(name).locator(".numbers span").all_inner_texts()
        ]

    def note(self, name):
        return self.figure(name).locator(".note").inner_text()

    @property
    def said(self):
        return self.root.locator(".said").inner_text()

    @property
    def moved(self):
        return self.root.locator(".moves output").inner_text()

    def key(self, *names):
        for name in names:
            self.figure("picture").locator(".frame").press(name)

    def control(self, group, label):
        return self.root.get_by_role("group", name=group).get_by_label(label, exact=True)

    def set(self, group, label, value):
        field = self.control(group, label)
        field.fill(str(value))
        field.press("Enter")

    def shows(self, name, numbers):
        until(self.page, lambda: self.numbers(name) == numbers)


@pytest.fixture
def moving(visitor):
    def go(example=None, **query):
        started = EXAMPLES[example].query if example else {}
        return Moving(visitor.go("shift", **{**started, **query}))

    return go


def drag(moving, right, down=0):
    """Drag the picture by pixels of its own, and keep hold of it."""
    frame = moving.figure("picture").locator(".frame")
    box = frame.bounding_box()
    rows, columns = frame.locator("canvas").evaluate("canvas => [canvas.height, canvas.width]")
    x, y = round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)  # events have whole pixels
    moving.page.mouse.move(x, y)
    moving.page.mouse.down()
    across, along = round(right * box["width"] / columns), round(down * box["height"] / rows)
    moving.page.mouse.move(x + across, y + along, steps=3)


def test_C11_the_map_follows_the_dragged_picture_pixel_for_pixel_at_once_and_asks_no_server(moving):
    view = moving(move="0_0")
    drag(view, right=20, down=-7)
    assert view.moved == "Drag it; moved 7 up, 20 right"
    assert re.match(r"Moved along by 7 up, 20 right: all [\d,]+ inside are the same\.", view.note("first"))
    assert "7/2 cells" in view.note("second")
    view.page.mouse.up()
    view.page.wait_for_url(re.compile("move=-7_20"))
    asked = []
    with hand_that_never_rests(view.page):
        drag(view, right=1)
        view.page.on("request", lambda request: asked.append(request.url))
        followed = view.root.evaluate(
            """(root) => {
              const frame = root.querySelector("[data-figure=picture] .frame");
              const map = root.querySelector("[data-figure=map] canvas");
              const { left, top, width } = frame.getBoundingClientRect();
              return [0.6, 0.7, 0.8].map((at) => {
                const before = map.toDataURL();
                const clientX = left + width * at;
                frame.onpointermove(new PointerEvent("pointermove", { clientX, clientY: top + 9 }));
                return map.toDataURL() !== before;
              });
            }"""
        )
        assert followed == [True] * 3, "the map is drawn in the call that the pointer makes"
        assert not asked
        view.page.mouse.up()


def test_C11_the_rows_of_the_course_stand_on_the_page_which_says_how_a_number_comes_about(moving):
    view = moving("stride", move="0_0")
    view.shows("map", [1, 1, 0])
    view.key("ArrowRight")
    assert view.numbers("map") == [0, 2, 0]
    assert view.numbers("first") == [-1, 1, 0]
    assert "1 pixel is 1/2 of a cell, so no shift by whole cells can match" in view.note("first")
    view.key("ArrowRight")
    assert view.numbers("first") == [None, 0, 0]
    view.set("Convolution", "Stride", 1)
    view.key("Home")
    view.shows("map", [1, 2, 1, 0, 0, 0])
    view.key("ArrowRight")
    assert view.numbers("map") == [0, 1, 2, 1, 0, 0]
    box = view.figure("map").locator(".frame").bounding_box()
    with asks_nobody(view.visitor, "shift"):
        view.page.mouse.move(box["x"] + box["width"] * 2.5 / 6, box["y"] + box["height"] / 2)
        until(view.page, lambda: view.said.startswith("Map, row 0, column 2: 2."))
    assert "1·0 + 2·1 + 1·0 = 2" in view.said
    assert "In the moved map the same number stands here." in view.said
    for name in ("picture", "map", "first"):
        expect(view.figure(name).locator(".ring")).to_be_visible()
    box = view.figure("pooled").locator(".frame").bounding_box()
    view.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(view.page, lambda: "the largest of 2 and 1 is 2" in view.said)
    view.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    view.page.wait_for_url(re.compile("shift_at=1.0.1"))


def test_C11_a_spot_holds_still_within_its_window_and_what_does_not_fit_leaves_the_maps(moving):
    view = moving("spot", move="0_0")
    before = view.numbers("pooled")
    view.set("Pooling", "Window", 3)
    expect(view.root.get_by_role("alert")).to_contain_text("fit")
    assert view.numbers("pooled") == before
    expect(view.control("Pooling", "Window")).to_have_value("3")
    view.set("Pooling", "Window", 1)
    expect(view.root.get_by_role("alert")).to_have_count(0)
    view.shows("pooled", [0, 9, 0, 0])
    view.key("ArrowRight")
    assert view.numbers("pooled") == [0, 9, 0, 0]
    view.key("ArrowRight")
    assert view.numbers("pooled") == [0, 0, 9, 0]
    view.set("Pooling", "Window across", 4)
    view.set("Pooling", "Stride across", 4)
    view.shows("pooled", [0, 9])
    view.key("ArrowLeft")
    assert view.numbers("pooled") == [9, 0]


def test_C11_padding_breaks_it_at_the_border_only(moving):
    view = moving("spot", matrix="1 2 3 4 5 6 7 8", pad="same", custom_text="1 2 1")
    expect(view.figure("first").locator(".note")).to_contain_text("1 at the border differs")
    expect(view.figure("first").locator(".note")).to_contain_text("inside are the same")


def test_I7_a_template_fails_where_its_object_stands_elsewhere(moving):
    view = moving("template", move="0_0")
    answers = []
    for _ in range(3):
        told = re.match(r"Now (\S+?),", view.note("second"))
        answers.append(number(told[1]))
        assert "largest number: 5 at home, 5 now" in view.note("second")
        view.key("ArrowRight")
    assert answers == [5, 0, 2]


def test_I7_another_template_has_its_own_answers(moving):
    view = moving("template", img="matrix", matrix="1 2 0 0\n0 3 1 0\n0 0 0 0\n0 0 0 0", move="0_0")
    matrix = images.parse_matrix("1 2 0 0\n0 3 1 0\n0 0 0 0\n0 0 0 0")
    weights = template_of(matrix, is_matrix=True)
    for by in range(3):
        assert number(re.match(r"Now (\S+?),", view.note("second"))[1]) == answer(
            weights, shift(matrix, (0, by))
        )
        view.key("ArrowRight")


def test_I7_a_pixel_stands_beside_about_the_same_one_and_shuffled_ones_do_not(moving):
    view = moving(img="camera", shift_measure="alike")
    pattern = r"Picture, row \d+, column \d+: (\S+); before it moved (\S+) stood here"
    for is_shuffled in (False, True):
        photo = images.to_whole(images.fit(images.to_grey(images.load_sample("camera")), 256))
        photo = shuffled(photo) if is_shuffled else photo
        expected = np.corrcoef(photo[:, 1:].ravel(), photo[:, :-1].ravel())[0, 1]
        told = re.search(r"picture correlation (\S+?),", view.note("curve"))
        assert number(told[1]) == pytest.approx(expected, abs=0.05)
        box = view.figure("picture").locator(".frame").bounding_box()
        view.page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 5)
        now, before = map(number, re.match(pattern, view.said).groups())
        row, column = map(int, re.findall(r"\d+", view.said)[:2])
        assert (now, before) == (photo[row, column - 1], photo[row, column])
        if not is_shuffled:
            view.root.locator("summary", has_text="Border").click()
            view.root.get_by_label("Shuffle the pixels").check()
            until(view.page, lambda: "correlation 0.0" in view.note("curve") or "−0.0" in view.note("curve"))


def test_keys_buttons_and_examples_move_the_picture_in_one_page_and_the_curve_is_also_a_table(moving):
    view = moving()
    view.page.evaluate("document.body.dataset.same = 'page'")
    view.root.locator("summary", has_text="as a table").click()
    rows = view.root.locator("table tr").all()
    told = [cell.inner_text() for cell in rows[2].locator("th, td").all()]
    assert told[0] == "1"
    assert f"picture {round(100 * number(told[1]), 1):g} % unchanged" in view.note("curve")
    view.key("ArrowDown", "Shift+ArrowRight")
    assert view.moved == "Drag it; moved 1 down, 9 right"
    view.root.get_by_role("button", name="Up", exact=True).click()
    view.root.get_by_role("button", name="Left", exact=True).click()
    assert view.moved == "Drag it; moved 8 right"
    view.page.wait_for_url(re.compile("move=0_8"))
    view.root.get_by_role("button", name="Back home").click()
    assert view.moved == "Drag it; moved 0"
    view.root.get_by_role("link", name=EXAMPLES["spot"].title).click()
    view.shows("map", [0, 0, 0, 9, 0, 0, 0, 0])
    assert view.page.evaluate("document.body.dataset.same") == "page"


def test_what_is_to_be_predicted_is_hidden_until_it_is_right_or_revealed(moving):
    view = moving("spot", predict="true", move="0_2")
    expect(view.figure("pooled").locator("canvas")).to_be_hidden()
    field = view.root.get_by_label("By how many cells")
    field.fill("2")
    field.press("Enter")
    expect(view.root.locator(".verdict")).to_contain_text("Each stride divides the shift")
    expect(view.figure("pooled").locator("canvas")).to_be_hidden()
    field.fill("1")
    field.press("Enter")
    expect(view.root.locator(".verdict")).to_contain_text("Right: 1")
    expect(view.figure("pooled").locator("canvas")).to_be_visible()
    view.key("ArrowRight")
    expect(view.figure("pooled").locator("canvas")).to_be_hidden()
    view.root.get_by_role("button", name="Show me").click()
    expect(view.figure("pooled").locator("canvas")).to_be_visible()
