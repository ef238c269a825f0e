"""A laboratory that is saved as a page goes on by itself: what is set there changes its numbers."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from cnnviz.numbers import format_number
from cnnviz.operators import conv2d, conv_transpose2d, softmax
from tests.browser.test_saved_page_in_a_browser import Opened, new_device, open_file, saved
from tests.browser.waits import until_page

__all__ = ["new_device", "open_file", "saved"]

#: What a page keeps of what is set: the names of fields, how many views, reports that wait, parts that wait.
KEPT = """() => {
  const [view] = globalThis.cnnvizViews.values();
  const waiting = [globalThis.cnnvizReports?.waiting.size ?? 0, globalThis.cnnvizParts?.length ?? 0];
  return [Object.keys(view.fields).sort(), globalThis.cnnvizViews.size, ...waiting];
}"""
MATRIX = np.arange(1.0, 10).reshape(3, 3)
TYPED = "1 2 3\n4 5 6\n7 8 9"


def told(numbers: np.ndarray) -> str:
    """Numbers as a group of a view names them."""
    return " ".join(map(format_number, np.asarray(numbers).ravel().tolist()))


def series(page: Page) -> None:
    page.get_by_role("combobox", name="Kernel").select_option("Moving average")
    values = [2, 2, 2, 8, 8, 8]
    made = np.convolve(values, np.full(5, 1 / 5), "valid")
    expect(page.locator(".series .made [role=application]").first).to_have_attribute(
        "aria-label", re.compile(f"^Output, 2 numbers: {', '.join(map(format_number, made.round(6)))}")
    )


def transposed(page: Page) -> None:
    field = page.get_by_role("textbox", name="Kernel, row 0, column 1")
    field.fill("5")
    field.press("Enter")
    made = conv_transpose2d(np.array([[[1.0, 2, 3]]]), np.array([[[[1.0, 5]]]]), stride=(2, 2))[0]
    expect(page.get_by_role("group", name=f"Output, 1 × {made.size}: {told(made)}.")).to_be_visible()


def backward(page: Page) -> None:
    field = page.get_by_role("textbox", name="Weights w, row 0, column 0")
    field.fill("3")
    field.press("Enter")
    made = conv2d(MATRIX, np.array([[3.0, 0], [0, -1]]))
    expect(page.get_by_role("group", name=f"Output z, 2 × 2: {told(made)}")).to_be_visible()


def softmax_(page: Page) -> None:
    field = page.get_by_role("textbox", name="Logit of dog, as a number")
    field.fill("4")
    field.press("Enter")
    share = softmax(np.array([2.5, 4, 0.2]))[1]
    expect(page.get_by_role("cell", name=f"4, probability {share:.3f}")).to_be_visible()


def channels(page: Page) -> None:
    field = page.get_by_role("textbox", name=re.compile("^Weight for .*, row 0, column 0$")).first
    field.fill("7")
    field.press("Enter")
    expect(page.get_by_role("mark").first).to_have_text(format_number(7 * float(MATRIX[1, 1])))


def stack(page: Page) -> None:
    page.get_by_role("button", name="Add pool").click()
    expect(page.get_by_role("region", name=re.compile("^Layer 2: 2×2 max pool"))).to_contain_text("1 × 1 × 1")


def pixels(page: Page) -> None:
    page.get_by_role("radio", name="Flatten").click()
    expect(page.get_by_role("radio", name="Flatten")).to_be_checked()
    expect(page.locator(".pixels")).to_contain_text("9 numbers")


def normal_map(page: Page) -> None:
    page.get_by_role("slider", name="Strength").press("Home")
    expect(page.get_by_role("status", name=re.compile("^Strength"))).to_have_text("0 px")
    expect(page.locator(".normal")).to_contain_text("(128, 128, 255)")


def shift(page: Page) -> None:
    page.get_by_role("button", name="Right", exact=True).click()
    expect(page.get_by_text("Drag it; moved 2 right")).to_be_visible()


def activations(page: Page) -> None:
    page.locator(".activation .all").press("ArrowRight")
    expect(page.get_by_role("status")).to_have_text(
        f"Row 0, column 1: relu({format_number(-2)}) = 0; the slope there is 0"
    )


#: Pages: how each stands when it is saved, and what is done with it then.
CASES: dict[str, tuple[dict[str, str], Callable[[Page], None]]] = {
    "series": ({"se_values": "six"}, series),
    "transposed": ({"tr_input": "1 2 3", "tr_kernel": "1 1", "tr_stride": "2"}, transposed),
    "backward": ({"bw_input": TYPED, "bw_weight": "1 0\n0 -1"}, backward),
    "softmax": ({}, softmax_),
    "channels": ({"ch_of": "typed", "ch_count": "1", "ch_0": TYPED, "ch_at": "0.1.1"}, channels),
    "stack": ({"img": "matrix", "matrix": TYPED, "stack": "pool_max_2_1"}, stack),
    "pixels": ({"img": "matrix", "matrix": TYPED}, pixels),
    "normal_map": ({"img": "matrix", "matrix": TYPED}, normal_map),
    "shift": ({"img": "camera", "move": "0_1"}, shift),
    "activations": ({"img": "matrix", "matrix": "3 -2\n1 0", "act_of": "picture"}, activations),
}


@pytest.mark.parametrize("name", CASES)
def test_a_saved_laboratory_goes_on_without_the_app(
    open_file: Callable[..., Opened], saved: Callable[..., Path], name: str
) -> None:
    settings, try_it = CASES[name]
    opened = open_file(saved(name, **settings))
    until_page(opened.page, "() => globalThis.cnnvizViews?.size")
    before = opened.page.evaluate(KEPT)
    try_it(opened.page)
    assert opened.is_quiet()
    assert opened.page.evaluate(KEPT) == before, "nobody hears of what is set, so nothing waits to be told"
    assert before[1:] == [1, 0, 0]
    for control in ("Predict", "Own numbers", "Experiment", "Beside: one kernel"):
        expect(opened.page.get_by_text(control, exact=True).locator("visible=true")).to_have_count(0)
