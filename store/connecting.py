"""Connections to SQLite and PostgreSQL, set so that what is written is on the disk."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from store.faults import StoreError

PATIENCE: Final = 5
"""Seconds that a query waits for others to finish."""
#: Who writes sets this option of a connection: SQLite then begins with the lock it will need.
WRITES: Final = "cnnviz_writes"
_MOST_CONNECTIONS: Final = 32
_PRAGMAS: Final = ("foreign_keys = ON", "synchronous = FULL", "secure_delete = ON")


def sqlite(url: URL) -> sa.Engine:
    """Connect to SQLite."""
    engine = sa.create_engine(
        url,
        pool_size=8,
        max_overflow=_MOST_CONNECTIONS - 8,
        pool_timeout=PATIENCE,
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def postgresql(url: URL) -> sa.Engine:
    """Connect to PostgreSQL.

    Raises
    ------
    StoreError
        If its package is not installed.
    """
    milliseconds = PATIENCE * 1000
    options = (
        f"-c lock_timeout={milliseconds} -c statement_timeout={4 * milliseconds} -c synchronous_commit=on"
    )
    try:
        return sa.create_engine(
            url,
            pool_size=8,
            max_overflow=_MOST_CONNECTIONS - 8,
            pool_timeout=PATIENCE,
            pool_pre_ping=True,
            connect_args={"connect_timeout": PATIENCE, "options": options},
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            "PostgreSQL takes a package more: python -m pip install -r requirements-postgres.txt"
        ) from error
