"""Stack in Chromium: layers changed, frames under the pointer, two stacks; rows A3, C12, C13, P3 and P5."""

import re

import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.numbers import format_number
from cnnviz.stack import PRESETS, costs, gradient, outputs, seen, squared_text
from pages.ui.stack.setting import query_of
from tests.browser.connection import asks_nobody
from tests.browser.waits import still, until_page


def picture_of(name):
    preset = PRESETS[name]
    if preset.typed:
        return images.parse_matrix(preset.typed)[None].astype(float)
    return images.to_whole(images.to_grey(images.load_sample(preset.sample)))[None].astype(float)


class Layers:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".stack")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def frame(self, side, layer, plane=0):
        return self.root.locator(
            f".sides .frame[data-side='{side}'][data-layer='{layer}'][data-map='{plane}']"
        )

    def point(self, frame, at, size):
        """Point at a cell of a map."""
        box = frame.bounding_box()
        shares = [(place + 0.5) / side for place, side in zip(at, size, strict=True)]
        self.page.mouse.move(box["x"] + shares[1] * box["width"], box["y"] + shares[0] * box["height"])

    def text(self, part):
        return self.root.locator(part)

    def columns(self):
        return self.root.locator(".column:not(.difference) .note").all_inner_texts()

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).click()

    def go(self, name):
        return Layers(self.visitor.go("stack", **query_of(name)))


@pytest.fixture
def layers(visitor):
    return lambda name, **query: Layers(visitor.go("stack", **{**query_of(name), **query}))


def ring_of(frame):
    """The share of a map that is ringed: first row, first column, rows, columns; None without a ring."""
    return frame.evaluate(
        """(frame) => {
          const ring = frame.lastElementChild;
          if (ring.hidden) return null;
          const [outer, inner] = [frame, ring].map((node) => node.getBoundingClientRect());
          return [(inner.top - outer.top) / outer.height, (inner.left - outer.left) / outer.width,
            inner.height / outer.height, inner.width / outer.width];
        }"""
    )


def test_C12_pointing_frames_what_a_number_sees_down_to_the_picture_without_a_request(layers):
    view = layers("squares")
    stack, image = PRESETS["squares"].stack, picture_of("squares")
    maps = outputs(stack, image)
    frames = [view.root.locator(".whole .frame"), view.frame(0, 0, 2), view.frame(0, 1)]
    sizes = [one.shape[1:] for one in (image, *maps)]
    with asks_nobody(view.visitor, "stack"):
        for at in ((1, 8), (4, 2)):
            view.point(view.frame(0, 1), at, maps[-1].shape[1:])
            expect(view.text(".number")).to_have_text(format_number(maps[-1][0][at]))
            for span, frame, (rows, columns) in zip(seen(stack, at), frames, sizes, strict=True):
                expected = [span.top / rows, span.left / columns, span.rows / rows, span.columns / columns]
                assert ring_of(frame) == pytest.approx(expected, abs=0.02)


def test_C12_an_edited_weight_an_inserted_pool_and_a_removed_layer_are_followed_also_by_the_address(layers):
    view = layers("missed")
    expect(view.text(".number")).to_have_text("0")
    view.root.get_by_role("button", name="Layer 1: 2×2 kernel, ReLU").click()
    view.press("Add pool")
    assert len(view.columns()) == 3
    weight = view.root.get_by_role("textbox", name="Bias of map 0")
    view.root.get_by_role("button", name=re.compile("^Layer 3")).click()
    weight.fill("x")
    weight.press("Enter")
    expect(view.text(".fault")).to_contain_text("The number before stays")
    weight.fill("−2")
    weight.press("Enter")
    expect(view.text(".fault")).to_be_hidden()
    view.page.wait_for_url(re.compile("pool_max_2_2.*_-2"))
    view.press("Remove")
    assert len(view.columns()) == 2


