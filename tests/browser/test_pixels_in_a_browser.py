"""A photo down to numbers, a line, its neighbours, a template; rows I1, I2 and I7 of the curriculum."""

import re
from functools import partial

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images, pixels
from cnnviz.models.garments import LABELS, load_gallery
from cnnviz.neurons.shipped import load_shipped
from cnnviz.numbers import format_number
from pages.ui.pixels.written import HOME
from tests.browser.connection import asks_nobody
from tests.browser.waits import DRAWN, still, until, until_page

CAT = images.to_whole(images.load_sample("cat"))
PHOTO = images.load_sample("camera")
EYE = (76, 152)
#: Keeps how many rows are laid, from now on: what is played may be over before a test has looked.
NOTE_LAID = """(told) => {
  window.allLaid = [];
  const note = () => window.allLaid.push(parseInt(told.textContent));
  new MutationObserver(note).observe(told, { childList: true });
}"""


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


class Pixels:
    """The view, read off the page."""

    def __init__(self, visitor):
        self.visitor, self.page = visitor, visitor.page
        self.root = self.page.locator(".pixels")
        until_page(self.page, "root => Number(root.dataset.paints) > 0", arg=self.root.element_handle())

    def at(self, selector):
        return self.root.locator(f"section:visible {selector}")

    def point(self, frame, row, column, shape):
        """Point at a pixel of a picture."""
        box = frame.bounding_box()
        x = box["x"] + (column + 0.5) / shape[1] * box["width"]
        self.page.mouse.move(x, box["y"] + (row + 0.5) / shape[0] * box["height"])

    def press(self, name):
        self.root.get_by_role("button", name=name, exact=True).locator("visible=true").click()

    def step(self, label, value):
        field = self.root.get_by_role("spinbutton", name=label).locator("visible=true")
        field.fill(str(value))
        field.press("Enter")

    def asks_nobody(self, act):
        """Act on a page at rest, and hold that the server was told nothing."""
        with asks_nobody(self.visitor, "pixels"):
            act()


@pytest.fixture
def open_view(visitor):
    """Open a view."""
    return lambda **query: Pixels(visitor.go("pixels", **query))


def test_I1_a_colour_photo_is_three_matrices_that_one_points_at_zooms_into_and_switches_off(open_view):
    view = open_view(img="cat", px_at=f"{EYE[0]}.{EYE[1]}")

    def shown():
        return [number(field.input_value()) for field in view.at(".sum .number").all()]

    colour = CAT[:, EYE[0], EYE[1]]
    assert shown() == colour.tolist()
    grey = format_number(float(0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]))
    expect(view.at(".sum .grey")).to_have_text(f"{grey} grey")
    expect(view.at(".matrix")).to_have_count(3)
    expect(view.at(".count")).to_contain_text(f"= {format_number(CAT.size)} numbers")

    def point():
        for row, column in ((10, 20), (200, 300)):
            view.point(view.at(".whole .frame"), row, column, CAT.shape[1:])
            expect(view.at(".place")).to_have_text(f"Row {row}, column {column}: ")
            assert shown() == CAT[:, row, column].tolist()

    view.asks_nobody(point)
    part = """(root) => {
      const { width } = root.querySelector(".ring.part")?.style ?? {};
      return width ? parseFloat(width.match(/([\\d.]+)%/)[1]) : 100;
    }"""
    before = view.root.evaluate(part)
    view.press("Zoom in")
    closer = view.root.evaluate(part)
    assert closer < before
    view.press("Show all")
    assert view.root.evaluate(part) == 100
    view.page.wait_for_url(re.compile("px_across="))
    view.press("Green")
    shown = view.root.evaluate(
        """(root) => {
          const pen = root.querySelector(".whole canvas").getContext("2d");
          return [...pen.getImageData(5, 5, 1, 1).data];
        }"""
    )
    assert shown[:3] == [CAT[0, 5, 5], 0, CAT[2, 5, 5]]
    expect(view.at(".matrix.off")).to_have_count(1)


