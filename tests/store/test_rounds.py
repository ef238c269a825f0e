"""A question is put to all; answers are taken while it is open, one from each."""

import pytest

import store
from cnnviz.classes import Round, Vote
from tests.store.people import Class


def test_each_students_last_answer_counts(klass):
    ann, bob = klass.student(), klass.student()
    asked = klass.store.ask(klass.teacher, "output-size", 2, 99)
    assert asked == Round(1, "output-size", 2, 99, "open") == klass.store.round(ann)
    klass.store.vote(ann, 1, ["8"], 0.0, "padding-once")
    klass.store.vote(bob, 1, ["9"], 1.0, None)
    klass.store.vote(ann, 1, ["10"], 0.0, None)
    votes = klass.store.votes(klass.teacher, 1)
    assert votes == [Vote(ann.person, ["10"], 0.0, None), Vote(bob.person, ["9"], 1.0, None)]
    assert klass.store.votes(ann, 1) == votes[:1]


@pytest.mark.parametrize("state", ["paused", "revealed"])
def test_no_answer_is_taken_but_while_it_is_open(klass, state):
    who = klass.student()
    klass.store.ask(klass.teacher, "output-size", 1, 1)
    klass.store.set_state(klass.teacher, 1, state)
    with pytest.raises(store.Refused, match="No answers"):
        klass.store.vote(who, 1, ["9"], 1.0, None)
    klass.store.set_state(klass.teacher, 1, "open")
    klass.store.vote(who, 1, ["9"], 1.0, None)
    klass.store.ask(klass.teacher, "output-size", 1, 2)
    with pytest.raises(store.Refused, match="No answers"):
        klass.store.vote(who, 1, ["9"], 1.0, None)
    assert klass.store.votes(klass.teacher, 2) == []


def test_the_pulse_grows_with_each_change_of_this_class_alone(klass):
    other, who = Class(klass.store), klass.student()
    seen = [klass.store.pulse(who)]
    klass.store.ask(klass.teacher, "output-size", 1, 1)
    seen.append(klass.store.pulse(who))
    for state in ("paused", "open", "revealed"):
        klass.store.set_state(klass.teacher, 1, state)
        seen.append(klass.store.pulse(klass.teacher))
    assert seen == sorted(set(seen))
    assert klass.store.pulse(other.teacher) == seen[0]


def test_there_is_no_question_before_one_is_asked(klass):
    assert klass.store.round(klass.teacher) is None
    with pytest.raises(store.Refused):
        klass.store.set_state(klass.teacher, 1, "open")


@pytest.mark.parametrize("answer", [["x" * 20_000], float("nan"), object()], ids=["long", "nan", "object"])
def test_what_is_no_answer_is_refused(klass, answer):
    who = klass.student()
    klass.store.ask(klass.teacher, "output-size", 1, 1)
    with pytest.raises(store.Refused):
        klass.store.vote(who, 1, answer, 0.0, None)
