"""Predictions of dropout, batch norm and scaling: what is right, and which slip gave what was typed."""

import pytest

from cnnviz.modes import Draw, Norm, drawn, normed, scaled
from cnnviz.predict.mode_slips import check_dropped, check_scaled
from cnnviz.predict.norm_slips import check_normed, check_statistic

DRAW = Draw((2.0, 4.0, 6.0), 0.2, (True, False, True), drawn(3, 0.2, 1))
FIRST, SECOND = normed(Norm(3, 4, weight=2, bias=1), [(1.0, 3.0, 5.0, 7.0), (5.0, 9.0, 9.0, 9.0)])
BOTH = scaled((2, 4, 6, 12), (False, False, False, True))


@pytest.mark.parametrize("i", range(3))
@pytest.mark.parametrize("training", [True, False])
def test_what_dropout_gives_is_right(i, training):
    truth = (DRAW.training if training else DRAW.test)[i]
    assert check_dropped(repr(float(truth)), DRAW, i, training).right


@pytest.mark.parametrize(
    ("typed", "i", "training", "slip"),
    [
        ("6", 2, True, "unscaled"),
        ("4.8", 2, True, "shrunk"),
        ("30", 2, True, "by_p"),
        ("0", 2, True, "silenced"),
        ("4", 1, True, "kept"),
        ("5", 1, True, "scaled"),
        ("7.5", 2, False, "scaled"),
        ("4.8", 2, False, "shrunk"),
        ("0", 2, False, "silenced"),
    ],
)
def test_slips_with_dropout_are_named(typed, i, training, slip):
    verdict = check_dropped(typed, DRAW, i, training)
    assert (verdict.right, verdict.slip) == (False, slip)


@pytest.mark.parametrize("batch", [FIRST, SECOND], ids=["first", "second"])
@pytest.mark.parametrize("training", [True, False])
def test_what_batch_norm_gives_is_right_to_three_digits(batch, training):
    for i, truth in enumerate(batch.training if training else batch.test):
        assert check_normed(f"{truth:.3g}", batch, i, training).right, (i, truth)


@pytest.mark.parametrize(
    ("typed", "training", "slip"),
    [
        ("1.4", True, "unrooted"),  # 2 · 1/5 + 1
        ("3", True, "undivided"),
        ("0.4472", True, "standard"),
        ("0.1056", True, "turned"),
        ("1.775", True, "unbiased"),
        ("5.472", True, "uncentred"),
        ("1.8944", False, "other"),  # by the batch
        ("2", False, "unrooted"),  # 2 · 2/4 + 1
        ("5", False, "undivided"),
    ],
)
def test_slips_with_batch_norm_are_named(typed, training, slip):
    verdict = check_normed(typed, FIRST, 2, training)
    assert (verdict.right, verdict.slip) == (False, slip)


@pytest.mark.parametrize(
    ("which", "typed", "slip"),
    [
        ("mean", "4", None),
        ("mean", "16", "sum"),
        ("variance", "5", None),
        ("variance", "2.236", "root"),
        ("variance", "6.667", "unbiased"),
        ("variance", "20", "sum"),
        ("running_mean", "3.1", None),
        ("running_mean", "3.9", "swapped"),
        ("running_mean", "4", "new"),
        ("running_var", "4.267", None),
        ("running_var", "4.1", "biased"),
    ],
)
def test_statistics_of_a_batch_are_judged(which, typed, slip):
    verdict = check_statistic(typed, FIRST, which)
    assert (verdict.right, verdict.slip) == (slip is None, slip)


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("4.9", None),
        ("1.6", "other"),
        ("3", "unrooted"),
        ("8", "undivided"),
        ("-4.9", "turned"),
        ("4", "unbiased"),
        ("7.35", "uncentred"),
    ],
)
def test_scores_are_judged(typed, slip):
    verdict = check_scaled(typed, BOTH.split_first, BOTH.normalised_first, 3)
    assert (verdict.right, verdict.slip) == (slip is None, slip)


def test_the_running_averages_in_training_are_named():
    value = FIRST.test[3]  # of the largest number, where no other slip gives the same
    assert check_normed(repr(float(value)), FIRST, 3, training=True).slip == "other"
