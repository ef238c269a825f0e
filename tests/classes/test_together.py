"""What a class thinks, counted by answer: for every exercise that can be asked."""

import pytest

from cnnviz.classes import Bar, Vote, said_of, tally
from cnnviz.classes.said import in_short, short_name
from cnnviz.exercises import pose, practised
from cnnviz.exercises.kinds.conditions import Condition
from cnnviz.predict.table import DID, SHORT

PADDED = pose(practised()["output-size"], 2, 11)


def vote(problem, answer, student="ann"):
    verdict = problem.judge(answer)
    return Vote(student, answer, verdict.score, verdict.slip)


def test_bars_are_counted_by_answer_in_the_order_of_their_size():
    right = int(PADDED.right_answer[0])
    answers = [right, right, right - 1, 1000, 30, right]
    bars = tally(PADDED, [vote(PADDED, [str(one)]) for one in answers])
    assert [(bar.answer, bar.count) for bar in bars] == [
        (str(one), answers.count(one)) for one in sorted(set(answers))
    ]
    assert [bar.answer for bar in bars if bar.right] == [str(right)]


def test_a_bar_says_what_was_thought():
    known = PADDED.exercise.item.wrong_answers(PADDED.posed)
    told = {
        slip: answer for slip, answer in known.items() if list(known.values()).count(answer) == 1
    }  # an answer of two slips names neither
    assert set(told) == {"no-stride", "rounded-up"}
    for slip, answer in told.items():
        [bar] = tally(PADDED, [vote(PADDED, answer)])
        assert (bar.meaning, bar.right) == (SHORT[slip.replace("-", "_")], False)
    [bar] = tally(PADDED, [vote(PADDED, ["999"])])
    assert bar.meaning == "", "not recognised"


def test_the_right_answer_has_a_bar_of_its_own_once_it_is_revealed():
    assert tally(PADDED, []) == []
    [bar] = tally(PADDED, [], with_right=True)
    assert bar == Bar(PADDED.right_answer[0], 0, PADDED.explanation, True)


def test_every_slip_of_the_table_has_a_short_name_that_fits_beside_a_bar():
    assert SHORT.keys() == DID.keys()
    assert len(set(SHORT.values())) == len(SHORT)
    assert all(len(one) <= 35 and not one.endswith(".") for one in SHORT.values())


def test_a_slip_that_is_not_in_the_table_is_named_by_its_first_sentence():
    own = pose(practised()["same-padding"], 1, 3)
    sentence = own.said("both-sides")
    assert short_name(own, "both-sides", sentence) == in_short(sentence) == "That is both sides together."


def test_what_means_the_same_is_one_bar():
    right = int(PADDED.right_answer[0])
    votes = [vote(PADDED, [text]) for text in (str(right), f"{right}.0", f"{2 * right}/2", f" {right} ")]
    votes += [vote(PADDED, [text]) for text in ("30", "30.0", "60/2")]
    assert [bar.count for bar in tally(PADDED, votes)] == [len(votes) - 3, 3]


@pytest.mark.parametrize("name", practised())
def test_every_exercise_can_be_put_to_all(name):
    exercise = practised()[name]
    problem = pose(exercise, exercise.item.levels_offered()[0], 5)
    wrong = exercise.item.wrong_answers(problem.posed)
    votes = [vote(problem, answer) for answer in (problem.right_answer, *wrong.values())]
    bars = tally(problem, votes)
    assert sum(bar.count for bar in bars) == len(votes)
    assert [bar.right for bar in bars].count(True) == 1
    assert "?" not in {bar.answer for bar in bars}
    assert all(0 < len(bar.answer) <= 120 for bar in bars)
    if not isinstance(exercise.item, Condition):
        assert [bar.answer for bar in bars if bar.right] == [said_of(problem, problem.right_answer)]


@pytest.mark.parametrize("answer", [None, 7, "x", [], ["x"], [None], {"a": 1}, [["9"]]])
def test_what_is_no_answer_is_a_question_mark(answer):
    assert said_of(PADDED, answer) in ("?", "")