def test_I1_255_typed_over_a_dark_number_is_a_white_dot_and_what_cannot_be_a_pixel_is_told(open_view):
    view = open_view(px_at="256.256")
    dot = """([root, row, column]) => {
      const canvas = root.querySelector(".whole canvas");
      return canvas.getContext("2d").getImageData(column, row, 1, 1).data[0];
    }"""
    read = [view.root.element_handle(), 256, 256]
    assert view.page.evaluate(dot, read) == PHOTO[256, 256] < 100
    field = view.at(".sum .number")
    field.fill("255")
    field.press("Enter")
    assert view.page.evaluate(dot, read) == 255
    view.page.wait_for_url(re.compile("px_set="))
    view.press("Undo typed")
    assert view.page.evaluate(dot, read) == PHOTO[256, 256]
    for typed, told in (("256", "whole, from 0 to 255"), ("dark", "“dark” can't be used"), ("0.5", "whole")):
        field.fill(typed)
        field.press("Enter")
        expect(view.root.get_by_role("alert")).to_contain_text(told)
        assert field.input_value() == typed
    field.fill("7")
    field.press("Enter")
    expect(view.root.get_by_role("alert")).to_be_hidden()
    view.at(".figures").press("ArrowDown")
    view.page.evaluate(DRAWN)
    view.at(".figures").press("ArrowRight")
    expect(view.at(".place")).to_have_text("Row 257, column 257: ")
    view.page.wait_for_url("**px_at=257.257**")


def test_I1_I2_the_numbers_around_the_pixel_are_a_table_and_keys_lead_to_the_line_that_is_folded(open_view):
    view = open_view(img="counting-6", px_fold="4")
    view.at("summary").click()
    matrix = images.load_sample("counting-6")
    cells = view.at(".around td:not(:empty)")
    expect(cells).to_have_count(matrix.size)
    assert [number(text) for text in cells.all_inner_texts()] == matrix.ravel().tolist()
    tabs = view.root.get_by_role("radiogroup", name="Look at the picture as")
    tabs.get_by_role("radio", name="Numbers").press("ArrowRight")
    expect(tabs.get_by_role("radio", name="Flatten")).to_be_focused()
    expect(view.root.locator("section.flat")).to_be_visible()
    view.page.wait_for_url(re.compile("px=flat"))
    view.point(view.at(".line .frame"), 0, 17, (1, 36))
    expect(view.at(".told .sum")).to_have_text("Row 2, column 5 lands at 2 · 6 + 5 = 17.")
    expect(view.at(".folded figcaption")).to_have_text("Folded: 9 × 4")
    view.point(view.at(".folded .frame"), 1, 2, (9, 4))
    expect(view.at(".told .sum")).to_have_text("Row 1, column 0 lands at 1 · 6 + 0 = 6.")


def test_I2_28_by_28_are_784_laid_row_by_row_folded_back_and_shuffled_in_one_order(open_view):
    view = open_view(px="flat", px_cell="1.2", px_fold="27")
    expect(view.at(".line figcaption")).to_have_text("Line of 784 numbers")
    expect(view.at(".told .sum")).to_have_text("Row 1, column 2 lands at 1 · 28 + 2 = 30.")
    expect(view.at(".places")).to_contain_text("below at 58. Above and below lie 28 places away")
    small = pixels.reduced(PHOTO, 28)

    def point():
        for row, column in ((0, 0), (27, 27), (14, 3)):
            view.point(view.at(".picture .frame"), row, column, (28, 28))
            place = pixels.place_in_line(row, column, 28)
            expect(view.at(".told .sum")).to_contain_text(f"= {format_number(place)}.")
            expect(view.at(".loupe .here b")).to_have_text(format_number(small[row, column]))
            expect(view.at(".loupe .here small")).to_have_text(format_number(place))

    view.asks_nobody(point)
    laid = view.root.get_by_role("slider", name="Rows laid")
    view.at(".laid output").evaluate(NOTE_LAID)
    view.press("Play")
    until(view.page, lambda: laid.input_value() == "28")
    assert set(view.page.evaluate("window.allLaid")) >= set(range(1, 29))
    view.press("Fold back at 28")
    expect(view.at(".folded figcaption")).to_have_text("Folded: 28 × 28")
    same = """(root) => {
      const [from, to] = [".picture", ".folded"].map((at) => root.querySelector(`.flat ${at} canvas`));
      const data = (one) => one.getContext("2d").getImageData(0, 0, one.width, one.height).data;
      return String(data(from)) === String(data(to));
    }"""
    assert view.root.evaluate(same)
    view.press("Shuffle")
    assert not view.root.evaluate(same)
    view.step("Order of the shuffled pixels", 5)
    place = np.argsort(pixels.permutation(784, 5))[30]
    expect(view.at(".told .sum")).to_have_text(
        f"Row 1, column 2 of the picture lands at {format_number(int(place))}."
    )
    view.page.wait_for_url(re.compile("px_seed=5"))