def test_C13_the_field_grows_layer_by_layer_and_leaps_behind_a_pool_with_its_weights_below(layers):
    view = layers("field", predict="true")
    assert all("sees" not in note for note in view.columns())
    for typed, told in (("9", "added up the windows"), ("7", "Right")):
        view.root.get_by_role("textbox", name="How many pixels wide").fill(typed)
        view.press("Check")
        expect(view.text(".verdict")).to_contain_text(told)
    view.press("Predict first")
    preset = PRESETS["field"]
    fields = costs(preset.stack, (1, 512, 512)).fields
    assert [note.split("\n")[1] for note in view.columns()[:3]] == [f"sees {n} × {n}" for n in fields]
    for stack in (preset.stack, preset.beside):
        expect(view.text(".of-C")).to_contain_text(squared_text(stack, 16))
    view.root.get_by_role("button", name="More: Maps in every layer, C").click()
    expect(view.text(".of-C")).to_contain_text(squared_text(preset.stack, 17))
    view.root.get_by_role("button", name="Layer 1: 3×3 kernel", exact=True).click()
    view.press("Add pool")
    assert [note.split("\n")[1] for note in view.columns()[:4]] == [f"sees {n} × {n}" for n in (3, 4, 8, 12)]


def test_A3_C13_the_difference_is_0_until_a_relu_fills_it_and_slopes_reach_as_far_as_a_number_sees(
    layers,
):
    view = layers("one")
    preset = PRESETS["one"]
    slopes = gradient(preset.stack, picture_of("one"), preset.at[1:])[0]
    span = seen(preset.stack, preset.at[2:])[0]
    inside = slopes[span.top : span.top + span.rows, span.left : span.left + span.columns]
    cells = view.root.locator(".slopes .cells span").all_inner_texts()
    assert cells == [format_number(float(slope), 3) for slope in inside.ravel()]
    total = outputs(PRESETS["one"].stack, picture_of("one"))[-1].size
    note = view.root.locator(".difference .note")
    expect(note).to_have_text(f"0 in all {total:,} numbers: equal to the last bit")
    view.root.get_by_role("button", name="Layer 1: 3×3 kernel", exact=True).click()
    view.root.get_by_role("combobox", name="Activation").select_option("relu")
    expect(note).to_contain_text("numbers differ, by up to")
    view.visitor.settle()
    view.press("Beside: one kernel")
    expect(view.text(".fault")).to_contain_text("bends its numbers by ReLU")
    view.root.get_by_role("combobox", name="Activation").select_option("linear")
    view.press("Remove the second")
    expect(note).to_have_count(0)
    view.visitor.settle()
    view.press("Beside: one kernel")
    expect(note).to_contain_text("equal to the last bit")


def test_P3_and_P5_maps_of_all_layers_are_as_large_and_their_numbers_stand_in_a_table(layers):
    view = layers("contours")
    widths = [still(view.page, view.frame(0, layer).bounding_box)["width"] for layer in range(3)]
    assert max(widths) - min(widths) < 1
    view = view.go("dark")
    view.root.get_by_text("The layers and the map as tables").click()
    lines = view.root.locator(".as-map table").first.locator("tr")
    expect(lines).to_have_count(3)  # a table is written once it is unfolded
    rows = lines.all_inner_texts()
    for row, stack in zip(rows[1:], (PRESETS["dark"].stack, PRESETS["dark"].beside), strict=True):
        made = outputs(stack, picture_of("dark"))[-1]
        for value in (made.min(), made.mean(), made.max()):
            assert format_number(float(value)) in row
    view.root.get_by_role("combobox", name="Pool").select_option("max")
    expect(view.root.locator(".difference .note")).to_contain_text("equal to the last bit")


def test_an_example_is_one_click_and_keys_lead_through_its_layers(layers):
    view = layers("deep")
    view.root.get_by_role("link", name=PRESETS["kirsch"].title).click()
    expect(view.text(".about")).to_have_text(PRESETS["kirsch"].about)
    expect(view.text(".number")).to_have_text("1")
    view.root.locator(".pinned").focus()
    view.page.keyboard.press("ArrowRight")
    expect(view.text(".where")).to_have_text("Layer 3, map 0, row 1, column 9:")
    view.page.keyboard.press("PageUp")
    expect(view.text(".where")).to_contain_text("Layer 2, map 0,")
    expect(view.root.locator(".pinned")).to_be_focused()


def test_C12_on_a_small_picture_of_ones_own_the_page_begins_where_the_stack_has_found_something(visitor):
    kernel = "conv_3_1_0_relu_1_1_1_1_0_1_0_0_1_0_-4"
    typed = "\n".join(
        ["0 0 0 0 0 0", "0 1 1 1 0 0", "0 0 1 0 0 0", "0 0 1 0 0 0", "0 0 0 0 0 0", "0 0 0 0 0 0"]
    )
    view = Layers(visitor.go("stack", img="matrix", matrix=typed, stack=kernel))
    expect(view.text(".number")).to_have_text("1")
