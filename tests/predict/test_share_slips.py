"""Recall and precision read off a confusion matrix: what is right, and each slip by its name."""

import pytest

from cnnviz.predict.share_slips import ORDER, check_share, share_question

#: Rows: true classes. All numbers of the slips differ.
COUNTS = [[30, 7, 3], [11, 60, 9], [4, 1, 75]]
ALL, RIGHT = 200, 165


@pytest.mark.parametrize("typed", ["30/40", "0.75", "75 %", "75%"])
def test_the_recall_is_the_diagonal_over_its_row(typed):
    assert check_share(typed, COUNTS, 0, "recall").right


@pytest.mark.parametrize("typed", ["30/45", "0.67", "66.7 %"])
def test_the_precision_is_the_diagonal_over_its_column(typed):
    assert check_share(typed, COUNTS, 0, "precision").right


@pytest.mark.parametrize("measure", ["recall", "precision"])
def test_each_slip_is_named_and_none_gives_the_right_number_away(measure):
    of, other, cell = (40, 45, 7) if measure == "recall" else (45, 40, 11)
    typed = {
        "turned": f"30/{other}",
        "all": f"30/{ALL}",
        "mistakes": f"30/{of - 30}",
        "accuracy": f"{RIGHT}/{ALL}",
        "cell": f"{cell}/{of}",
        "rest": f"{of - 30}/{of}",
        "count": "30",
        "percent": f"3000/{of}",
    }
    assert list(typed) == list(ORDER)
    question = share_question(COUNTS, 0, measure, 1)
    right = question.working.rpartition("= ")[2]
    for slip, text in typed.items():
        verdict = check_share(text, COUNTS, 0, measure, 1)
        assert (verdict.right, verdict.slip) == (False, slip)
        assert right not in verdict.sentence
    assert right not in check_share("0.123", COUNTS, 0, measure, 1).sentence


def test_a_class_that_is_never_called_has_a_recall_of_0():
    assert check_share("0", [[0, 5], [0, 5]], 0, "recall", 1).right
