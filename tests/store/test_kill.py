"""A server that is killed while answers are saved has kept every one that it acknowledged, and none twice."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

import store
from tests.store.forks import answers
from tests.store.people import Class

SAVES = 200


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, stores, file):
    """Where answers are kept, written through to the disk as they are when it matters."""
    if request.param == "sqlite":
        yield str(file)
        return
    database = stores("postgresql").database
    for fsync in ("on", "off"):
        _set_fsync(database, fsync)
        if fsync == "on":
            yield database.url.render_as_string()


def _set_fsync(database, value):
    with closing(database.engine.raw_connection()) as connection:
        driver = connection.driver_connection
        driver.autocommit = True
        driver.execute(f"ALTER SYSTEM SET fsync = {value}")
        driver.execute("SELECT pg_reload_conf()")
        driver.autocommit = False
    while True:
        with database.reading() as connection:
            if connection.exec_driver_sql("SHOW fsync").scalar() == value:
                return


@pytest.mark.parametrize(
    "seed", [*range(2), *(pytest.param(n, marks=pytest.mark.thorough) for n in range(2, 20))]
)
def test_every_acknowledged_answer_is_there_and_none_twice(url, forks, seed):
    with closing(store.open(url)) as kept:
        klass = Class(kept)
        who = klass.student()
        process = forks.start("save", url, who.class_id, who.person, seed, SAVES)
        told = [process.line() for _ in range(Random(seed).randrange(1, SAVES - 50))]
        process.kill()
        told += process.lines()
        assert all(told), "it was killed in the middle"
        assert len(told) < SAVES

    with closing(store.open(url)) as kept:
        given = {one.key: one for one in answers(who.person, seed, SAVES)}
        found = {one.key: one for one in kept.attempts(who)}
        assert set(told) <= set(found)
        assert len(found) - len(told) <= 1, "at most the one that was being saved"
        assert all(one == replace(given[key], number=one.number) for key, one in found.items())
        for one in given.values():
            kept.save(who, one)
        assert Counter(one.key for one in kept.attempts(who)) == Counter(list(given))
        assert [one.number for one in kept.attempts(who)] == list(range(1, SAVES + 1))
    if not url.startswith("postgresql"):
        with closing(sqlite3.connect(url)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
