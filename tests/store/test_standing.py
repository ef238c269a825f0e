"""What a student's page asks for at once is what the single queries say, and of that student alone."""

import pytest

from tests.store.people import HOUR, LESSON, NOW, SIZE


@pytest.fixture
def ann(klass):
    """A student among others who have worked, too."""
    ann, bob = klass.student(), klass.student()
    for who in (bob, ann):
        klass.store.progress(who, LESSON, NOW)
        klass.answer(who, at=NOW + HOUR)
        klass.answer(who, score=1.0)
    klass.store.reset(klass.teacher, bob.person, SIZE)
    klass.store.override(klass.teacher, bob.person, LESSON, 1.0, "bob's")
    return ann


def test_a_student_who_has_done_nothing_stands_at_the_beginning(klass):
    who = klass.student()
    found = klass.store.standing(who)
    assert (found.row, [found.me]) == (klass.store.of(who), klass.store.students(who))
    assert (found.attempts, found.opened, found.variants, found.overrides) == ([], {}, {}, {})
    assert (found.round, found.vote) == (None, None)
    tries = klass.store.tries(who, SIZE)
    assert (tries.until, tries.variant, tries.attempts) == (None, 0, [])


def test_all_that_a_student_has_done_comes_at_once(klass, ann):
    kept = klass.store
    kept.override(klass.teacher, ann.person, SIZE, 2.5, "helped")
    kept.reset(klass.teacher, ann.person, SIZE)
    kept.extend(klass.teacher, ann.person, NOW + HOUR)
    klass.answer(ann, variant=1)
    found, tries = kept.standing(ann), kept.tries(ann, SIZE)
    assert (found.row, [found.me], found.pulse) == (kept.of(ann), kept.students(ann), kept.pulse(ann))
    assert found.attempts == kept.attempts(ann)
    assert {(ann.person, task): at for task, at in found.opened.items()} == kept.opened(ann)
    assert list(found.overrides.values()) == kept.overrides(ann)
    assert list(found.overrides) == [SIZE]
    assert (found.variants, tries.variant) == ({SIZE: 1}, 1)
    assert tries.until == NOW + HOUR
    assert tries.attempts == [one for one in found.attempts if one.task == SIZE]
    assert kept.tries(ann, LESSON).attempts == []


def test_the_latest_question_comes_with_ones_own_answer_to_it(klass, ann):
    kept, other = klass.store, klass.student()
    for seed in (7, 8):
        asked = kept.ask(klass.teacher, "output-size", 1, seed)
        kept.vote(other, asked.number, ["9"], 1.0, None)
        assert (kept.standing(ann).round, kept.standing(ann).vote) == (asked, None)
        kept.vote(ann, asked.number, ["8"], 0.0, "padding-once")
        assert [kept.standing(ann).vote] == kept.votes(ann, asked.number)
    kept.set_state(klass.teacher, asked.number, "revealed")
    assert kept.standing(ann).round == kept.round(ann)
    assert kept.standing(other).vote.answer == ["9"]
