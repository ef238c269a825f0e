"""Predict, then reveal, as a learner does it."""

import numpy as np
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from cnnviz.numbers import format_number
from cnnviz.predict import check_size, check_value, neighbours_of
from tests.browser.linked_page import Linked
from tests.browser.waits import DRAWN

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


def test_a_size_is_asked_for_judged_and_then_shown(visitor):
    visitor.go("kernels", img="counting-6", predict="true")
    linked = Linked(visitor.page)
    expect(linked.root.locator(".result figcaption")).to_have_text("Output")
    for typed in ("6 × 6", "4 × 4"):
        verdict = check_size(typed, MATRIX.shape, SOBEL.shape)
        expect(answer(linked, 0, typed)).to_have_text(f"{'✓' if verdict.right else '≠'} {verdict.sentence}")
    linked.shows(ANSWER.shape)
    assert covered(linked).all()


def test_a_value_is_asked_for_judged_and_then_shown(visitor):
    visitor.go("kernels", img="counting-6", predict="true")
    linked = Linked(visitor.page)
    assert linked.told().total == linked.told().sentence == ""
    assert "What comes out at" not in linked.root.inner_text()  # the position would tell the size
    linked.button("Show me").first.click()
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
