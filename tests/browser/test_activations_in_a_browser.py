"""The Activations page as a learner uses it: one cursor over curve, slope and maps."""

import numpy as np
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.activated import Activated
from cnnviz.numbers import format_number
from tests.browser.waits import DRAWN, until

MATRIX = "-3 0 1/2\n2 -1/4 0\n5 -6 7"
NUMBERS = images.parse_matrix(MATRIX)
TYPED = {"img": "matrix", "matrix": MATRIX, "act_of": "picture"}
CURVE = Activated("elu", NUMBERS[None]).curve(0)


def said(row, column):
    """What is told of a number of the matrix."""
    value = Activated("elu", NUMBERS[row, column].reshape(1, 1, 1))
    numbers = [format_number(float(one.item())) for one in (value.before, value.after, value.slopes)]
    return f"Row {row}, column {column}: elu({numbers[0]}) = {numbers[1]}; the slope there is {numbers[2]}"


def dots(page):
    """How far right the dots on both curves stand, as shares of the axis."""
    styles = page.locator(".dot").evaluate_all(
        "(dots) => dots.map((dot) => parseFloat(dot.style.left) / 100)"
    )
    return np.array(styles)


def test_A1_a_pixel_marks_its_place_on_curve_and_slope_without_a_request_and_keys_choose_another(visitor):
    asked = []
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda data: asked.append(data)))
    page = visitor.go("activations", **TYPED, activation="elu", act_at="0.0.0").page
    page.locator(".activation[data-paints]").wait_for(state="attached")
    visitor.is_answered()
    before = len(asked)
    box = page.locator(".activation .frame").first.bounding_box()
    for row, column in ((0, 0), (1, 1), (2, 2)):
        page.mouse.move(
            box["x"] + (column + 0.5) / 3 * box["width"], box["y"] + (row + 0.5) / 3 * box["height"]
        )
        expect(page.locator(".activation .said")).to_have_text(said(row, column))
        share = (NUMBERS[row, column] - CURVE[0, 0]) / (CURVE[0, -1] - CURVE[0, 0])
        np.testing.assert_allclose(dots(page), share, atol=1e-3)
    assert len(asked) == before
    page.mouse.move(2, 2)
    page.locator(".activation .all").press("ArrowDown")
    page.evaluate(DRAWN)
    page.locator(".activation .all").press("ArrowRight")
    expect(page.locator(".activation .said")).to_have_text(said(1, 1))
    page.wait_for_url("**act_at=0.1.1**")


def test_A1_a_place_on_the_curve_marks_the_pixels_of_about_its_value(visitor):
    page = visitor.go("activations", **TYPED, activation="relu").page
    page.locator(".activation[data-paints]").wait_for(state="attached")
    page.get_by_role("slider", name="Along the curve").fill(str(CURVE.shape[1] // 2))  # x is 0 there
    opacity = """(canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return [...data].filter((_, i) => i % 4 === 3).map((one) => one > 0);
    }"""
    alike = page.locator(".activation canvas.alike").last
    until(page, lambda: alike.evaluate(opacity) == (NUMBERS == 0).ravel().tolist())
    count = int((NUMBERS == 0).sum())
    expect(page.locator(".activation .said")).to_contain_text(
        f"about so are {count} of {NUMBERS.size} numbers"
    )


def test_A1_of_a_number_that_is_to_be_predicted_the_map_before_alone_is_shown(visitor):
    page = visitor.go("activations", **TYPED, activation="elu", act_at="0.1.1", predict="true").page
    expect(page.locator(".activation .said")).to_have_text("Row 1, column 1: x = −0.25")
    expect(page.locator(".activation .grids figure")).to_have_count(1)
    for hidden in (".plots", ".along", ".activation details"):
        expect(page.locator(hidden)).to_be_hidden()
    page.get_by_label("What does ELU make of −0.25?").fill("-0.22")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".questions .verdict:visible")).to_contain_text("✓ Right")
    expect(page.locator(".activation .said")).to_have_text(said(1, 1))
    expect(page.locator(".activation .grids figure")).to_have_count(2)
    expect(page.locator(".plots")).to_be_visible()