def test_I2_a_place_is_predicted_and_the_slip_named(open_view):
    view = open_view(px="flat", px_cell="2.5", img="counting-6", px_predict="true")
    field = view.root.get_by_role("textbox", name="Place of row 2, column 5 in the line")
    expect(view.at(".loupe .here")).to_have_count(0)
    expect(view.at(".line .ring")).to_have_count(0)
    field.fill("32")
    view.press("Check")
    expect(view.at(".verdict")).to_contain_text("≠ You went down the columns")
    field.fill("17")
    view.press("Check")
    expect(view.at(".verdict")).to_contain_text("✓ Right: 17")
    expect(view.at(".loupe .here small")).to_have_text("17")


def _shuffled(image, seed):
    return image.ravel()[pixels.permutation(image.size, seed)].reshape(image.shape)


def test_I7_a_pixel_stands_beside_its_neighbour_and_both_in_the_scatter_without_a_request(open_view):
    view = open_view(px="near", px_d="3")

    x, y = 180, 180
    first, second = pixels.pairs(PHOTO, 3)
    count = int(np.sum((np.abs(first - x) <= 3) & (np.abs(second - y) <= 3)))
    said = f"About {x} beside about {y}: {format_number(count)} of {format_number(len(first))} pairs."

    def is_said():  # the page may still find its places when it is pointed at
        view.point(view.at(".scatter .frame").first, 255 - y, x, (256, 256))
        return view.at(".sum").inner_text() == said

    def point():
        for row, column in ((100, 100), (300, 20)):
            view.point(view.at(".panel .picture .frame").first, row, column, PHOTO.shape)
            a, b = (format_number(float(PHOTO[row, c])) for c in (column, column + 3))
            expect(view.at(".sum")).to_contain_text(f"Row {row}, column {column}: {a} beside {b}.")
        expect(view.at(".scatter .ring.here")).to_have_count(1)
        until(view.page, is_said)

    view.asks_nobody(point)


def test_I7_neighbours_are_alike_until_they_are_shuffled_and_a_distance_shows_in_the_call_that_sets_it(
    open_view,
):
    view = open_view(px="near")
    expect(view.at(".scatter figcaption").first).to_have_text("Correlation 0.978")
    view.press("Shuffle")
    expect(view.at(".scatter figcaption").last).to_have_text("Correlation 0.000")
    before, after = view.root.evaluate(
        """(root) => {
          const title = () => root.querySelector(".scatter figcaption").textContent;
          const before = title();
          root.querySelector(".near .distance .step-button:last-child").click();
          return [before, title()];
        }"""
    )
    assert before != after
    view.step("Distance of the neighbour", 64)
    found = f"{pixels.correlation(PHOTO, 64):.3f}"
    expect(view.at(".scatter figcaption").first).to_have_text(f"Correlation {found}")
    expect(view.at(".distances .chosen")).to_have_text(
        ["64", found, f"{pixels.correlation(_shuffled(PHOTO, 0), 64):.3f}".replace("-", "−")]
    )
    view.root.get_by_role("radio", name="below", exact=True).click()
    found = f"{pixels.correlation(PHOTO, 64, 'below'):.3f}"
    expect(view.at(".scatter figcaption").first).to_have_text(f"Correlation {found}")


def test_I7_where_nothing_differs_there_is_no_correlation_and_the_reason_is_said(open_view):
    view = open_view(px="near", img="matrix", matrix="5 5 5\n5 5 5", px_at="0.0")
    expect(view.at(".sum")).to_have_text(
        "Row 0, column 0: 5 beside 5. "
        "There is no correlation, since the pixels or their neighbours are all equal."
    )


