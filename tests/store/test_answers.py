"""Every answer is kept once, numbered, and only by the rules of the class."""

import math
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

import store
from cnnviz.classes import Assignment, Task, board, mark
from store import tables
from store.follow import LONGEST_NOTE, MOST_POINTS
from store.work import LONGEST_ANSWER, MOST_ATTEMPTS, MOST_KEPT
from tests.store.people import HOUR, LESSON, NOW, SIZE, TASKS, Class


def test_an_answer_comes_back_as_it_was_given(klass):
    who = klass.student()
    given = replace(klass.attempt(who, score=1 / 3, slip="padding-once"), answer={"a": [1, 2.5, None, "−½"]})
    kept = klass.store.save(who, given)
    assert kept == replace(given, number=1)
    assert klass.store.attempts(who) == [kept] == klass.store.attempts(klass.teacher)


def test_the_same_answer_sent_twice_is_kept_once(klass):
    who = klass.student()
    first = klass.answer(who, "8", key="same")
    again = klass.answer(who, "9", key="same", score=1.0, at=NOW + HOUR)
    assert again == first
    assert klass.store.attempts(who) == [first]


def test_what_was_kept_is_acknowledged_again_even_when_the_class_is_closed(klass):
    who = klass.student()
    first = klass.answer(who, key="same")
    klass.store.set_open(klass.teacher, False)
    assert klass.answer(who, key="same") == first


def test_another_students_answer_with_the_same_key_is_another(klass):
    ann, bob = klass.student(), klass.student()
    klass.answer(ann, "8", key="same")
    assert klass.answer(bob, "9", key="same").answer == ["9"]


def test_answers_of_two_tabs_are_all_kept_and_numbered(klass):
    who = klass.student()
    with ThreadPoolExecutor(8) as tabs:
        kept = list(tabs.map(lambda n: klass.answer(who, str(n), key=f"{n}"), range(24)))
    assert sorted(one.number for one in kept) == list(range(1, 25))
    assert sorted(klass.store.attempts(who), key=lambda one: one.number) == sorted(
        kept, key=lambda one: one.number
    )


@pytest.mark.parametrize(
    ("rules", "at", "sentence"),
    [
        ({"opens": NOW + HOUR}, NOW, "not begun"),
        ({"due": NOW}, NOW + HOUR, "too late"),
        ({"attempts": 1}, NOW, "one attempt is used"),
        ({"attempts": 2}, NOW, "All 2 attempts are used"),
    ],
)
def test_an_answer_against_a_rule_is_refused_with_a_sentence(kept, rules, at, sentence):
    klass = Class(kept, rules)
    who = klass.student()
    for _ in range(rules.get("attempts", 0)):
        klass.answer(who, at=at)
    before = kept.attempts(who)
    with pytest.raises(store.Refused, match=sentence):
        klass.answer(who, at=at)
    assert kept.attempts(who) == before


def test_a_closed_class_takes_nothing_until_it_is_opened_again(klass):
    who = klass.student()
    klass.store.set_open(klass.teacher, False)
    with pytest.raises(store.Refused, match="closed"):
        klass.answer(who)
    with pytest.raises(store.Refused, match="closed"):
        klass.join()
    klass.store.set_open(klass.teacher, True)
    assert klass.answer(who).number == 1


def test_the_servers_clock_decides_and_an_hour_off_in_a_browser_changes_nothing(kept):
    klass = Class(kept, {"due": NOW})
    who = klass.student()
    for at, taken in ((NOW, True), (NOW + HOUR, False), (NOW - HOUR, True)):
        if taken:
            assert klass.answer(who, at=at).at == at
        else:
            with pytest.raises(store.Refused):
                klass.answer(who, at=at)
    assert [one.number for one in kept.attempts(who)] == [2, 1], "in the order of the clock"


