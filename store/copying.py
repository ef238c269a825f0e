"""Backups: a SQLite file with all rows, whatever database they come from or go to."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from store.base import Base
from store.engine import Database
from store.faults import StoreError, told
from store.migrating import migrate
from store.tables import PASSING, metadata

_AT_ONCE: Final = 1000


class Copying(Base):
    """The part of the store that makes backups."""

    def backup(self, path: Path) -> None:
        """Write all that is kept at this moment to a file, while others go on working.

        Parameters
        ----------
        path : Path
            Of the file. One that is there is replaced, once the new one is whole and on the disk.

        Raises
        ------
        StoreError
            If either can't be used, or the file is the database itself.
        """
        self._is_another(path)
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        copy = Database(_at(part))
        try:
            with told():
                copy.make_private()
            migrate(copy)
            with self.database.reading() as here, copy.writing() as there:
                _copy(here, there)
            copy.into_one_file()
            copy.close()
            _replace(part, path)
        finally:
            copy.close()
            part.unlink(missing_ok=True)

    def restore(self, path: Path) -> None:
        """Put what a backup holds in the place of all that is kept now: all of it, or nothing.

        Parameters
        ----------
        path : Path
            Of the backup's file, also of an older version of cnnviz.

        Raises
        ------
        StoreError
            If it is no backup, or the database can't be used.
        """
        self._is_another(path)
        if not path.is_file() or not path.read_bytes().startswith(b"SQLite format 3\0"):
            raise _no_backup(path)
        with tempfile.TemporaryDirectory() as folder:
            copied = Path(shutil.copy(path, folder))
            copy = Database(_at(copied))
            try:
                if not copy.is_ours():
                    raise _no_backup(path)
                migrate(copy)
                with copy.reading() as there, self.database.writing() as here:
                    _copy(there, here)
            finally:
                copy.close()
        self.database.scrub()

    def _is_another(self, path: Path) -> None:
        """Hold that a backup is not the database itself, whose log stands in another file."""
        if self.database.file is not None and path.exists() and path.samefile(self.database.file):
            raise StoreError(f"“{path.name}” is the database itself; a backup is another file.")


def _no_backup(path: Path) -> StoreError:
    if not path.exists():
        return StoreError(f"There is no file “{path}”.")
    return StoreError(f"“{path.name}” is no backup of classes.")


def _at(path: Path) -> URL:
    return URL.create("sqlite", database=str(path.absolute()))


def _copy(source: Connection, target: Connection) -> None:
    """Put the rows of all tables, but of those that pass, in the place of another database's."""
    tables = [table for table in metadata.sorted_tables if table not in PASSING]
    for table in reversed(tables):
        target.execute(sa.delete(table))
    for table in tables:
        rows = source.execution_options(yield_per=_AT_ONCE).execute(sa.select(table))
        for some in rows.mappings().partitions():
            target.execute(sa.insert(table), [dict(row) for row in some])


def _replace(part: Path, path: Path) -> None:
    """Give a file its name once it is on the disk."""
    try:
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StoreError(f"“{path.name}” can't be written: {error.strerror}.") from error
