"""How much room the classes take."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any, Final

import sqlalchemy as sa

from store.base import Base
from store.tables import PASSING, metadata, runs

_PAGES: Final = "SELECT (page_count - freelist_count) * page_size"
_IN_USE: Final = sa.text(f"{_PAGES} FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()")
_RUNS: Final = sa.select(sa.func.coalesce(sa.func.sum(runs.c.size), 0))


class Room(Base):
    """The part of the store that knows how large it is."""

    def taken(self) -> int:
        """Give the bytes that classes take, with their indexes; runs of Train have a bound of their own.

        SQLite's pages that are in use; what PostgreSQL has taken from the disk for these tables, also for
        rows that were deleted, until `VACUUM FULL` gives it back.
        """
        with self.database.reading() as connection:
            if self.database.is_sqlite:
                runs_take = int(connection.execute(_RUNS).scalar_one())
                return int(connection.execute(_IN_USE).scalar_one()) - runs_take
            return int(connection.execute(sa.select(reduce(add, _sizes()))).scalar_one())


def _sizes() -> list[Any]:
    """Ask PostgreSQL for the size of each table."""
    kept = (one.name for one in metadata.sorted_tables if one not in PASSING)
    return [sa.func.pg_total_relation_size(sa.literal_column(f"'{name}'")) for name in kept]
