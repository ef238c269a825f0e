"""Predict, then reveal, as a learner does it."""

import re

import numpy as np
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from cnnviz.numbers import format_number
from cnnviz.predict import check_size, check_value, neighbours_of
from tests.browser.linked_page import Linked
from tests.browser.waits import DRAWN, until_page

MATRIX = images.load_sample("counting-6").astype(np.float64)
SOBEL = kernels.sobel("vertical").astype(np.float64)
ANSWER = operators.conv2d(MATRIX, SOBEL)


def answer(linked, question, typed):
    """Answer one of the two questions, and give what is said of it."""
    form = linked.root.locator(".predict-form").nth(question)
    form.get_by_role("textbox").fill(typed)
    form.get_by_role("button", name="Check").click()
    return form.get_by_role("status")


def value_verdict(typed, at):
    """What cnnviz says of a predicted number."""
    trace = operators.conv2d_trace(MATRIX, SOBEL, at=at, output=ANSWER)
    return check_value(typed, trace, neighbours=neighbours_of(ANSWER, at))


def covered(linked):
    """Which outputs are hidden."""
    linked.page.evaluate(DRAWN)
    return linked.results(ANSWER.shape).marked(0.9)


def test_a_size_and_a_value_are_asked_for_judged_and_shown_and_what_was_tried_survives_a_reload(visitor):
    visitor.go("kernels", img="counting-6", predict="true")
    linked = Linked(visitor.page)
    assert linked.told().total == linked.told().sentence == ""
    assert "What comes out at" not in linked.root.inner_text()  # the position would tell the size
    expect(linked.root.locator(".result figcaption")).to_have_text("Output")
    for typed in ("6 × 6", "4 × 4"):
        verdict = check_size(typed, MATRIX.shape, SOBEL.shape)
        expect(answer(linked, 0, typed)).to_have_text(f"{'✓' if verdict.right else '≠'} {verdict.sentence}")
    linked.shows(ANSWER.shape)
    assert covered(linked).all()
    said = answer(linked, 1, "12345")
    expect(said).to_contain_text("≠")
    told = said.inner_text()
    visitor.page.reload()
    visitor.settle()
    linked = Linked(visitor.page).shows(ANSWER.shape)
    expect(linked.root.locator(".predict-form").nth(1).get_by_role("status")).to_have_text(told)
    expect(field(linked, 1)).to_have_value("12345")
    assert covered(linked).all(), "a wrong answer gives nothing away"
    flipped = format_number(operators.conv2d(MATRIX, SOBEL[::-1, ::-1])[0, 0])
    for typed in (flipped, "something", format_number(ANSWER[0, 0])):
        said = answer(linked, 1, typed)
        if typed == "something":
            expect(said).to_contain_text("≠")
            continue
        verdict = value_verdict(typed, (0, 0))
        expect(said).to_have_text(f"{'✓' if verdict.right else '≠'} {verdict.sentence}")
    assert float(linked.told().total) == ANSWER[0, 0]


def test_what_a_learner_gives_up_is_shown_and_the_rest_stays_hidden(visitor):
    visitor.go("kernels", img="counting-6", predict="true", at="0.1.2")
    linked = Linked(visitor.page)
    linked.button("Show me").click()
    linked.shows(ANSWER.shape)
    assert covered(linked).all()
    linked.button("Show me").nth(1).click()
    visitor.page.evaluate(DRAWN)
    assert np.argwhere(~covered(linked)).tolist() == [[1, 2]]
    assert float(linked.told().total) == ANSWER[1, 2]
    linked.button("Next").click()
    assert linked.told().total == ""


def field(linked, question):
    return linked.root.locator(".predict-form").nth(question).get_by_role("textbox")


def test_a_left_out_padding_lights_up_in_the_picture_and_the_answer_is_kept(visitor):
    visitor.go("kernels", img="counting-6", pad="same", predict="true")
    linked = Linked(visitor.page)
    cells = (MATRIX.shape[0] + 2, MATRIX.shape[1] + 2)
    typed = " × ".join(str(side) for side in ANSWER.shape)
    verdict = check_size(typed, MATRIX.shape, SOBEL.shape, padding="same")
    expect(answer(linked, 0, typed)).to_have_text(f"≠ {verdict.sentence}")
    expect(field(linked, 0)).to_have_value(typed)
    expect(field(linked, 0)).to_have_attribute("aria-invalid", "true")
    visitor.page.evaluate(DRAWN)
    marked = linked.sources(cells).marked(0.1)
    outside = np.pad(np.zeros(MATRIX.shape, bool), 1, constant_values=True)
    window = np.zeros(cells, bool)
    window[: SOBEL.shape[0] + 1, : SOBEL.shape[1] + 1] = True  # its frame reaches into its neighbours
    assert marked[outside].all()
    assert not marked[~outside & ~window].any()


def test_some_outputs_are_left_open_and_the_view_knows_what_was_found_and_where_the_learner_has_been(visitor):
    known = "() => globalThis.cnnvizViews.get('kernels').options.known"
    page = visitor.go("kernels", img="counting-6", predict="true", open="0.0.1~0.3.2").page
    linked = Linked(page)
    linked.shows(ANSWER.shape)
    open_ = np.zeros(ANSWER.shape, dtype=bool)
    open_[[0, 3], [1, 2]] = True
    np.testing.assert_array_equal(covered(linked), open_)
    asked, said = linked.root.locator(".cell-asked"), linked.root.get_by_role("status").nth(1)
    linked.results(ANSWER.shape).click(0, 1)  # it is asked for in the map's own cell
    expect(asked).to_be_focused()
    asked.press("Escape")
    expect(asked).to_be_hidden()
    expect(linked.result).to_be_focused()
    expect(linked.result).to_have_attribute(
        "aria-label", re.compile("Enter asks for an output that is hidden")
    )
    linked.result.press("Enter")
    for typed, sign in ("12345", "≠"), (format_number(ANSWER[0, 1]), "✓"):
        asked.fill(typed)
        asked.press("Enter")
        expect(said).to_contain_text(sign)
        expect(field(linked, 1)).to_have_value(typed)
    expect(asked).to_be_hidden()
    expect(linked.result).to_be_focused()
    open_[0, 1] = False
    np.testing.assert_array_equal(covered(linked), open_)
    until_page(page, f"({known})().found === 1 && ({known})().visited === 1")
    expect(linked.root.get_by_text("1 of 2 found")).to_be_visible()
    linked.result.press("ArrowRight")
    until_page(page, f"({known})().visited === 2")
    expect(linked.root.get_by_text("1 of 2 found. Choose an output that is covered.")).to_be_visible()
    expect(linked.root.get_by_role("button", name="Check")).to_have_count(0)
    assert page.evaluate(known)["left_open"] == 2
