"""A normal map and its light in Chromium; row C16 of the curriculum."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.normal_map import Light, NormalMap, lit
from pages.ui.inputs.samples import grey_sample
from tests.browser.canvas import painted
from tests.browser.connection import asks_nobody
from tests.browser.waits import until, until_page

BUMP = "0 0 0 0\n0 4 4 0\n0 4 9 0\n0 0 0 0"


def numbers(text):
    return [float(one.replace("−", "-")) for one in re.findall(r"−?\d+(?:\.\d+)?", text.replace(",", " "))]


class Surface:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".normal")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def frame(self, name):
        return self.root.locator(f"[data-figure={name}] .frame")

    def pixels(self, name):
        """The colours of a figure, a row for each pixel."""
        return painted(self.frame(name).locator("canvas"))[..., :3].reshape(-1, 3)

    @property
    def colour(self):
        return [int(level) for level in numbers(self.root.locator(".colour b").inner_text())]

    def sum(self, name):
        (total,) = numbers(self.root.locator(f"[data-sum={name}] .total").inner_text())
        products = numbers(" ".join(self.root.locator(f"[data-sum={name}] .products b").all_inner_texts()))
        return total, products

    def hover(self, name, row, column, size):
        box = self.frame(name).bounding_box()
        x, y = ((at + 0.5) / side for at, side in zip((column, row), size[::-1], strict=True))
        self.page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        expect(self.root.locator("h2")).to_have_text(f"Row {row}, column {column}")

    def set(self, label, value):
        if isinstance(value, int):
            self.root.get_by_role("slider", name=label).fill(str(value))
        else:
            self.root.get_by_role("combobox", name=label).select_option(value)


@pytest.fixture
def surface(visitor):
    def go(**query):
        return Surface(visitor.go("normal_map", **query))

    return go


def test_C16_a_bump_follows_strength_and_green_and_a_flat_area_is_128_128_255_up_to_a_dark_border(surface):
    view = surface(img="matrix", matrix=BUMP, nm_strength="3")
    matrix = images.parse_matrix(BUMP)
    for strength, green in ((3, "opengl"), (9, "opengl"), (9, "directx")):
        view.set("Strength", strength)
        view.set("Green points", green)
        made = NormalMap(matrix, strength, np.ptp(matrix), green=green)
        np.testing.assert_array_equal(view.pixels("map"), made.colours.reshape(-1, 3))
    view.page.wait_for_url(re.compile("(?=.*nm_strength=9)(?=.*nm_green=directx)"))
    with asks_nobody(view.visitor, "normal_map"):
        view.hover("map", 0, 0, matrix.shape)
    for row, column in np.ndindex(matrix.shape):
        view.hover("map", row, column, matrix.shape)
        assert view.colour == made.colours[row, column].tolist()
        for name, expected in zip(("across", "down"), made.sums[:, row, column], strict=True):
            total, products = view.sum(name)
            assert total == expected == sum(products)
        vector = numbers(view.root.locator(".steps div").nth(3).inner_text().split("=")[1])
        np.testing.assert_allclose(vector, made.vectors[:, row, column], atol=6e-4)
        assert sum(part * part for part in vector) == pytest.approx(1, abs=3e-3)
    view.page.evaluate("document.body.dataset.same = 'page'")
    view.root.get_by_role("link", name="A flat area").click()
    until(view.page, lambda: (view.pixels("map") == (128, 128, 255)).all())
    assert view.colour == [128, 128, 255]
    assert view.page.evaluate("document.body.dataset.same") == "page"
    view.set("Border", "constant")
    until(view.page, lambda: (view.pixels("map") != (128, 128, 255)).any())


def test_C16_the_lamp_is_dragged_over_a_photo_at_once_and_asks_no_server(surface):
    view = surface(img="astronaut")
    heights = grey_sample("astronaut")  # as large as pictures are
    made = NormalMap(heights, 20)
    asked = []
    box = view.frame("lit").bounding_box()
    view.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    view.page.mouse.down()
    view.page.on("request", lambda request: asked.append(request.url))
    followed = view.frame("lit").evaluate(
        """(frame) => {
          const { left, top, width, height } = frame.getBoundingClientRect();
          const canvas = frame.querySelector("canvas");
          return [0.7, 0.77, 0.84].map((at) => {
            const before = canvas.toDataURL();
            const clientX = left + width * at;
            frame.onpointermove(new PointerEvent("pointermove", { clientX, clientY: top + height * 0.25 }));
            return canvas.toDataURL() !== before;
          });
        }"""
    )
    assert followed == [True] * 3, "the light is drawn in the call that the pointer makes"
    assert not asked
    view.page.mouse.up()
    # A slow hand is told of where it pressed, too.
    dragged = re.compile(r"nm_light=(249|250|251)_(839|840|841)\b")
    view.page.wait_for_url(dragged)
    down, right = map(int, dragged.search(view.page.url).groups())
    expected = 255 * lit(made.vectors, Light(down, right, 30)).reshape(-1, 1)
    np.testing.assert_allclose(view.pixels("lit"), np.tile(expected, 3), atol=0.51)
    view.frame("lit").press("ArrowDown")
    view.frame("lit").press("Shift+ArrowLeft")
    view.page.wait_for_url(re.compile(f"nm_light={down + 25}_{right - 100}"))
    view.set("Lit surface", "picture")
    view.page.wait_for_url(re.compile("nm_surface=picture"))
    brightness = lit(made.vectors, Light(down + 25, right - 100, 30)).reshape(-1, 1)
    expected = brightness * view.pixels("picture")
    np.testing.assert_allclose(view.pixels("lit"), expected, atol=0.51)


def test_the_pixel_is_moved_by_keys_and_stands_in_a_table(surface):
    view = surface(img="matrix", matrix=BUMP, nm_at="0.1.1")
    view.frame("map").press("ArrowRight")
    expect(view.root.locator("h2")).to_have_text("Row 1, column 2")
    view.page.wait_for_url(re.compile("nm_at=0.1.2"))
    view.root.locator("summary").click()
    told = view.root.locator("table tr").nth(2).locator("td").nth(2).inner_text()
    assert [int(level) for level in numbers(told)] == view.colour
    expect(view.root.locator(".said")).to_contain_text(f"colour ({', '.join(map(str, view.colour))})")


def test_what_is_to_be_predicted_is_hidden_until_it_is_right_or_revealed(surface):
    view = surface(img="matrix", matrix=BUMP, nm_at="0.1.1", predict="true")
    total = view.root.locator("[data-sum=across] .total")
    expect(total).to_be_hidden()
    expect(view.frame("map").locator("canvas")).to_be_hidden()
    field = view.root.get_by_label("which sum")
    across = NormalMap(images.parse_matrix(BUMP), 20).sums[0]
    field.fill(f"{-across[1, 1]:g}")
    field.press("Enter")
    expect(view.root.locator(".verdict")).to_contain_text("left column minus the right")
    field.fill(f"{across[1, 1]:g}")
    field.press("Enter")
    expect(view.root.locator(".verdict")).to_contain_text("Right")
    expect(total).to_be_visible()
    view.frame("map").press("ArrowDown")
    expect(total).to_be_hidden()
    view.root.get_by_role("button", name="Show me").click()
    expect(total).to_be_visible()