def test_I7_a_template_drawn_or_trained_answers_where_its_object_is_moved_or_dragged_without_waiting(
    open_view,
):
    view = open_view(px="template")
    for total in (5, 0, 2):
        expect(view.at(".total")).to_have_text(f"Sum {total}")
        view.press("Move right")
    for _ in range(3):
        view.press("Move left")
    view.point(view.at(".weights .frame"), 0, 0, (9, 9))
    view.page.mouse.down()
    view.page.mouse.up()
    expect(view.at(".total")).to_have_text(f"Sum {HOME.count('1') + 1}")
    view.point(view.at(".object .frame"), 4, 4, (9, 9))
    view.page.mouse.down()
    view.point(view.at(".object .frame"), 4, 6, (9, 9))
    expect(view.at(".object figcaption")).to_have_text("Object, 2 columns to the right")
    expect(view.at(".total")).to_have_text("Sum 2")
    view.page.mouse.up()
    view.page.wait_for_url(re.compile("px_by=0.2"))
    view.press("Move back home")
    trouser_becomes_dress_two_pixels_to_the_right_and_another_image_has_other_products(view)


def trouser_becomes_dress_two_pixels_to_the_right_and_another_image_has_other_products(view):
    view.root.get_by_role("radio", name="Trained").click()
    name, share = ("Trouser", "99.6 %")
    expect(view.at(".total")).to_have_text(f"Predicted: {name} {share}")
    frame = view.at(".object .frame")
    frame.press("ArrowRight")
    view.page.evaluate(DRAWN)
    frame.press("ArrowRight")
    gallery = load_gallery()
    first = gallery.labels.tolist().index(LABELS.index(name))
    seen = pixels.moved(gallery.images[first], 0, 2)
    prediction = load_shipped().predict("logistic", seen)
    rows = dict(
        zip(
            view.at(".shares th").all_inner_texts(),
            view.at(".shares td:nth-child(2)").all_inner_texts(),
            strict=True,
        )
    )
    assert (LABELS[prediction.best], rows["Trouser"]) == ("Dress", "0.6 %")
    expect(view.at(".total")).to_contain_text("Predicted: Dress")
    for label, probability in zip(LABELS, prediction.probabilities, strict=True):
        if probability >= 0.001:
            assert rows[label] == f"{100 * probability:.1f} %"
    view.press("Move back home")
    view.step("Test image", 92)
    view.root.get_by_role("combobox", name="Class whose weights are shown").select_option("Ankle boot")
    prediction = load_shipped().predict("logistic", load_gallery().images[92])
    expect(view.at(".total")).to_contain_text(f"Predicted: {LABELS[prediction.best]}")
    expect(view.at("> .sum")).to_contain_text(f"add up to {format_number(float(prediction.logits[9]))[:4]}")


def test_I7_a_correlation_is_written_out_beside_pictures_of_every_shape(open_view):
    for img in ("cat", "counting-6"):
        view = open_view(px="near", img=img, px_shuffled="true")
        captions = view.root.locator(".scatter figcaption:visible")
        expect(captions).to_have_count(2)
        wide = "(all) => all.map((one) => one.scrollWidth - one.clientWidth)"
        assert still(view.page, partial(captions.evaluate_all, wide)) == [0, 0], img
        ends = "(all) => all.every((one) => one.getBoundingClientRect().right <= innerWidth)"
        assert captions.evaluate_all(ends), img


def test_I7_an_object_that_is_dragged_sideways_in_a_narrow_view_moves_sideways_only(open_view):
    view = open_view(px="template", lesson="weight-for-every-pixel~x-at-home")
    at = still(view.page, view.at(".object .frame").bounding_box)
    view.point(view.at(".object .frame"), 4, 4, (9, 9))
    view.page.mouse.down()
    for column in (5, 6):
        view.point(view.at(".object .frame"), 4, column, (9, 9))
    view.page.mouse.up()
    expect(view.at(".object figcaption")).to_have_text("Object, 2 columns to the right")
    assert still(view.page, view.at(".object .frame").bounding_box) == at
