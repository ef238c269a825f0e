"""What all queries share: a database, and who may ask."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from cnnviz.classes import Assignment
from store.engine import Database
from store.faults import Forbidden
from store.kept import ClassRow, Who
from store.tables import assignments, classes, students

NO_CLASS = "There is no such class any more."
NO_STUDENT = "There is no such student in this class any more."
TEACHERS_ONLY = "Only the teacher of this class may do that."
STUDENTS_ONLY = "Only a student of this class may do that."


#: A student of a class. Queries that are asked often are made once: making one takes longer than asking it.
_MEMBER: Final = sa.select(students).where(
    students.c.id == sa.bindparam("student"), students.c.class_id == sa.bindparam("class")
)


class Base:
    """A database with the checks that stand before every query."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def _belongs(self, connection: Connection, who: Who, student: str | None = None) -> None:
        """Hold that whoever asks belongs to the class, and may read what concerns this student."""
        if who.role != "student":
            self._taught(connection, who, student)
        elif student not in (None, who.person):
            raise Forbidden(TEACHERS_ONLY)
        else:
            self._student(connection, who)

    def _class(self, connection: Connection, who: Who) -> ClassRow:
        """Give the class of whoever asks, if they belong to it."""
        self._belongs(connection, who)
        found = class_where(connection, classes.c.id == who.class_id)
        if found is None:
            raise Forbidden(NO_CLASS)
        return found

    def _student(self, connection: Connection, who: Who, *, lock: bool = False) -> Row[Any]:
        """Give the row of the student who asks."""
        if who.role != "student" or who.person is None:
            raise Forbidden(STUDENTS_ONLY)
        return self._member(connection, who, who.person, lock=lock)

    def _taught(
        self, connection: Connection, who: Who, student: str | None = None, *, lock: bool = False
    ) -> None:
        """Hold that a teacher asks, of a student of the own class if one is named.

        With `lock` nobody else changes this student, or else the class, until the transaction ends.
        """
        if who.role != "teacher" or who.person is not None:
            raise Forbidden(TEACHERS_ONLY)
        query = sa.select(classes.c.id).where(classes.c.id == who.class_id)
        found = connection.execute(query.with_for_update() if lock and student is None else query).first()
        if found is None:
            raise Forbidden(NO_CLASS)
        if student is not None:
            self._member(connection, who, student, lock=lock)

    def _member(self, connection: Connection, who: Who, student: str, *, lock: bool = False) -> Row[Any]:
        asked = {"student": student, "class": who.class_id}
        found = connection.execute(_MEMBER.with_for_update() if lock else _MEMBER, asked).first()
        if found is None:
            raise Forbidden(NO_STUDENT)
        return found


#: A class with its present assignment.
CLASS = sa.select(classes, assignments.c.content).join(
    assignments,
    sa.and_(assignments.c.class_id == classes.c.id, assignments.c.version == classes.c.version),
)


def class_where(connection: Connection, condition: Any, *, lock: bool = False) -> ClassRow | None:
    """Find a class with its present assignment."""
    query = CLASS.where(condition)
    found = connection.execute(query.with_for_update(of=classes) if lock else query).first()
    return None if found is None else class_of(found)


def class_of(row: Row[Any]) -> ClassRow:
    """Read a row of `CLASS`."""
    content = _read(row.content)
    return ClassRow(row.id, row.code, content, row.version, row.secret, row.is_open, row.created)


@lru_cache(maxsize=256)
def _read(content: str) -> Assignment:
    return Assignment.model_validate_json(content)


def whose(who: Who, student: str | None = None) -> Any:
    """Say whose rows a member of a class reads: a student the own ones, a teacher all, or one's."""
    one = who.person if who.role == "student" else student
    of_class = students.c.class_id == who.class_id
    return of_class if one is None else sa.and_(of_class, students.c.id == one)
