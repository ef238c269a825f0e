"""A backup holds all that is kept, and brings it back, into either database."""

from contextlib import closing

import pytest
import sqlalchemy as sa

import store
from store.__main__ import main
from store.tables import PASSING, metadata
from tests.store.people import Class
from tests.store.test_removal import fill


def contents(kept):
    with kept.database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table)).all()))
            for table in metadata.sorted_tables
            if table not in PASSING
        }


@pytest.fixture
def filled(klass):
    for _ in range(3):
        fill(klass)
    return klass


def test_all_comes_back_and_what_came_later_is_gone(filled, tmp_path):
    before = contents(filled.store)
    assert all(before.values())
    filled.store.backup(tmp_path / "b")
    later = Class(filled.store)
    filled.store.delete_class(filled.teacher)
    filled.store.restore(tmp_path / "b")
    assert contents(filled.store) == before
    assert filled.store.by_key(later.made.key) is None
    assert [path.name for path in tmp_path.iterdir()] == ["b"], "one file, and nothing beside it"


@pytest.mark.parametrize("kept", ["sqlite"], indirect=True)
def test_the_database_is_no_backup_of_itself(filled):
    """Its log stands in another file: what is only there would be lost."""
    before = contents(filled.store)
    for do in (filled.store.backup, filled.store.restore):
        with pytest.raises(store.StoreError, match="is the database itself"):
            do(filled.store.database.file)
    assert contents(filled.store) == before


def test_only_their_owner_reads_a_database_and_a_backup(tmp_path):
    kept = store.open(str(tmp_path / "classes.db"))
    Class(kept).student()
    kept.backup(tmp_path / "b")
    files = list(tmp_path.iterdir())
    assert {"classes.db", "classes.db-wal", "b"} <= {file.name for file in files}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    kept.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_it_leads_from_one_kind_of_database_to_the_other(filled, stores, kind, tmp_path):
    before = contents(filled.store)
    filled.store.backup(tmp_path / "b")
    other = stores(kind)
    other.restore(tmp_path / "b")
    assert contents(other) == before


def test_an_older_backup_is_replaced_only_by_a_whole_one(filled, tmp_path, monkeypatch):
    file = tmp_path / "b"
    filled.store.backup(file)
    first = file.read_bytes()
    fill(filled)

    def fails(*arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("store.copying.os.fsync", fails)
        with pytest.raises(store.StoreError, match="can't be written: No space left"):
            filled.store.backup(file)
    assert file.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    filled.store.backup(file)
    assert file.read_bytes() != first


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0" + bytes(100), "another"])
def test_what_is_no_backup_changes_nothing(filled, content, tmp_path):
    file = tmp_path / "b"
    if content == "another":
        engine = sa.create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE classes (id TEXT)"))
        engine.dispose()
    else:
        file.write_bytes(content)
    before = contents(filled.store)
    with pytest.raises(store.StoreError, match="is no backup"):
        filled.store.restore(file)
    assert contents(filled.store) == before
    with pytest.raises(store.StoreError, match=r"There is no file “.*missing”"):
        filled.store.restore(tmp_path / "missing")


def test_the_commands_make_a_backup_and_restore_it(file, tmp_path, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, str(file))
    with closing(store.open()) as kept:
        fill(Class(kept))
        before = contents(kept)
    copy = tmp_path / "b"
    assert str(copy) in main(["backup", str(copy)])
    assert main(["delete-older", "1"]) == "Classes deleted: 1"
    assert str(copy) in main(["restore", str(copy)])
    with closing(store.open()) as kept:
        assert contents(kept) == before
    with pytest.raises(store.StoreError, match=r"There is no file “.*missing”"):
        main(["restore", str(tmp_path / "missing")])
