"""A database that is locked, full, read-only or gone: a sentence, and no acknowledged answer is lost."""

import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager, suppress

import pytest
import sqlalchemy as sa

import store
from store import faults, opening
from store.work import LONGEST_ANSWER
from tests import postgres
from tests.store.people import Class


@pytest.fixture
def klass(file, monkeypatch):
    """A class in a SQLite file of this test's own, where nobody waits for long."""
    monkeypatch.setattr("store.connecting.PATIENCE", 0.05)
    kept = store.open(str(file))
    yield Class(kept)
    kept.close()


@contextmanager
def locked(klass):
    with closing(sqlite3.connect(klass.store.database.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


@contextmanager
def full(klass):
    engine = klass.store.database.engine
    engine.dispose()

    def limit(connection, record):
        [pages] = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(engine, "connect", limit)
    yield
    sa.event.remove(engine, "connect", limit)
    engine.dispose()


@contextmanager
def read_only(klass):
    engine = klass.store.database.engine
    engine.dispose()

    def forbid(connection, record):
        connection.execute("PRAGMA query_only = ON")

    sa.event.listen(engine, "connect", forbid)
    yield
    sa.event.remove(engine, "connect", forbid)
    engine.dispose()


@contextmanager
def gone(klass):
    """Moved away, as when a disk is no longer there."""
    file = klass.store.database.file
    moved = [(part, part.with_name(f"away {part.name}")) for part in file.parent.glob(f"{file.name}*")]
    for part, away in moved:
        part.rename(away)
    yield
    for part, away in moved:
        away.rename(part)


FAULTS = {locked: faults.LOCKED, full: faults.FULL, read_only: faults.READ_ONLY, gone: faults.GONE}


@pytest.mark.parametrize(("fault", "sentence"), FAULTS.items(), ids=[fault.__name__ for fault in FAULTS])
def test_a_fault_is_a_sentence_and_loses_nothing(klass, fault, sentence):
    who = klass.student()
    acknowledged = [klass.answer(who) for _ in range(3)]
    unsure = klass.attempt(who, "y" * (LONGEST_ANSWER - 4))  # longer than a page of the file
    with fault(klass):
        with pytest.raises(store.StoreError) as told:
            klass.store.save(who, unsure)
        assert str(told.value) == sentence
    assert klass.store.attempts(who) == acknowledged
    acknowledged.append(klass.store.save(who, unsure))
    assert klass.store.attempts(who) == acknowledged


def test_a_file_that_was_deleted_takes_no_answers(klass):
    """SQLite would write on to a file that has no name any more."""
    who = klass.student()
    klass.answer(who)
    file = klass.store.database.file
    copy = shutil.copy(file, file.with_name("copy"))
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    for ask in (lambda: klass.answer(who), lambda: klass.store.attempts(who)):
        with pytest.raises(store.StoreError, match="can't be reached"):
            ask()
    assert not file.exists(), "an empty one in its place would look as if all were lost"
    assert copy.exists()


@pytest.mark.parametrize("place", ["/nowhere/classes.db", "/", "postgresql://nobody@127.0.0.1:9/nothing"])
def test_a_place_that_is_none_is_a_sentence(place):
    if place.startswith("postgresql"):
        postgres.need()
    with pytest.raises(store.StoreError, match="can't be reached"):
        store.open(place)


@pytest.fixture
def starting(monkeypatch):
    """A database that gives one fault again and again, and a clock that goes on by resting alone."""

    def run(url, fault, count):
        faults_left, clock, opened = [fault] * count, [0.0], object()

        def open_store(url):
            if faults_left:
                raise store.StoreError(faults_left.pop())
            return opened

        def rest(seconds):
            clock[0] += seconds

        monkeypatch.setattr(opening, "open_store", open_store)
        try:
            assert opening.open_patiently(url, now=lambda: clock[0], rest=rest) is opened
        finally:
            waited.append(clock[0])

    waited = run.waited = []
    return run


def test_a_server_that_starts_waits_for_its_database(starting):
    starting("postgresql://host/name", faults.GONE, 5)
    assert starting.waited == [5 * opening.REST]


@pytest.mark.parametrize(
    ("url", "fault", "seconds"),
    [
        ("postgresql://host/name", faults.GONE, opening.PATIENCE),
        ("postgresql://host/name", faults.READ_ONLY, 0),
        ("/nowhere/classes.db", faults.GONE, 0),
    ],
)
def test_it_waits_for_a_minute_and_only_where_waiting_helps(starting, url, fault, seconds):
    with pytest.raises(store.StoreError, match=fault):
        starting(url, fault, 1000)
    assert starting.waited == [seconds]


#: What PostgreSQL says of each fault; a trigger says it where an answer is to be kept.
CODES = {"53100": faults.FULL, "25006": faults.READ_ONLY, "55P03": faults.LOCKED, "40001": faults.LOCKED}


@pytest.mark.parametrize(("code", "sentence"), CODES.items())
def test_what_postgresql_says_is_a_sentence(stores, code, sentence):
    kept = stores("postgresql")
    klass = Class(kept)
    who = klass.student()
    acknowledged = klass.answer(who)
    with kept.database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION fails() RETURNS trigger AS $$ BEGIN "
            f"RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$ LANGUAGE plpgsql"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER fails BEFORE INSERT ON attempts FOR EACH ROW EXECUTE FUNCTION fails()"
        )
    try:
        with pytest.raises(store.StoreError) as told:
            klass.answer(who)
    finally:
        with kept.database.writing() as connection:
            connection.exec_driver_sql("DROP FUNCTION fails CASCADE")
    assert str(told.value) == sentence
    assert kept.attempts(who) == [acknowledged]


def test_a_server_that_ends_a_connection_is_asked_again(stores):
    kept = stores("postgresql")
    klass = Class(kept)
    who = klass.student()
    with closing(store.open(kept.database.url.render_as_string())) as other:
        acknowledged = other.save(who, klass.attempt(who))
        with kept.database.engine.connect() as connection, suppress(sa.exc.OperationalError):
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
        assert other.attempts(who) == [acknowledged]


def test_what_is_deleted_while_somebody_reads_is_out_of_the_file_next_time(klass):
    joined = klass.join()
    file = klass.store.database.file
    text = joined.nickname.encode()
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM students").fetchall()
        klass.store.delete_mine(joined.who)
        reader.rollback()
    klass.store.delete_mine(klass.student())
    assert not any(text in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


def test_without_its_package_postgresql_is_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(store.StoreError, match=r"requirements-postgres\.txt"):
        store.open("postgresql://host/name")


def test_a_disk_that_fails_is_a_sentence():
    for said in ("disk I/O error", "database disk image is malformed", "no such table: classes"):
        assert faults.sentence(sqlite3.OperationalError(said)) == faults.GONE
