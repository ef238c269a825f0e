"""What learners train on Train, for an hour, by the token that only their tab has."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from store.base import Base
from store.classes import hash_of_key
from store.tables import runs

#: So long a run is kept after it was last put here.
RUN_KEPT_FOR: Final = timedelta(hours=1)
#: Bytes of one run, and of all together; the oldest make room.
LARGEST_RUN: Final = 4_000_000
ALL_RUNS: Final = 256_000_000


class Runs(Base):
    """The part of the store that keeps runs."""

    def keep_run(self, token: str, content: bytes, now: datetime) -> bool:
        """Keep a run as it stands, in place of how it stood; give whether it is small enough.

        Parameters
        ----------
        token : str
            Cannot be guessed, and is not kept: its SHA-256 is.
        content : bytes
        now : datetime
        """
        if len(content) > LARGEST_RUN:
            return False
        key = hash_of_key(token)
        row = {"key_hash": key, "content": content, "size": len(content), "at": now}
        with self.database.writing() as connection:
            old = sa.or_(runs.c.key_hash == key, runs.c.at < now - RUN_KEPT_FOR)
            connection.execute(sa.delete(runs).where(old))
            connection.execute(sa.insert(runs).values(row))
            _make_room(connection)
        return True

    def kept_run(self, token: str, now: datetime) -> bytes | None:
        """Give a run as it was last put here; None if there is none of the last hour."""
        is_young = runs.c.at >= now - RUN_KEPT_FOR
        with self.database.reading() as connection:
            query = sa.select(runs.c.content).where(runs.c.key_hash == hash_of_key(token), is_young)
            found: bytes | None = connection.execute(query).scalar()
        return found

    def drop_old_runs(self, now: datetime) -> None:
        """Keep no run longer that was put here more than an hour ago."""
        with self.database.writing() as connection:
            connection.execute(sa.delete(runs).where(runs.c.at < now - RUN_KEPT_FOR))

    def drop_run(self, token: str) -> None:
        """Keep a run no longer."""
        with self.database.writing() as connection:
            connection.execute(sa.delete(runs).where(runs.c.key_hash == hash_of_key(token)))


def _make_room(connection: Connection) -> None:
    over = (connection.execute(sa.select(sa.func.sum(runs.c.size))).scalar() or 0) - ALL_RUNS
    if over <= 0:
        return
    gone = []
    for key, size in connection.execute(sa.select(runs.c.key_hash, runs.c.size).order_by(runs.c.at)):
        if over <= 0:
            break
        gone.append(key)
        over -= size
    connection.execute(sa.delete(runs).where(runs.c.key_hash.in_(gone)))