def test_one_student_may_have_longer_than_the_others(kept):
    klass = Class(kept, {"due": NOW})
    ann, bob = klass.student(), klass.student()
    kept.extend(klass.teacher, ann.person, NOW + HOUR)
    assert klass.answer(ann, at=NOW + HOUR).number == 1
    with pytest.raises(store.Refused, match="too late"):
        klass.answer(bob, at=NOW + HOUR)
    assert [one.until for one in kept.students(klass.teacher)] == [NOW + HOUR, None]
    kept.extend(klass.teacher, ann.person, None)
    with pytest.raises(store.Refused, match="too late"):
        klass.answer(ann, at=NOW + HOUR)


def test_new_numbers_bring_attempts_anew_and_end_the_old_ones(kept):
    klass = Class(kept, {"attempts": 1})
    ann, bob = klass.student(), klass.student()
    klass.answer(ann)
    assert kept.reset(klass.teacher, ann.person, SIZE) == 1
    assert (kept.tries(ann, SIZE).variant, kept.tries(bob, SIZE).variant) == (1, 0)
    assert (kept.standing(ann).variants, kept.standing(bob).variants) == ({SIZE: 1}, {})
    with pytest.raises(store.Refused, match="replaced by others"):
        klass.answer(ann)
    assert klass.answer(ann, variant=1).number == 2
    with pytest.raises(store.Refused, match="one attempt"):
        klass.answer(ann, variant=1)
    assert [one.variant for one in kept.attempts(ann)] == [0, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"task": "output-shape~1"},
        {"answer": "x" * LONGEST_ANSWER},
        {"answer": math.nan},
        {"answer": object()},
        {"key": ""},
        {"key": "x" * 65},
        {"key": "a\0b"},
        {"slip": "x" * 65},
        {"score": math.nan},
        {"score": 1.5},
        {"seed": -1},
        {"seed": 10**6},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_an_answer_beyond_its_bounds_is_refused(klass, wrong):
    who = klass.student()
    with pytest.raises(store.Refused):
        klass.store.save(who, replace(klass.attempt(who), **wrong))
    assert klass.store.attempts(who) == []


def test_a_student_who_answers_without_end_is_stopped(klass, monkeypatch):
    assert MOST_ATTEMPTS == 2000
    monkeypatch.setattr("store.work.MOST_ATTEMPTS", 5)
    who, other = klass.student(), klass.student()
    for _ in range(5):
        klass.answer(who)
    with pytest.raises(store.Refused, match="no room for more"):
        klass.answer(who)
    assert klass.answer(other).number == 1


def test_all_answers_of_a_student_together_have_a_bound(klass, monkeypatch):
    assert 2 * MOST_ATTEMPTS * len('["12"]') < MOST_KEPT
    assert MOST_KEPT < MOST_ATTEMPTS * LONGEST_ANSWER
    monkeypatch.setattr("store.work.MOST_KEPT", 100)
    who, other = klass.student(), klass.student()
    long = replace(klass.attempt(who), answer="x" * 60)
    klass.store.save(who, long)
    with pytest.raises(store.Refused, match="no room for more"):
        klass.store.save(who, replace(long, key="another"))
    klass.answer(who)
    assert len(klass.store.attempts(who)) == 2
    assert klass.answer(other).number == 1


def test_a_lesson_is_done_once_and_an_exercise_never_by_saying_so(klass):
    who = klass.student()
    klass.store.progress(who, LESSON, NOW)
    assert klass.store.attempts(who) == []
    assert klass.store.opened(who) == {(who.person, LESSON): NOW}
    for hour in range(3):
        klass.store.progress(who, LESSON, NOW + hour * HOUR, done=True)
    [done] = klass.store.attempts(who)
    assert (done.score, done.at) == (1.0, NOW)
    assert klass.store.opened(who) == {(who.person, LESSON): NOW}
    for task, is_done in ((SIZE, True), ("lesson~neighbours", False)):
        with pytest.raises(store.Refused):
            klass.store.progress(who, task, NOW, done=is_done)


