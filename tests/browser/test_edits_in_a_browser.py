"""Numbers of kernels and matrices that are dragged: the map follows while the page itself rests."""

import re
from urllib.parse import urlsplit

import numpy as np
from playwright.sync_api import expect

from benchmarks.linked import Traffic
from cnnviz import images, kernels, operators
from cnnviz.kernels import CATALOGUE
from tests.browser.linked_page import Linked
from tests.browser.waits import hand_that_never_rests, until, until_page

#: Collects in window.totals the explained output at each new map.
COUNT_MAPS = """
(root) => {
  window.totals = [];
  const note = () => window.totals.push(root.dataset.total);
  new MutationObserver(note).observe(root, { attributes: true, attributeFilter: ["data-paints"] });
}
"""


def grab(page, cell):
    """Press the mouse on a cell; gives where."""
    box = cell.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def sum_at(weights, at):
    """The output of a kernel on the photograph, which the page adds up."""
    picture = images.load_sample("camera").astype(np.float64)
    rows, columns = weights.shape
    window = picture[at[0] : at[0] + rows, at[1] : at[1] + columns]
    return float((window * operators.on_grid(weights)).sum())


def test_the_map_follows_a_dragged_weight_and_the_page_runs_once_the_hand_rests(visitor):
    page = visitor.go("kernels", img="camera", kernel="custom", at="0.100.200").page
    linked = Linked(page).at_rest()
    x, y = grab(page, linked.weight(1, 1))
    linked.root.evaluate(COUNT_MAPS)
    traffic = Traffic(page.context.new_cdp_session(page))
    weights = kernels.parse(str(CATALOGUE["custom"].parameters[0].default))
    wanted = []
    with hand_that_never_rests(page):
        for step in (1, 2, 3):
            page.mouse.move(x, y - 6 * step)
            weights[1, 1] += 0.1
            wanted.append(sum_at(weights, (100, 200)))
            until_page(
                page,
                "([root, total]) => Math.abs(Number(root.dataset.total) - total) < 1e-3 * Math.abs(total)",
                arg=[linked.root.element_handle(), wanted[-1]],
            )
        until_page(page, "() => window.totals.length >= 3")
        assert traffic.sent == 0
        assert "custom_text" not in page.url
        maps = traffic.received
        page.mouse.up()
    page.wait_for_url(re.compile("custom_text="))
    linked.at_rest()
    visitor.is_answered()
    assert traffic.sent >= 1
    assert traffic.received - maps < maps / 3  # not even one of the three comes again
    shown = [float(total) for total in page.evaluate("window.totals")]
    assert np.allclose(shown[-1], wanted[-1])


def test_edits_go_to_the_page_where_their_own_address_does_not_answer(visitor):
    visitor.page.route("**/preview/**", lambda route: route.abort())
    visitor.go("kernels", img="counting-6", kernel="custom")
    linked = Linked(visitor.page)
    linked.weight(1, 1).fill("10")
    linked.weight(1, 1).press("Enter")
    visitor.page.wait_for_url(re.compile("custom_text=.*10"))
    expect(linked.weight(1, 1)).to_have_value("10")


def test_a_dragged_slider_shows_every_answer_before_the_page_runs(visitor, new_visitor):
    page = visitor.go("kernels", img="camera", kernel="gaussian", at="0.100.200").page
    linked = Linked(page).at_rest()
    traffic, seen = Traffic(page.context.new_cdp_session(page)), set()
    slider = page.get_by_role("slider", name="Width of the bell curve σ")
    with hand_that_never_rests(page):
        x, y = grab(page, slider)
        for step in range(4):
            page.mouse.move(x + 12 * step, y)
            sigma = float(slider.input_value())
            wanted = sum_at(kernels.gaussian(5, sigma), (100, 200))
            until_page(
                page,
                "([root, total]) => Math.abs(Number(root.dataset.total) - total) < 1e-6",
                arg=[linked.root.element_handle(), wanted],
            )
            seen.add(sigma)
        assert len(seen) > 2
        assert traffic.sent == 0
        page.mouse.up()
    page.wait_for_url(re.compile(f"gaussian_sigma={sigma:g}"))
    another = new_visitor().go(f"kernels?{urlsplit(page.url).query}").page
    expect(another.get_by_role("slider", name="Width of the bell curve σ")).to_have_value(f"{sigma:g}")


