"""Making classes, finding them, and changing what they are to do."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cnnviz.classes import Assignment, new_code, new_key
from store.base import Base, class_where
from store.faults import Refused, StoreError
from store.kept import ClassRow, Made, Who
from store.tables import assignments, classes

A_DAY: Final = timedelta(days=1)
MOST_VERSIONS: Final = 200
"""Of what a class is to do: all are kept, as attempts say to which they belong."""
_TRIES: Final = 20
_LONGEST_KEY: Final = 100


class Classes(Base):
    """The part of the store that knows classes."""

    def make_class(self, assignment: Assignment, now: datetime) -> Made:
        """Make a class.

        Returns
        -------
        Made
            With the teacher's key, which can't be had again.
        """
        made = Made(new_id(), "", new_key())
        with self.database.writing() as connection:
            code = _free_code(connection)
            row = {
                "id": made.class_id,
                "code": code,
                "key_hash": hash_of_key(made.key),
                "secret": secrets.token_bytes(32),
                "version": 1,
                "is_open": True,
                "pulse": 0,
                "created": now,
                "used": now,
            }
            connection.execute(sa.insert(classes).values(row))
            _add_version(connection, made.class_id, 1, assignment)
        return Made(made.class_id, code, made.key)

    def by_code(self, code: str) -> ClassRow | None:
        """Find a class by its code, as `read_code` gives it; None if there is none."""
        with self.database.reading() as connection:
            return class_where(connection, classes.c.code == code)

    def by_key(self, key: str) -> Who | None:
        """Find the teacher whose key this is; None if it is nobody's."""
        if len(key) > _LONGEST_KEY:
            return None
        query = sa.select(classes.c.id).where(classes.c.key_hash == hash_of_key(key))
        with self.database.reading() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else Who(found, None, "teacher")

    def of(self, who: Who) -> ClassRow:
        """Give the class of whoever asks.

        Raises
        ------
        Forbidden
            If there is no such class any more, or the student is no longer in it.
        """
        with self.database.reading() as connection:
            return self._class(connection, who)

    def set_open(self, who: Who, is_open: bool) -> None:
        """Close the class, or open it again."""
        with self.database.writing() as connection:
            self._taught(connection, who)
            self._update(connection, who, is_open=is_open)

    def use(self, who: Who, now: datetime) -> None:
        """Note that the teacher uses the class, so that it is kept for some time from now on."""
        with self.database.writing() as connection:
            self._taught(connection, who)
            note_use(connection, who.class_id, now)

    def change(self, who: Who, assignment: Assignment, of: int | None = None) -> int | None:
        """Change what the class is to do.

        Parameters
        ----------
        who : Who
        assignment : Assignment
        of : int or None
            The version that it was made of; None if it was made of none.

        Returns
        -------
        int or None
            The new version. Earlier ones are kept: attempts say to which they belong. None if there is a
            newer version than the one that it was made of: then nothing is changed.

        Raises
        ------
        Refused
            If it was changed so often that no more versions are kept.
        """
        with self.database.writing() as connection:
            self._taught(connection, who, lock=True)
            now = self._class(connection, who).version
            if of not in (None, now):
                return None
            version = now + 1
            if version > MOST_VERSIONS:
                raise Refused(f"A class is changed at most {MOST_VERSIONS - 1} times: make a new one.")
            _add_version(connection, who.class_id, version, assignment)
            self._update(connection, who, version=version)
        return version

    def versions(self, who: Who) -> dict[int, Assignment]:
        """Give all versions of what the class was to do, by their numbers."""
        query = sa.select(assignments).where(assignments.c.class_id == who.class_id)
        with self.database.reading() as connection:
            self._taught(connection, who)
            rows = connection.execute(query.order_by(assignments.c.version)).all()
        return {row.version: Assignment.model_validate_json(row.content) for row in rows}

    def _update(self, connection: Connection, who: Who, **values: object) -> None:
        connection.execute(sa.update(classes).where(classes.c.id == who.class_id).values(values))


def new_id() -> str:
    """Draw an id: 72 bits, so that none comes again once its owner was deleted."""
    return secrets.token_urlsafe(9)


def hash_of_key(key: str) -> bytes:
    """Hash a teacher's key: it has 192 random bits, so a plain hash can't be turned back."""
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()


def _free_code(connection: Connection) -> str:
    for _ in range(_TRIES):
        code = new_code()
        if connection.execute(sa.select(classes.c.id).where(classes.c.code == code)).first() is None:
            return code
    raise StoreError("No code is free: too many classes are kept. Delete old ones.")


def _add_version(connection: Connection, class_id: str, version: int, content: Assignment) -> None:
    row = {"class_id": class_id, "version": version, "content": content.model_dump_json()}
    connection.execute(sa.insert(assignments).values(row))


def beat(connection: Connection, class_id: str) -> None:
    """Have the devices of a class look again: its pulse grows."""
    place = sa.update(classes).where(classes.c.id == class_id)
    connection.execute(place.values(pulse=classes.c.pulse + 1))


def note_use(connection: Connection, class_id: str, now: datetime) -> None:
    """Note that a class is in use, at most once a day: it is kept for some time from then on."""
    long_ago = sa.and_(classes.c.id == class_id, classes.c.used < now - A_DAY)
    connection.execute(sa.update(classes).where(long_ago).values(used=now))
