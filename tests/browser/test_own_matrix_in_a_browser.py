"""The numbers of a small matrix are typed over in the figure that shows them."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from tests.browser.linked_page import Linked
from tests.browser.waits import until_page


def answer(matrix):
    kernel = operators.on_grid(kernels.box(3)).astype(np.float64)
    return operators.conv2d(np.asarray(matrix, np.float64), kernel)


def explains(view, number):
    """Wait until the output that is looked at is this number; the page says it in float32."""
    shown = "([root, number]) => Math.abs(Number(root.dataset.total) - number) < 1e-6"
    until_page(view.page, shown, arg=[view.root.element_handle(), float(number)])


def test_a_number_typed_over_changes_the_map_and_a_link_carries_it(visitor, new_visitor):
    visitor.go("kernels", img="binary", kernel="box", box_size="3")
    view, matrix = Linked(visitor.page).shows((3, 3)), images.load_sample("binary").copy()
    field = visitor.page.locator(".cell-input")

    view.source.focus()
    visitor.page.keyboard.press("Enter")
    expect(field).to_have_accessible_name("number in row 1, column 1")
    expect(field).to_be_focused()
    visitor.page.keyboard.type("1/4")
    visitor.page.keyboard.press("ArrowUp")
    expect(field).to_have_accessible_name("number in row 0, column 1")
    visitor.page.keyboard.type("-8,5")
    visitor.page.keyboard.press("Enter")
    expect(field).to_be_hidden()
    expect(view.source).to_be_focused()
    matrix[1, 1], matrix[0, 1] = 0.25, -8.5
    explains(view, answer(matrix)[0, 1])  # the window follows the number

    x, y = view.sources((5, 5)).point(4, 4)
    visitor.page.mouse.dblclick(x, y)
    expect(field).to_have_accessible_name("number in row 4, column 4")
    visitor.page.keyboard.type("3")
    visitor.page.keyboard.press("Tab")
    expect(field).to_be_hidden()
    matrix[4, 4] = 3
    explains(view, answer(matrix)[2, 2])

    visitor.page.wait_for_url(re.compile(r"at=0\.2\.2&.*matrix=.*3$"))
    query = parse_qs(urlsplit(visitor.page.url).query)
    assert np.array_equal(images.parse_matrix(query["matrix"][0]), matrix)
    assert "1/4" in query["matrix"][0]
    other = new_visitor().go("kernels", **{key: texts[0] for key, texts in query.items()})
    explains(Linked(other.page).shows((3, 3)), answer(matrix)[2, 2])

    view.button("Undo the last number").click()
    matrix[4, 4] = images.load_sample("binary")[4, 4]
    explains(view, answer(matrix)[2, 2])
