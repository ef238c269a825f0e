"""Bringing a database to the present tables, once, however many processes start at the same time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from store.engine import Database
from store.faults import LOCKED, StoreError, told

_FOLDER: Final = Path(__file__).with_name("migrations")
#: Whoever migrates in PostgreSQL holds this lock; any number that nobody else uses.
_LOCK: Final = 7_317_205
_PATIENCE: Final = 30.0
"""Seconds that others are waited for."""


def config(connection: Connection | None = None) -> Config:
    """Give Alembic's settings."""
    made = Config()
    made.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def migrate(database: Database) -> None:
    """Bring a database to the newest tables; a new one gets them all.

    Raises
    ------
    StoreError
        If it can't be opened, or was made by a newer program.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            _once(database)
            return
        except StoreError as error:  # SQLite does not wait for a log that another process is just opening
            if str(error) != LOCKED or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _once(database: Database) -> None:
    with told(), database.engine.connect() as connection:
        if _is_new_enough(connection):
            return
    if database.is_sqlite:
        database.write_ahead()
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        command.upgrade(config(connection), "head")


def _is_new_enough(connection: Connection) -> bool:
    """Say whether a database has the newest tables."""
    scripts = ScriptDirectory.from_config(config())
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreError("These classes were written by a newer cnnviz: please update this one.")
    return found == scripts.get_current_head()
