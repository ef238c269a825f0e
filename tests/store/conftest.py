"""Each test of the store runs on SQLite and on PostgreSQL."""

import shutil
from contextlib import ExitStack, closing
from functools import cache

import pytest
import sqlalchemy as sa

import store
from store.tables import classes
from tests import postgres
from tests.store.forks import Forks
from tests.store.people import Class


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A SQLite database with all tables, made once."""
    file = tmp_path_factory.mktemp("store") / "empty.db"
    store.open(str(file)).close()
    return file


@pytest.fixture(scope="session")
def stores(empty_file):
    """Give a store of each kind, opened when the first test asks for it."""
    with ExitStack() as stack:

        @cache
        def opened(kind):
            if kind == "sqlite":
                place = str(shutil.copy(empty_file, empty_file.with_name("classes.db")))
            else:
                postgres.need()
                place = stack.enter_context(postgres.server())
            return stack.enter_context(closing(store.open(place)))

        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request, stores):
    """An empty store."""
    found = stores(request.param)
    with found.database.writing() as connection:
        connection.execute(sa.delete(classes))
    return found


@pytest.fixture
def file(empty_file, tmp_path):
    """The path of a SQLite database of this test's own."""
    return shutil.copy(empty_file, tmp_path / "classes.db")


@pytest.fixture
def klass(kept):
    """A class with a teacher."""
    return Class(kept)


@pytest.fixture(scope="session")
def forks(tmp_path_factory):
    """What starts processes that use a store."""
    with Forks(tmp_path_factory.mktemp("forks")) as started:
        yield started