def test_the_size_is_stepped_by_keys_in_its_formula_and_changes_the_map_at_once(visitor):
    page = visitor.go("kernels", img="cat", kernel="box", box_size="3").page
    linked = Linked(page)
    size_field = page.get_by_role("spinbutton", name="Kernel", exact=True)
    size_field.focus()
    rows, columns = images.load_sample("cat").shape[-2:]
    for size in (4, 5):
        page.keyboard.press("ArrowUp")
        linked.shows((rows - size + 1, columns - size + 1))
    page.wait_for_url(re.compile("box_size=5"))
    expect(size_field).to_be_focused()


NUMBERED = "1 2 3\n4 5 6\n7 8 9"
AT = (2, 1)  # no pixel of the window there is 0


def shown_cells(linked):
    """The weights as the view shows them."""
    return np.array([[float(linked.weight(i, j).input_value()) for j in range(3)] for i in range(3)])


def agrees(page, linked, wanted):
    """Wait until the view, the field and the address say the same kernel, and the map is of it."""
    picture = images.load_sample("counting-6").astype(np.float64)
    total = float(operators.conv2d(picture, operators.on_grid(wanted).astype(np.float64))[AT])
    says = """([root, total, weights]) => {
        const cells = [...root.querySelectorAll(".detail-editor input")].map((input) => Number(input.value));
        return Math.abs(Number(root.dataset.total) - total) < 1e-3 && String(cells) === String(weights);
    }"""
    until_page(page, says, arg=[linked.root.element_handle(), total, wanted.ravel().tolist()])
    linked.at_rest()
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    field = page.get_by_label("Weights", exact=True)
    expect(field).to_have_count(1)  # until the run ends, the field before it is there, too
    until(page, lambda: np.array_equal(kernels.parse(field.input_value()), wanted))


def go_to(visitor, name):
    """Go to a page by the menu."""
    visitor.menu(name).click()
    visitor.arrive(name)


def test_a_number_that_is_put_back_elsewhere_is_put_back_in_the_view(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom", custom_text=NUMBERED, at="0.2.1").page
    linked, wanted = Linked(page), kernels.parse(NUMBERED)
    for number in (20, 30):
        linked.weight(0, 0).fill(str(number))
        linked.weight(0, 0).press("Enter")
        page.wait_for_url(re.compile(f"custom_text={number}"))
    linked.at_rest()
    visitor.is_answered()
    field = page.get_by_label("Weights", exact=True)
    expect(field).to_have_value(re.compile("30"))
    field.fill(f"20{NUMBERED[1:]}")
    field.press("Control+Enter")
    wanted[0, 0] = 20
    agrees(page, linked, wanted)


def test_a_number_left_by_a_click_on_flip_is_taken_as_it_lay_when_it_was_typed(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom", custom_text=NUMBERED, at="0.2.1").page
    linked, typed = Linked(page), kernels.parse(NUMBERED)
    linked.unfold().weight(0, 0).fill("10")
    linked.root.get_by_text("Flip the kernel").click()  # so quick that Streamlit hears of both at once
    page.wait_for_url(re.compile("custom_text=10.*flip=true"))
    typed[0, 0] = 10
    expect(linked.weight(2, 2)).to_have_value("10")
    assert np.array_equal(shown_cells(linked), typed[::-1, ::-1])


def test_a_number_left_by_a_click_to_another_page_is_kept(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom", custom_text=NUMBERED, at="0.2.1").page
    linked, typed = Linked(page), kernels.parse(NUMBERED)
    linked.weight(1, 1).fill("42")
    go_to(visitor, "Pooling")
    go_to(visitor, "Kernels")
    typed[1, 1] = 42
    agrees(page, Linked(page), typed)


def test_a_drag_left_at_once_for_another_page_leaves_one_kernel_not_two(visitor):
    page = visitor.go("kernels", img="counting-6", kernel="custom", custom_text=NUMBERED, at="0.2.1").page
    linked = Linked(page)
    linked.weight(1, 1).fill("43")
    linked.weight(1, 1).press("Enter")
    page.wait_for_url(re.compile("43"))
    visitor.settle()
    x, y = grab(page, linked.weight(2, 2))
    page.mouse.move(x, y - 60, steps=4)
    page.mouse.up()
    go_to(visitor, "Pooling")
    go_to(visitor, "Kernels")
    linked = Linked(page).at_rest()
    agrees(page, linked, shown_cells(linked))