def test_a_mark_can_be_overridden_and_that_taken_back(klass):
    who = klass.student()
    klass.answer(who, score=0.5)
    for points in (3, 2.5):
        klass.store.override(klass.teacher, who.person, SIZE, points, "helped")
    [given] = klass.store.overrides(who)
    assert (given.points, given.note) == (2.5, "helped")
    assert mark(klass.assignment, TASKS[0], klass.store.attempts(who), given).points == 2.5
    klass.store.override(klass.teacher, who.person, SIZE, None)
    assert klass.store.overrides(klass.teacher) == []


@pytest.mark.parametrize(
    ("points", "note"),
    [(-1, ""), (MOST_POINTS + 1, ""), (math.nan, ""), (1, "x" * (LONGEST_NOTE + 1)), (1, "\0")],
)
def test_an_override_has_bounds(klass, points, note):
    who = klass.student()
    with pytest.raises(store.Refused):
        klass.store.override(klass.teacher, who.person, SIZE, points, note)


def test_a_changed_assignment_is_a_new_version_and_the_old_one_stays(klass):
    who = klass.student()
    klass.answer(who)
    longer = Assignment(title="More", tasks=(*TASKS, Task(id="output-shape")))
    assert klass.store.change(klass.teacher, longer) == 2
    now = klass.store.of(who)
    assert (now.version, now.assignment) == (2, longer)
    assert klass.store.versions(klass.teacher) == {1: klass.assignment, 2: longer}
    assert [one.version for one in klass.store.attempts(who)] == [1]


def test_a_change_that_was_made_of_an_older_version_changes_nothing(klass):
    title, attempts = ({"title": "Week two"}, {"attempts": 3})
    first = klass.assignment.model_copy(update=title)
    assert klass.store.change(klass.teacher, first, of=1) == 2
    assert klass.store.change(klass.teacher, klass.assignment.model_copy(update=attempts), of=1) is None
    assert klass.store.of(klass.teacher).assignment == first
    assert klass.store.change(klass.teacher, first.model_copy(update=attempts), of=2) == 3
    now = klass.store.of(klass.teacher).assignment
    assert (now.title, now.attempts) == ("Week two", 3)


def test_marking_anew_changes_scores_and_nothing_that_was_said(klass):
    who = klass.student()
    before = [klass.answer(who, answer, slip="padding-once") for answer in ("8", "9", "10")]

    def judge(attempt):
        if attempt.answer == ["10"]:
            raise store.Refused("it can't be read any more")
        return (1.0, None) if attempt.answer == ["9"] else (attempt.score, attempt.slip)

    assert klass.store.remark(klass.teacher, judge) == 1
    after = klass.store.attempts(who)
    assert after == [before[0], replace(before[1], score=1.0, slip=None), before[2]]
    assert klass.store.remark(klass.teacher, judge) == 0


def test_a_class_of_sixty_is_on_the_board_within_50_ms(klass):
    one = klass.student()
    for _ in range(3):
        klass.answer(one)
    _multiply(klass, 60)

    def query():
        teacher, kept = klass.teacher, klass.store
        students = [(one.id, one.nickname) for one in kept.students(teacher)]
        return board(
            klass.assignment, students, kept.attempts(teacher), kept.opened(teacher), kept.overrides(teacher)
        )

    times = []
    for _ in range(5):
        start = time.thread_time()
        made = query()
        times.append(time.thread_time() - start)
    assert len(made.rows) == 60
    assert {cell.status for row in made.rows for cell in row.cells} == {"stuck", "untouched"}
    assert statistics.median(times) <= 0.05


def _multiply(klass, wanted):
    """Put more students into a class that have answered as one has."""
    with klass.store.database.writing() as connection:
        [student] = connection.execute(sa.select(tables.students)).mappings().all()
        answers = connection.execute(sa.select(tables.attempts)).mappings().all()
        for n in range(1, wanted):
            more = {"id": f"{n}", "nickname": f"{n}", "words_hash": f"{n}".encode()}
            connection.execute(sa.insert(tables.students).values({**student, **more}))
        copies = [{**answer, "student_id": f"{n}"} for n in range(1, wanted) for answer in answers]
        connection.execute(sa.insert(tables.attempts), copies)
