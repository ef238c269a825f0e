"""What answers are worth, what a student may do and see, and the board."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cnnviz.classes import (
    Assignment,
    Attempt,
    Override,
    Task,
    board,
    current,
    is_due,
    mark,
    shows_scores,
    shows_solution,
    why_not,
    wrong_answers,
)
from cnnviz.exercises import exercises, pose

NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
TASK = Task(id="output-size", points=8)


def asked(**rules):
    return Assignment(title="A", tasks=(TASK, Task(kind="lesson", id="border")), **rules)


def tries(*scores, student="ann", variant=0, first=1, **rest):
    return [
        Attempt(
            f"{student}{n}", student, TASK.key, variant, n, 3, ["1"], 1, score, None, NOW + n * HOUR, **rest
        )
        for n, score in enumerate(scores, first)
    ]


@pytest.mark.parametrize(
    ("counts", "points", "by"),
    [("best", 6, "attempt 2"), ("last", 2, "attempt 4"), ("first", 4, "attempt 1")],
)
def test_the_policy_says_which_attempt_counts(counts, points, by):
    found = mark(asked(counts=counts), TASK, tries(0.5, 0.75, 0.75, 0.25)[::-1])
    assert (found.points, found.by, found.of, found.attempts) == (points, by, 8, 4)


def test_no_answer_is_no_mark_and_a_wrong_one_is_none_points():
    assert mark(asked(), TASK, []).points is None
    assert mark(asked(), TASK, tries(0.0)).points == 0


def test_points_are_rounded_to_hundredths():
    assert mark(asked(), TASK, tries(1 / 3)).points == 2.67


@pytest.mark.parametrize("counts", ["best", "last", "first"])
def test_answers_to_numbers_that_were_replaced_count_until_there_is_a_new_one(counts):
    old = tries(1.0)
    assert mark(asked(counts=counts), TASK, old).points == 8
    new = tries(0.5, variant=1, first=2)
    assert mark(asked(counts=counts), TASK, old + new).points == 4
    assert current(old + new) == new
    assert mark(asked(), TASK, old + new).attempts == 2


def test_the_teachers_word_counts_whatever_was_answered():
    for attempts in ([], tries(1.0)):
        found = mark(asked(), TASK, attempts, Override("ann", TASK.key, 3.5, "why"))
        assert (found.points, found.by) == (3.5, "override")


@pytest.mark.parametrize(
    ("rules", "state", "word"),
    [
        ({}, {}, ""),
        ({}, {"is_open": False}, "closed"),
        ({"opens": NOW + HOUR}, {}, "not begun"),
        ({"opens": NOW}, {}, ""),
        ({"due": NOW}, {}, ""),
        ({"due": NOW - HOUR}, {}, "too late"),
        ({"due": NOW - HOUR}, {"until": NOW}, ""),
        ({"due": NOW}, {"until": NOW - HOUR}, ""),
        ({"attempts": 2}, {"used": 1}, ""),
        ({"attempts": 2}, {"used": 2}, "All 2 attempts"),
        ({"attempts": 1}, {"used": 1}, "one attempt"),
    ],
)
def test_an_answer_is_taken_or_a_sentence_says_why_not(rules, state, word):
    why = why_not(asked(**rules), **{"is_open": True, "now": NOW, **state})
    assert bool(why) == bool(word)
    assert word in why


@pytest.mark.parametrize(
    ("solutions", "untouched", "wrong", "right", "due"),
    [
        ("never", False, False, False, False),
        ("right", False, False, True, False),
        ("due", False, False, False, True),
        ("always", True, True, True, True),
    ],
)
def test_solutions_are_shown_by_the_policy(solutions, untouched, wrong, right, due):
    rules = asked(solutions=solutions, due=NOW)
    before, after = NOW - HOUR, NOW + HOUR
    assert shows_solution(rules, [], before) == untouched
    assert shows_solution(rules, tries(0.9), before) == wrong
    assert shows_solution(rules, tries(0.9, 1.0), before) == right
    assert shows_solution(rules, [], after) == due
    assert shows_solution(rules, [], after, until=after) == untouched, "not before one's own date"


def test_a_solution_that_shows_once_it_was_right_tells_no_score_that_is_kept_back():
    rules = asked(solutions="right", scores="due", due=NOW)
    assert [shows_solution(rules, tries(1.0), NOW + hours * HOUR) for hours in (-1, 1)] == [False, True]
    assert not shows_solution(asked(solutions="right", scores="never"), tries(1.0), NOW)


def test_scores_are_shown_by_the_policy():
    shown = {
        scores: [shows_scores(asked(scores=scores, due=NOW), NOW + hours * HOUR) for hours in (-1, 1)]
        for scores in ("never", "at once", "due")
    }
    assert shown == {"never": [False, False], "at once": [True, True], "due": [False, True]}
    assert not shows_scores(asked(scores="due"), NOW + 10**4 * HOUR), "what has no date is never due"
    assert not is_due(asked(), NOW, NOW - HOUR)


def cell(attempts, opened=False):
    looked = {("ann", TASK.key): NOW} if opened else {}
    [row] = board(asked(), [("ann", "Ann")], attempts, looked).rows
    return row.cells[0]


@pytest.mark.parametrize(
    ("attempts", "opened", "status", "count"),
    [
        ([], False, "untouched", 0),
        ([], True, "open", 0),
        (tries(1.0), True, "right", 1),
        (tries(0.0, 0.5, 1.0), True, "right", 3),
        (tries(0.0, 1.0, 0.0), True, "right", 2),
        (tries(0.0), True, "wrong", 1),
        (tries(0.0, 0.9), True, "wrong", 2),
        (tries(0.0, 0.0, 0.0), True, "stuck", 3),
        (tries(0.0, 0.0, 0.0) + tries(0.0, variant=1, first=4), True, "wrong", 1),
    ],
)
def test_a_cell_says_how_a_student_stands(attempts, opened, status, count):
    found = cell(attempts, opened)
    assert (found.status, found.tries) == (status, count)


def test_a_cell_knows_since_when_and_until_when():
    found = cell(tries(0.0, 0.0), opened=True)
    assert (found.since, found.last) == (NOW, NOW + 2 * HOUR)
    assert cell(tries(0.0, 0.0)).since == NOW + HOUR


def test_the_board_counts_those_who_have_answered_and_puts_need_first():
    students = [(name, name) for name in ("ann", "bob", "cem", "dee", "eva")]
    attempts = [
        *tries(1.0, student="ann"),
        *tries(0.0, student="bob"),
        *tries(0.0, 0.0, 0.0, student="cem"),
        *tries(0.0, 1.0, student="dee"),
    ]
    made = board(asked(), students, attempts, {}, [Override("eva", TASK.key, 5, "")])
    assert made.share_right(0) == 2 / 4
    assert made.share_right(1) is None
    assert [row.student for row in made.by_need()] == ["cem", "bob", "eva", "ann", "dee"]
    assert [row.points for row in made.rows] == [8, 0, 0, 8, 5]
    assert [row.right for row in made.rows] == [1, 0, 0, 1, 0]


def given(student, slip, number=1, score=0.0):
    """An answer with a slip, to the student's own numbers."""
    seed = len(student) * 1000
    problem = pose(exercises()[TASK.id], TASK.level, seed)
    answer = problem.exercise.item.wrong_answers(problem.posed)[slip] if slip else ["99"]
    return Attempt(student, student, TASK.key, 0, number, seed, answer, 1, score, slip, NOW + number * HOUR)


def test_wrong_answers_are_counted_by_slip_with_what_they_mean():
    attempts = [
        given("a", "padding-once"),
        given("bb", "padding-once"),
        given("ccc", "no-first"),
        given("dddd", None),
        given("eeeee", "no-first", 1),
        given("eeeee", "padding-once", 2),
        given("ffffff", "no-first", 1),
        given("ffffff", None, 2, 1.0),
    ]
    found = wrong_answers(TASK, attempts)
    assert [(one.slip, one.count) for one in found] == [("padding-once", 3), ("no-first", 1), (None, 1)]
    assert found[0].example == attempts[5], "the latest"
    assert found[0].sentence == "padding counted once", "without the example's numbers"
    assert wrong_answers(Task(id="output-shape"), attempts) == []


def test_a_wrong_answer_that_can_no_longer_be_judged_is_still_counted():
    changed = replace(given("a", "padding-once"), answer=["two", "numbers"])
    [found] = wrong_answers(TASK, [changed])
    assert (found.slip, found.count, found.sentence) == ("padding-once", 1, "Not recognised.")
    gone = replace(changed, task="gone~1")
    assert [one.count for one in wrong_answers(Task(id="gone"), [gone])] == [1]
