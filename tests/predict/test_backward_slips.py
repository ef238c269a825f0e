"""Gradients and new weights that are predicted: what is right, and which slip is named."""

import numpy as np
import pytest

from cnnviz.backward import Step, numbers
from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number
from cnnviz.predict import check_backward
from cnnviz.predict.backward_slips import ASKED
from tests.backward.steps import LESSON, drawn


@pytest.mark.parametrize("seed", range(30))
def test_each_number_is_right_as_it_is_printed(seed):
    step = drawn(seed)
    for name in ASKED:
        of = numbers(step, name)
        for at in np.ndindex(of.shape):
            assert check_backward(format_number(of[at]), step, name, at).right


@pytest.mark.parametrize(
    ("typed", "name", "at", "slip"),
    [
        ("-2", "dp", (0, 0), "sign"),
        ("2", "dz", (0, 0), "not_routed"),
        ("0.5", "dz", (0, 1), "shared"),
        ("6", "dz", (0, 1), "value"),
        ("2", "dw", (0, 0), "no_error"),  # the window alone
        ("14", "dw", (0, 0), "all_windows"),  # 2·(1 + 2 + 3 + 1)
        ("7", "dw", (0, 0), "all_windows"),
        ("-4", "dw", (0, 0), "sign"),
        ("1", "dx", (0, 1), "no_error"),
        ("1.2", "nw", (0, 0), "with_slope"),
        ("-3", "nw", (0, 0), "no_rate"),
        ("0.2", "nw", (0, 0), "step_only"),
    ],
)
def test_the_lessons_slips_are_named(typed, name, at, slip):
    verdict = check_backward(typed, LESSON, name, at)
    assert not verdict.right
    assert verdict.slip == slip


def test_the_lessons_question_gets_its_sentences():
    """Question 39: (p − t)·window; of all windows, and of the window alone."""
    window = LESSON.input[:2, 1:]
    windows = sum(LESSON.input[r : r + 2, c : c + 2] for r in (0, 1) for c in (0, 1))
    error = LESSON.prediction - LESSON.target
    for at in np.ndindex(window.shape):
        assert check_backward(format_number(error * window[at]), LESSON, "dw", at).right
    told = check_backward(format_number(error * windows[0, 0]), LESSON, "dw", (0, 0)).sentence
    assert told.endswith("Only the winner passes the gradient on.")
    told = check_backward(format_number(window[0, 0]), LESSON, "dw", (0, 0)).sentence
    assert "Times the error" in told


def test_a_number_that_is_not_there_and_a_word_are_refused():
    with pytest.raises(CnnvizError, match="has no number"):
        check_backward("1", LESSON, "dm", (0, 0))
    with pytest.raises(CnnvizError):
        check_backward("many", LESSON, "dw", (0, 0))


def test_a_mean_is_shared():
    step = Step(LESSON.input, LESSON.weight, 4, 0.05, reduce="mean")
    verdict = check_backward(format_number(step.by_prediction), step, "dz", (0, 0))
    assert verdict.slip == "whole"
