"""The store of classes, opened."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from store.copying import Copying
from store.engine import Database
from store.faults import GONE, StoreError, told
from store.follow import Follow
from store.migrating import migrate
from store.people import People
from store.place import place
from store.removal import Removal
from store.room import Room
from store.rounds import Rounds
from store.runs import Runs
from store.standing import Standings
from store.tables import keys

#: Seconds that a server which starts waits for its database, and rests between two attempts.
PATIENCE: Final = 60.0
REST: Final = 1.0


class Store(Standings, Follow, People, Rounds, Removal, Runs, Room, Copying):
    """All that is kept of classes, and runs of Train for an hour.

    Several threads may use it, and several processes the same database. Every query but those of joining and
    coming back takes a `Who` and is bound to it. What is wrong with the database is a `StoreError`, asking
    for what is not one's own `Forbidden`, and what breaks a rule `Refused`; each text is a sentence for
    whoever asks.
    """

    def signing_key(self) -> bytes:
        """Give the 32 bytes that the server signs with: drawn once for each database."""
        with self.database.reading() as connection:
            key: bytes = connection.execute(sa.select(keys.c.value).filter_by(name="signing")).scalar_one()
        return key

    def reach(self) -> None:
        """Read something, to see whether the store can be used; a `StoreError` if it can't."""
        self.signing_key()

    def close(self) -> None:
        """Close all connections."""
        self.database.close()


def open_store(url: str | None = None) -> Store:
    """Open the store, and bring its tables up to date.

    Parameters
    ----------
    url : str or None
        The path of a SQLite database, or ``postgresql://user@host/name``; None for what the environment
        variable ``CNNVIZ_DATABASE`` says, or else ``cnnviz.db`` beside the app.

    Raises
    ------
    StoreError
        If there is no such place, or it can't be used.
    """
    database = Database(place(url))
    try:
        with told():
            database.make_private()
            migrate(database)
    except BaseException:
        database.close()
        raise
    database.found()
    return Store(database)


def open_patiently(
    url: str | None = None,
    *,
    now: Callable[[], float] = time.monotonic,
    rest: Callable[[float], None] = time.sleep,
) -> Store:
    """Open the store; while PostgreSQL can't be reached, as it may be starting, try for `PATIENCE` seconds.

    Parameters
    ----------
    url : str or None
        As for `open_store`.
    now, rest : callable
        The clock, in seconds, and what waits for so many.

    Raises
    ------
    StoreError
        If it can't be used, or not be reached in time.
    """
    end = now() + PATIENCE
    while True:
        try:
            return open_store(url)
        except StoreError as error:
            if str(error) != GONE or place(url).get_backend_name() != "postgresql" or now() >= end:
                raise
        rest(REST)
