"""Migrations lead from nothing to the tables of the program, once, whoever starts them."""

from contextlib import closing

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

import store
from store.engine import Database
from store.place import place
from store.tables import metadata
from tests.store.people import Class


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, stores, tmp_path):
    """A place in which there is nothing yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "new.db")
        return
    engine = stores("postgresql").database.engine
    with closing(engine.raw_connection()) as connection:
        connection.driver_connection.autocommit = True
        for said in ("DROP DATABASE IF EXISTS empty", "CREATE DATABASE empty"):
            connection.driver_connection.execute(said)
        connection.driver_connection.autocommit = False
    yield engine.url.set(database="empty").render_as_string()


def test_from_nothing_to_the_tables_of_the_program(empty):
    with closing(store.open(empty)) as kept, kept.database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
        found = sa.inspect(connection)
        for table in metadata.sorted_tables:
            assert {key["name"] for key in found.get_foreign_keys(table.name)} == {
                key.name for key in table.foreign_key_constraints
            }
            assert all(
                key["options"] == {"ondelete": "CASCADE"} for key in found.get_foreign_keys(table.name)
            )


def test_several_processes_that_open_it_at_once_make_it_once(empty, forks):
    started = [forks.start("sign", empty) for _ in range(3)]
    keys = [process.lines() for process in started]
    assert keys == [keys[0]] * 3
    assert len(keys[0][0]) == 64


def test_opening_it_again_changes_nothing(empty):
    with closing(store.open(empty)) as kept:
        made = Class(kept).made
    with closing(store.open(empty)) as kept:
        assert kept.by_key(made.key).class_id == made.class_id


def test_what_a_newer_program_wrote_is_left_alone(empty):
    store.open(empty).close()
    database = Database(place(empty))
    with database.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(store.StoreError, match="newer cnnviz"):
        store.open(empty)


@pytest.mark.parametrize(
    ("said", "driver"),
    [
        ("classes.db", "sqlite"),
        ("sqlite:////tmp/classes.db", "sqlite"),
        ("postgresql://host/name", "postgresql+psycopg"),
        ("postgres://host/name", "postgresql+psycopg"),
        ("postgresql+psycopg://host/name", "postgresql+psycopg"),
    ],
)
def test_a_place_is_a_path_or_a_url(said, driver, monkeypatch):
    monkeypatch.setenv(store.VARIABLE, said)
    assert place().drivername == driver
    assert place(said) == place()


@pytest.mark.parametrize("said", ["mysql://host/name", "://", "postgresql+psycopg2://host/name", "sqlite://"])
def test_no_other_place_is_taken(said):
    with pytest.raises(store.StoreError):
        place(said)
