"""Joining a class, and coming back to it."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cnnviz.classes import new_nickname, new_words, read_words
from cnnviz.classes.rules import CLOSED
from store.base import NO_CLASS, Base, class_where, whose
from store.classes import new_id, note_use
from store.faults import Forbidden, Refused
from store.kept import Joined, Student, Who
from store.tables import classes, students

MOST_STUDENTS: Final = 300


class People(Base):
    """The part of the store that knows students."""

    def join(self, class_id: str, now: datetime) -> Joined:
        """Let somebody join a class.

        Returns
        -------
        Joined
            With the words to come back with, which can't be had again.

        Raises
        ------
        Forbidden
            If there is no such class.
        Refused
            If it is closed, or full.
        """
        with self.database.writing() as connection:
            found = class_where(connection, classes.c.id == class_id, lock=True)
            if found is None:
                raise Forbidden(NO_CLASS)
            if not found.is_open:
                raise Refused(CLOSED)
            taken = _nicknames(connection, class_id)
            if len(taken) >= MOST_STUDENTS:
                raise Refused(f"This class is full: it has {MOST_STUDENTS} students.")
            nickname, words = new_nickname(taken), self._free_words(connection, class_id, found.secret)
            row = {
                "id": new_id(),
                "class_id": class_id,
                "nickname": nickname,
                "words_hash": _hash_of_words(found.secret, words),
                "joined": now,
            }
            connection.execute(sa.insert(students).values(row))
            note_use(connection, class_id, now)
        return Joined(Who(class_id, str(row["id"]), "student"), nickname, words)

    def redraw_nickname(self, who: Who) -> str:
        """Draw another nickname for the student who asks."""
        with self.database.writing() as connection:
            self._student(connection, who)
            nickname = new_nickname(_nicknames(connection, who.class_id))
            self._change_student(connection, who, nickname=nickname)
        return nickname

    def redraw_words(self, who: Who) -> str:
        """Draw other words to come back with for the student who asks; the former ones no longer do."""
        with self.database.writing() as connection:
            self._student(connection, who)
            secret = self._class(connection, who).secret
            words = self._free_words(connection, who.class_id, secret)
            self._change_student(connection, who, words_hash=_hash_of_words(secret, words))
        return words

    def come_back(self, class_id: str, words: str) -> Who | None:
        """Find the student whose three words these are; None if they are nobody's in this class."""
        read = read_words(words)
        with self.database.reading() as connection:
            found = None if read is None else class_where(connection, classes.c.id == class_id)
            if found is None or read is None:
                return None
            person = _with_words(connection, class_id, _hash_of_words(found.secret, read))
        return None if person is None else Who(class_id, person, "student")

    def students(self, who: Who) -> list[Student]:
        """List the students of the class, in the order in which they joined; a student has only oneself."""
        query = sa.select(students).where(whose(who)).order_by(students.c.joined, students.c.id)
        with self.database.reading() as connection:
            self._belongs(connection, who)
            rows = connection.execute(query).all()
        return [Student(row.id, row.nickname, row.joined, row.until) for row in rows]

    def extend(self, who: Who, student: str, until: datetime | None) -> None:
        """Take a student's answers until a date of their own; None takes that back."""
        with self.database.writing() as connection:
            self._taught(connection, who, student)
            self._change_student(connection, Who(who.class_id, student, "student"), until=until)

    def _free_words(self, connection: Connection, class_id: str, secret: bytes) -> str:
        while True:
            words = new_words()
            if _with_words(connection, class_id, _hash_of_words(secret, words)) is None:
                return words

    def _change_student(self, connection: Connection, who: Who, **values: object) -> None:
        connection.execute(sa.update(students).where(students.c.id == who.person).values(values))


def _nicknames(connection: Connection, class_id: str) -> set[str]:
    query = sa.select(students.c.nickname).where(students.c.class_id == class_id)
    return set(connection.execute(query).scalars())


def _with_words(connection: Connection, class_id: str, digest: bytes) -> str | None:
    query = sa.select(students.c.id).where(students.c.class_id == class_id, students.c.words_hash == digest)
    return connection.execute(query).scalar()


def _hash_of_words(secret: bytes, words: str) -> bytes:
    """Hash the words with the class's secret: without it nobody can try all words against what is kept."""
    return hmac.digest(secret, words.encode(), "sha256")
