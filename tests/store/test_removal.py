"""What is deleted is gone: from every table, and from the file."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa

import store
from store.removal import KEPT_DAYS
from store.tables import metadata
from tests.store.people import HOUR, LESSON, NOW, SIZE, Class


def fill(klass):
    """Put something into every table for a student."""
    joined = klass.join()
    who = joined.who
    klass.answer(who, "secret answer")
    klass.store.progress(who, LESSON, NOW)
    klass.store.override(klass.teacher, who.person, SIZE, 1, "secret note")
    klass.store.reset(klass.teacher, who.person, SIZE)
    klass.store.ask(klass.teacher, "output-size", 1, 7)
    number = klass.store.round(who).number
    klass.store.vote(who, number, ["secret vote"], 0.0, None)
    return joined


def rows(kept):
    """How many rows each table has."""
    with kept.database.reading() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            for table in metadata.sorted_tables
            if table.name not in ("keys", "runs")
        }


#: Each way to delete a student or the class, and whether the class goes too.
WAYS = {
    "mine": (lambda klass, who: klass.store.delete_mine(who), False),
    "student": (lambda klass, who: klass.store.delete_student(klass.teacher, who.person), False),
    "class": (lambda klass, who: klass.store.delete_class(klass.teacher), True),
    "older": (lambda klass, who: klass.store.delete_older(NOW + timedelta(days=KEPT_DAYS + 1)), True),
}
OF_A_CLASS = {"classes", "assignments", "rounds"}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_it_is_left_in_any_table_and_all_else_stays(klass, way):
    delete, whole = WAYS[way]
    other = Class(klass.store)
    fill(other)
    later = NOW + timedelta(days=2)
    other.answer(other.student(), at=later)
    others = rows(klass.store)
    klass.store.delete_class(klass.teacher)
    others = rows(klass.store)
    klass = Class(klass.store)
    who = fill(klass).who
    both = rows(klass.store)
    assert all(both[table] > others[table] for table in both)
    delete(klass, who)
    after = rows(klass.store)
    assert {table for table in after if after[table] > others[table]} == (set() if whole else OF_A_CLASS)
    assert klass.store.of(other.teacher).class_id == other.made.class_id


@pytest.mark.parametrize("way", WAYS)
def test_no_byte_of_it_is_left_in_the_files(file, way):
    """Beside hundreds of others, whose rows fill the pages again and again."""
    kept = store.open(str(file))
    klass = Class(kept)
    crowd = [klass.join() for _ in range(20)]
    joined = fill(klass)
    for one in crowd:
        for _ in range(3):
            klass.answer(one.who, "x" * 300)
    secrets = [joined.nickname, joined.who.person, "secret answer", "secret note", "secret vote"]
    assert all(secret in text_of(file) for secret in secrets)
    WAYS[way][0](klass, joined.who)
    assert [secret for secret in secrets if secret in text_of(file)] == []
    kept.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def text_of(file):
    """All that stands in a database's files."""
    return b"".join(part.read_bytes() for part in sorted(file.parent.glob(f"{file.name}*"))).decode("latin-1")


def test_what_was_used_lately_is_kept(kept):
    old, used, young = Class(kept), Class(kept), Class(kept)
    who = used.student()
    end = NOW + timedelta(days=KEPT_DAYS)
    used.answer(who, at=end - HOUR)
    young.join(now=end)
    assert kept.delete_older(end + HOUR) == 1
    assert [kept.by_key(one.made.key) is None for one in (old, used, young)] == [True, False, False]
    assert kept.delete_older(end + HOUR, days=1 / 48) == 2


def test_a_class_whose_teacher_uses_it_is_kept(klass):
    end = NOW + timedelta(days=KEPT_DAYS)
    klass.store.use(klass.teacher, end)
    assert klass.store.delete_older(end + HOUR) == 0
    assert klass.store.delete_older(end + timedelta(days=KEPT_DAYS) + HOUR) == 1


def test_an_id_that_was_deleted_never_comes_again(klass):
    who = klass.student()
    klass.store.delete_mine(who)
    for _ in range(5):
        klass.student()
    with pytest.raises(store.Forbidden):
        klass.store.of(who)


@pytest.mark.parametrize("kept", ["postgresql"], indirect=True)
def test_postgresql_frees_the_rows_at_once(klass):
    fill(klass)
    klass.store.delete_class(klass.teacher)
    query = "SELECT pg_relation_size('students') + pg_relation_size('attempts')"
    with klass.store.database.reading() as connection:
        assert connection.execute(sa.text(query)).scalar() == 0, "empty tables have no page left"
