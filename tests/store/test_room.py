"""How large the store is, and how large one class can become."""

import json
from secrets import token_hex

import pytest

from store.classes import MOST_VERSIONS
from store.faults import Refused
from tests.store.people import NOW


def test_what_classes_take_grows_with_what_is_kept_and_sqlite_counts_nothing_that_was_deleted(klass):
    before = klass.store.taken()
    klass.store.ask(klass.teacher, "output-size", 1, 7)
    for _ in range(100):
        klass.store.vote(klass.student(), 1, token_hex(2000), 0.0, None)
    assert before + 300_000 < klass.store.taken() < before + 2_000_000
    klass.store.delete_class(klass.teacher)
    if klass.store.database.is_sqlite:
        assert klass.store.taken() < before + 100_000


def test_runs_of_train_are_not_counted(kept):
    before = kept.taken()
    kept.keep_run("token", bytes(3_000_000), NOW)
    assert kept.taken() < before + 100_000
    kept.drop_run("token")


def test_what_a_student_answers_together_with_all_has_a_bound(klass, monkeypatch):
    monkeypatch.setattr("store.rounds.MOST_KEPT", 100)
    one, answer = klass.student(), "x" * 38
    assert len(json.dumps(answer)) == 40
    for number in (1, 2):
        klass.store.ask(klass.teacher, "output-size", 1, number)
        for _ in range(3):  # each in the place of the one before
            klass.store.vote(one, number, answer, 1.0, None)
    klass.store.ask(klass.teacher, "output-size", 1, 3)
    with pytest.raises(Refused, match="no room for more"):
        klass.store.vote(one, 3, answer, 1.0, None)
    klass.store.vote(klass.student(), 3, answer, 1.0, None)


def test_so_many_versions_of_an_assignment_are_kept(klass, monkeypatch):
    monkeypatch.setattr("store.classes.MOST_VERSIONS", 3)
    for _ in range(2):
        klass.store.change(klass.teacher, klass.assignment)
    with pytest.raises(Refused, match="make a new one"):
        klass.store.change(klass.teacher, klass.assignment)
    assert len(klass.store.versions(klass.teacher)) == 3 < MOST_VERSIONS
