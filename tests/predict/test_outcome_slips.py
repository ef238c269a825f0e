"""How many are right after a change: what is right, and each slip by its name."""

from cnnviz.attribution.outcome import outcome
from cnnviz.predict.outcome_slips import right_question
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import judge

#: Of 40 images 30 are right before; 7 of these are lost, and 2 are gained.
LABELS = [0] * 40
BEFORE = [0] * 30 + [1] * 10
AFTER = [0] * 23 + [1] * 7 + [0] * 2 + [1] * 8
QUESTION = right_question(outcome(LABELS, BEFORE, AFTER))


def judged(typed):
    return judge(read_number(typed), QUESTION)


def test_the_count_after_is_right_and_only_that():
    assert judged("25").right
    assert judged("30 - 7 + 2").right
    assert not judged("26").right
    assert "25" not in judged("26").sentence


def test_each_slip_is_named_and_none_gives_the_right_number_away():
    typed = {"no_won": 23, "no_lost": 32, "turned": 35, "changed": 21, "before": 30, "wrong": 15}
    assert list(typed) == [slip.key for slip in QUESTION.slips]
    for slip, value in typed.items():
        verdict = judged(str(value))
        assert (verdict.right, verdict.slip) == (False, slip)
        assert "25" not in verdict.sentence
