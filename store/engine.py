"""A database: one way to read and one to write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from store import connecting
from store.faults import GONE, LOCKED, StoreError, told
from store.tables import metadata


class Database:
    """A database, and how it is read and written.

    Attributes
    ----------
    url : URL
    is_sqlite : bool
    engine : Engine
    file : Path or None
        SQLite's.
    """

    def __init__(self, url: URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.engine = connecting.sqlite(url) if self.is_sqlite else connecting.postgresql(url)
        # SQLite takes one writer at a time, and lets others ask again after longer and longer waits: those of
        # one process queue here instead.
        self._turn = _turns() if self.is_sqlite else nullcontext
        self.file = Path(url.database or "") if self.is_sqlite and not url.query else None
        self._inode: tuple[int, int] | None = None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read within a transaction: all that is read belongs to one moment."""
        self._is_there()
        with told(), self.engine.connect() as connection:
            connection = connection.execution_options(**self._snapshot())
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write within a transaction: it is on the disk when this ends, or nothing of it is."""
        self._is_there()
        with told(), self._turn(), self.engine.connect() as connection:
            connection = connection.execution_options(**{connecting.WRITES: True})
            with connection.begin():
                yield connection
            self._is_there()

    def scrub(self) -> None:
        """Take what was deleted out of the files, too, where deleting left it.

        SQLite overwrites it in the database (`secure_delete`); its log is emptied here, at once or, if
        somebody reads just now, next time. PostgreSQL frees the rows, and writes over them in time.
        """
        with suppress(StoreError):  # the rows are gone by now, whatever this meets
            if self.is_sqlite:
                self._pragma("wal_checkpoint(TRUNCATE)")
            else:
                self._vacuum()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def make_private(self) -> None:
        """Make the file, if there is none yet, so that only its owner reads it; SQLite's others follow it."""
        if self.file is not None and not self.file.exists():
            self.file.touch(mode=0o600)

    def write_ahead(self) -> None:
        """Have SQLite write to a log first: readers then do not wait for writers. The file remembers it."""
        self._pragma("journal_mode = WAL")

    def into_one_file(self) -> None:
        """Have SQLite put what is in its log into the file, and do without a log from now on."""
        self._pragma("journal_mode = DELETE")

    def is_ours(self) -> bool:
        """Say whether it is a database that has our tables."""
        try:
            return sa.inspect(self.engine).has_table("alembic_version")
        except sa.exc.DatabaseError:
            return False

    def _vacuum(self) -> None:
        with told(), closing(self.engine.raw_connection()) as connection:
            driver: Any = connection.driver_connection
            driver.autocommit = True
            driver.execute(f"VACUUM {', '.join(metadata.tables)}")
            driver.autocommit = False

    def _pragma(self, said: str) -> None:
        with told(), closing(self.engine.raw_connection()) as connection:
            connection.cursor().execute(f"PRAGMA {said}")

    def found(self) -> None:
        """Note which file it is: what is written to one that was deleted would be lost."""
        self._inode = None if self.file is None else _inode(self.file)

    def _snapshot(self) -> dict[str, Any]:
        return {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}

    def _is_there(self) -> None:
        if self._inode is None or self.file is None:
            return
        if _inode(self.file) != self._inode:
            self.engine.dispose()
            raise StoreError(GONE)


def _turns() -> Callable[[], AbstractContextManager[None]]:
    """Give a queue for writers, in which nobody waits for long."""
    lock = threading.Lock()

    @contextmanager
    def turn() -> Iterator[None]:
        if not lock.acquire(timeout=connecting.PATIENCE):
            raise StoreError(LOCKED)
        try:
            yield
        finally:
            lock.release()

    return turn


def _inode(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
