"""How many are right after a change: what is right, and each slip by its name."""

from cnnviz.attribution.outcome import outcome
from cnnviz.predict.outcome_slips import ORDER, check_right

#: Of 40 images 30 are right before; 7 of these are lost, and 2 are gained.
LABELS = [0] * 40
BEFORE = [0] * 30 + [1] * 10
AFTER = [0] * 23 + [1] * 7 + [0] * 2 + [1] * 8
MADE = outcome(LABELS, BEFORE, AFTER)


def test_the_count_after_is_right_and_only_that():
    assert check_right("25", MADE).right
    assert check_right("30 - 7 + 2", MADE).right
    assert not check_right("26", MADE).right
    assert "25" not in check_right("26", MADE).sentence


def test_each_slip_is_named_and_none_gives_the_right_number_away():
    typed = {"no_won": 23, "no_lost": 32, "turned": 35, "changed": 21, "before": 30, "wrong": 15}
    assert list(typed) == list(ORDER)
    for slip, value in typed.items():
        verdict = check_right(str(value), MADE)
        assert (verdict.right, verdict.slip) == (False, slip)
        assert "25" not in verdict.sentence
