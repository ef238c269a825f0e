"""Deleting, so that what was deleted is no longer in the file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from store.base import Base
from store.classes import beat
from store.kept import Who
from store.tables import classes, students

KEPT_DAYS: Final = 180


class Removal(Base):
    """The part of the store that deletes."""

    def delete_mine(self, who: Who) -> None:
        """Delete the student who asks, with all that is kept of them."""
        with self.database.writing() as connection:
            self._student(connection, who, lock=True)
            connection.execute(sa.delete(students).where(students.c.id == who.person))
        self.database.scrub()

    def delete_student(self, who: Who, student: str) -> None:
        """Delete a student of the teacher who asks, with all that is kept of them."""
        with self.database.writing() as connection:
            self._taught(connection, who, student, lock=True)
            connection.execute(sa.delete(students).where(students.c.id == student))
            beat(connection, who.class_id)
        self.database.scrub()

    def delete_class(self, who: Who) -> None:
        """Delete the class of the teacher who asks, with its students and all their work."""
        with self.database.writing() as connection:
            self._taught(connection, who, lock=True)
            connection.execute(sa.delete(classes).where(classes.c.id == who.class_id))
        self.database.scrub()

    def delete_older(self, now: datetime, days: float = KEPT_DAYS) -> int:
        """Delete all classes that were last used longer ago.

        Parameters
        ----------
        now : datetime
        days : float
            Above 0. Using a class is making it, joining it, answering, and what its teacher does (`use`).

        Returns
        -------
        int
            How many.
        """
        old = sa.delete(classes).where(classes.c.used < now - timedelta(days=days))
        with self.database.writing() as connection:
            count = connection.execute(old).rowcount
        if count:
            self.database.scrub()
        return count
