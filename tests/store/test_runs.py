"""Runs of Train are kept for an hour, by a token that the store does not have, and take a bounded room."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from store import runs as rules
from store.runs import LARGEST_RUN, RUN_KEPT_FOR
from store.tables import runs
from tests.store.people import NOW

SECOND = timedelta(seconds=1)


@pytest.fixture
def shelf(kept):
    """An empty store, of runs too."""
    with kept.database.writing() as connection:
        connection.execute(sa.delete(runs))
    return kept


def tokens(shelf, names, now=NOW):
    return [name for name in names if shelf.kept_run(name, now) is not None]


def test_a_run_is_as_it_was_put_last_for_an_hour(shelf):
    assert shelf.kept_run("mine", NOW) is None
    shelf.keep_run("mine", b"first", NOW - SECOND)
    shelf.keep_run("mine", b"second", NOW)
    shelf.keep_run("another", b"other", NOW)
    assert shelf.kept_run("mine", NOW + RUN_KEPT_FOR) == b"second"
    assert shelf.kept_run("mine", NOW + RUN_KEPT_FOR + SECOND) is None
    shelf.drop_run("mine")
    assert tokens(shelf, ["mine", "another"]) == ["another"]


def test_old_runs_are_deleted_when_another_is_put(shelf):
    shelf.keep_run("old", b"old", NOW)
    shelf.keep_run("new", b"new", NOW + RUN_KEPT_FOR + SECOND)
    assert tokens(shelf, ["old"]) == []


def test_old_runs_are_deleted_when_the_server_tidies_up(shelf):
    shelf.keep_run("old", b"old", NOW)
    shelf.keep_run("new", b"new", NOW + 2 * SECOND)
    shelf.drop_old_runs(NOW + RUN_KEPT_FOR + SECOND)
    assert tokens(shelf, ["old", "new"]) == ["new"]


def test_the_oldest_make_room_and_a_large_one_is_not_kept(shelf, monkeypatch):
    monkeypatch.setattr(rules, "ALL_RUNS", 10)
    for second, name in enumerate("abc"):
        assert shelf.keep_run(name, b"1234", NOW + second * SECOND)
    assert tokens(shelf, "abc") == ["b", "c"]
    assert not shelf.keep_run("d", bytes(LARGEST_RUN + 1), NOW)
    assert tokens(shelf, "bcd") == ["b", "c"]


def test_the_token_itself_is_nowhere(shelf):
    shelf.keep_run("a token", b"content", NOW)
    with shelf.database.reading() as connection:
        row = connection.execute(sa.select(runs)).one()
    assert b"a token" not in row.key_hash + row.content


def test_no_backup_holds_a_run_and_restoring_leaves_them(shelf, tmp_path):
    content = b"what is trained"
    shelf.keep_run("mine", content, NOW)
    shelf.backup(tmp_path / "kept.backup")
    assert content not in (tmp_path / "kept.backup").read_bytes()
    shelf.restore(tmp_path / "kept.backup")
    assert shelf.kept_run("mine", NOW) == content
