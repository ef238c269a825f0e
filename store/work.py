"""Answers: each is kept once, by the rules of the class, and on the disk before anybody is told so."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from cnnviz.classes import Attempt, why_not
from cnnviz.exercises import LARGEST_SEED
from store.base import CLASS, NO_CLASS, class_of, whose
from store.classes import A_DAY, Classes, note_use
from store.faults import Forbidden, Refused
from store.kept import ClassRow, Who
from store.tables import attempts, classes, students, variants

MOST_ATTEMPTS: Final = 2000
"""Of a student, to all tasks."""
LONGEST_ANSWER: Final = 5000
"""Bytes of an answer's JSON; all pixels of the largest picture take fewer."""
MOST_KEPT: Final = 400_000
"""Bytes of a student's answers to tasks, of a class at most 120 MB; as many again to questions put to all."""
_LONGEST_NAME: Final = 64
_OF_TASK: Final = sa.and_(variants.c.student_id == students.c.id, variants.c.task == sa.bindparam("task"))
#: A student's class, and which numbers they have in a task.
_STANDING: Final = (
    CLASS.add_columns(students.c.until, variants.c.variant)
    .join(students, students.c.class_id == classes.c.id)
    .outerjoin(variants, _OF_TASK)
    .where(students.c.id == sa.bindparam("person"), classes.c.id == sa.bindparam("class"))
    .with_for_update(of=students)
)
#: Attempts, in the order of the fields of `Attempt`: a class has thousands, and the board reads them all.
_FIELDS: Final = tuple(one.name for one in fields(Attempt))
ATTEMPTS: Final = sa.select(*(attempts.c["student_id" if name == "student" else name] for name in _FIELDS))
_ANSWER: Final = _FIELDS.index("answer")
_KEPT: Final = ATTEMPTS.where(
    attempts.c.student_id == sa.bindparam("person"), attempts.c.key == sa.bindparam("named")
)
_HERE: Final = attempts.c.task == sa.bindparam("task")
#: How many answers a student has, of how many bytes, how many with these numbers, and the last one's number
#: in this task.
_COUNT: Final = sa.select(
    sa.func.count().label("all"),
    sa.func.coalesce(sa.func.sum(sa.func.length(attempts.c.answer)), 0).label("kept"),
    sa.func.count().filter(_HERE, attempts.c.variant == sa.bindparam("variant")).label("used"),
    sa.func.max(attempts.c.number).filter(_HERE).label("last"),
).where(attempts.c.student_id == sa.bindparam("person"))


class Work(Classes):
    """The part of the store that knows answers."""

    def save(self, who: Who, attempt: Attempt) -> Attempt:
        """Keep an answer.

        Parameters
        ----------
        attempt : Attempt
            Its time is the server's. Its number does not matter: it is counted here.

        Returns
        -------
        Attempt
            As it is kept. If one with this key was kept before, that one, and nothing changes.

        Raises
        ------
        Forbidden
            If it is not the student's own.
        Refused
            If a rule of the class or a limit is against it.
        StoreError
            If the database can't keep it now.
        """
        with self.database.writing() as connection:
            known, student = self._standing(connection, who, attempt.task)
            if attempt.student != who.person:
                raise Forbidden("An answer is kept for whoever gave it.")
            kept = connection.execute(_KEPT, {"person": who.person, "named": attempt.key}).first()
            if kept is not None:
                return attempt_of(kept)
            answer = _checked(attempt, known)
            stored = replace(attempt, number=_number(connection, known, student, attempt, len(answer)))
            connection.execute(sa.insert(attempts).values(_row(stored, answer)))
            if attempt.at - student.used > A_DAY:
                note_use(connection, known.class_id, attempt.at)
        return stored

    def attempts(self, who: Who, *, student: str | None = None, task: str | None = None) -> list[Attempt]:
        """List answers in the order in which they came: a student's own, or those of a teacher's class.

        Parameters
        ----------
        student, task : str or None
            Only those of this student, and to this task.
        """
        query = ATTEMPTS.join(students).where(whose(who, student))
        if task is not None:
            query = query.where(attempts.c.task == task)
        query = query.order_by(attempts.c.at, attempts.c.student_id, attempts.c.number)
        with self.database.reading() as connection:
            self._belongs(connection, who, student)
            return [attempt_of(row) for row in connection.execute(query)]

    def _standing(self, connection: Connection, who: Who, task: str) -> tuple[ClassRow, Row[Any]]:
        """Give the class of the student who asks, and how they stand with a task; others wait."""
        if who.role == "student":
            asked = {"person": who.person, "class": who.class_id, "task": task}
            found = connection.execute(_STANDING, asked).first()
            if found is not None:
                return class_of(found), found
        self._student(connection, who)
        raise Forbidden(NO_CLASS)


def _number(connection: Connection, known: ClassRow, student: Row[Any], attempt: Attempt, length: int) -> int:
    """Give the number of a new attempt, if the rules allow it."""
    asked = {"person": attempt.student, "task": attempt.task, "variant": attempt.variant}
    count = connection.execute(_COUNT, asked).one()
    if count.all >= MOST_ATTEMPTS:
        raise Refused(f"{MOST_ATTEMPTS:,} answers are kept for you; there is no room for more.")
    if count.kept + length > MOST_KEPT:
        raise Refused(f"{MOST_KEPT // 1000} kB of your answers are kept; there is no room for more.")
    if attempt.variant != (student.variant or 0):
        raise Refused("These numbers were replaced by others: load the page again.")
    rules = {"is_open": known.is_open, "now": attempt.at, "until": student.until, "used": count.used}
    if why := why_not(known.assignment, **rules):
        raise Refused(why)
    return (count.last or 0) + 1


def attempt_of(row: Row[Any]) -> Attempt:
    """Read a row of `ATTEMPTS`."""
    kept: list[Any] = list(row)
    kept[_ANSWER] = json.loads(kept[_ANSWER])
    return Attempt(*kept)


def as_json(answer: Any) -> str:
    """Write an answer as it is kept, if it is within its bounds."""
    try:
        written = json.dumps(answer, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as error:
        raise Refused("This answer can't be kept.") from error
    if len(written) > LONGEST_ANSWER:
        raise Refused(f"An answer is at most {LONGEST_ANSWER // 1000} kB long.")
    return written


def _checked(attempt: Attempt, known: ClassRow) -> str:
    """Give the answer's JSON, if all is within its bounds."""
    if known.assignment.task(attempt.task) is None:
        raise Refused("This task is no longer part of the class: load the page again.")
    answer = as_json(attempt.answer)
    named = 0 < len(attempt.key) <= _LONGEST_NAME and attempt.key.isprintable()
    slip = attempt.slip is None or len(attempt.slip) <= _LONGEST_NAME
    judged = math.isfinite(attempt.score) and 0 <= attempt.score <= 1
    if not (named and slip and judged and 0 <= attempt.seed <= LARGEST_SEED):
        raise Refused("This answer can't be kept.")
    return answer


def _row(attempt: Attempt, answer: str) -> dict[str, Any]:
    kept = {**vars(attempt), "answer": answer}
    return {"student_id": kept.pop("student"), **kept}
