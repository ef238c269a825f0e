"""Recall and precision read off a confusion matrix: what is right, and each slip by its name."""

import pytest

from cnnviz.predict.reading import read_number
from cnnviz.predict.share_slips import share_question
from cnnviz.predict.verdict import judge

#: Rows: true classes. All numbers of the slips differ.
COUNTS = [[30, 7, 3], [11, 60, 9], [4, 1, 75]]
ALL, RIGHT = 200, 165


def judged(typed, confusion, label, measure, cell=-1):
    return judge(read_number(typed), share_question(confusion, label, measure, cell))


@pytest.mark.parametrize("typed", ["30/40", "0.75", "75 %", "75%"])
def test_the_recall_is_the_diagonal_over_its_row(typed):
    assert judged(typed, COUNTS, 0, "recall").right


@pytest.mark.parametrize("typed", ["30/45", "0.67", "66.7 %"])
def test_the_precision_is_the_diagonal_over_its_column(typed):
    assert judged(typed, COUNTS, 0, "precision").right


@pytest.mark.parametrize("measure", ["recall", "precision"])
def test_each_slip_is_named_and_none_gives_the_right_number_away(measure):
    of, other, cell = (40, 45, 7) if measure == "recall" else (45, 40, 11)
    typed = {
        "turned": f"30/{other}",
        "percent": f"3000/{of}",
        "all": f"30/{ALL}",
        "mistakes": f"30/{of - 30}",
        "accuracy": f"{RIGHT}/{ALL}",
        "cell": f"{cell}/{of}",
        "rest": f"{of - 30}/{of}",
        "count": "30",
    }
    question = share_question(COUNTS, 0, measure, 1)
    assert list(typed) == [slip.key for slip in question.slips]
    right = question.working.rpartition("= ")[2]
    for slip, text in typed.items():
        verdict = judged(text, COUNTS, 0, measure, 1)
        assert (verdict.right, verdict.slip) == (False, slip)
        assert right not in verdict.sentence
    assert right not in judged("0.123", COUNTS, 0, measure, 1).sentence


def test_a_class_that_is_never_called_has_a_recall_of_0():
    assert judged("0", [[0, 5], [0, 5]], 0, "recall", 1).right


def test_of_numbers_that_several_slips_give_the_forgotten_percent_sign_is_named_first():
    confusion = [[990, 10], [0, 100]]  # 990 right ones of 1000; by the 10 wrong ones it would be 99 as well
    assert judged("99 %", confusion, 0, "recall").right
    assert judged("99", confusion, 0, "recall").slip == "percent"
