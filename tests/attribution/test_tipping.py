"""Where along a sweep the answer tips."""

from itertools import pairwise

import numpy as np
import pytest

from cnnviz.attribution.changes import PERTURBATIONS
from cnnviz.attribution.perturb import sweep
from cnnviz.attribution.tipping import first_tip, spans
from cnnviz.errors import ShapeError


def test_spans_follow_each_other_and_hold_their_answer(network, boot):
    _, shares = sweep(network, boot, "rotate", PERTURBATIONS["rotate"].amounts)
    found = spans(shares)
    assert (found[0].first, found[-1].last) == (0, len(shares) - 1)
    for one, after in pairwise(found):
        assert one.last + 1 == after.first
        assert one.label != after.label
    for span in found:
        assert (shares[span.first : span.last + 1].argmax(axis=1) == span.label).all()


def test_no_step_nearer_to_nothing_than_the_first_tip_changes_the_answer(network, boot):
    amounts = PERTURBATIONS["right"].amounts
    _, shares = sweep(network, boot, "right", amounts)
    said, none = shares.argmax(axis=1), amounts.index(0)
    tip = first_tip(amounts, shares)
    assert said[tip] != said[none]
    nearer = np.abs(amounts) < abs(amounts[tip])
    assert (said[nearer] == said[none]).all()


def test_an_answer_that_never_tips_is_looked_at_undisturbed():
    assert first_tip([-1, 0, 1], [[0.9, 0.1]] * 3) == 1


@pytest.mark.parametrize(
    ("amounts", "shares"), [([0, 1], [[1.0, 0.0]]), ([1, 2], [[1.0, 0.0]] * 2)], ids=["too many", "no 0"]
)
def test_a_sweep_that_is_none_is_refused(amounts, shares):
    with pytest.raises(ShapeError, match="not a sweep"):
        first_tip(amounts, shares)


def test_spans_of_nothing_are_refused():
    with pytest.raises(ShapeError, match="not a sweep"):
        spans([])
