"""Answers in bins by their confidence, and how far confidence and accuracy lie apart."""

import numpy as np
import pytest

from cnnviz.errors import CnnvizError
from cnnviz.network.calibration import FINE, expected_error, tally


@pytest.fixture
def answers():
    """Answers that are right as often as they are sure, and as often as the square of it."""
    rng = np.random.default_rng(0)
    sure = rng.uniform(0.1, 1, 200_000)
    drawn = rng.uniform(size=sure.shape)
    return sure, drawn < sure, drawn < sure**2


def test_every_answer_is_in_one_bin_and_a_share_at_an_edge_in_the_lower_one():
    edges = np.arange(1, FINE + 1) / FINE
    bins = tally(edges, np.ones(FINE, bool))
    assert bins.counts.tolist() == bins.right.tolist() == [1] * FINE
    np.testing.assert_allclose(bins.mean_confidence, bins.edges[1:])


def test_who_is_as_often_right_as_sure_has_no_error_and_who_boasts_has_one(answers):
    sure, honest, boasting = answers
    assert expected_error(tally(sure, honest)) < 0.02
    expected = (sure - sure**2).mean()
    assert expected_error(tally(sure, boasting)) == pytest.approx(expected, abs=0.02)


def test_the_error_is_the_mean_gap_of_bins_by_their_answers(answers):
    sure, _, right = answers
    bins = tally(sure, right, 10)
    known = bins.counts > 0
    weights = bins.counts[known] / len(sure)
    by_hand = (weights * np.abs(bins.accuracy[known] - bins.mean_confidence[known])).sum()
    assert expected_error(bins) == pytest.approx(by_hand)


def test_all_answers_together_are_as_often_right_and_as_sure_as_they_are(answers):
    sure, right, _ = answers
    np.testing.assert_allclose(tally(sure, right).overall, (right.mean(), sure.mean()))


@pytest.mark.parametrize("bins", [5, 10, 20])
def test_joined_bins_are_those_one_would_have_counted(answers, bins):
    sure, right, _ = answers
    joined, counted = tally(sure, right).coarser(bins), tally(sure, right, bins)
    assert joined.counts.tolist() == counted.counts.tolist()
    assert joined.right.tolist() == counted.right.tolist()
    np.testing.assert_allclose(joined.confidence, counted.confidence)


def test_answers_above_a_confidence_are_counted(answers):
    sure, right, _ = answers
    for share in (0, 0.5, 0.57, 0.99):
        chosen = sure > share
        assert tally(sure, right).more_confident_than(share) == (chosen.sum(), (chosen & right).sum())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: tally([0.5], [True, False]), "1 confidences and 2 outcomes"),
        (lambda: tally([0.0], [True]), "outside"),
        (lambda: tally([1.1], [True]), "outside"),
        (lambda: tally([np.nan], [True]), "outside"),
        (lambda: tally([0.5], [True]).coarser(7), "divides"),
        (lambda: tally([0.5], [True]).coarser(200), "divides"),
        (lambda: expected_error(tally([], [])), "at least one"),
    ],
)
def test_what_makes_no_sense_is_refused(change, sentence):
    with pytest.raises(CnnvizError, match=sentence):
        change()
