"""Where a student stands, asked for at once: their page shows all of it, and needs it all of one moment."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from cnnviz.classes import Attempt, Override, Round, Vote
from store.base import CLASS, NO_STUDENT, STUDENTS_ONLY, class_of
from store.faults import Forbidden
from store.kept import Standing, Student, Tries, Who
from store.tables import Instant, attempts, classes, openings, overrides, rounds, students, variants, votes
from store.work import ATTEMPTS, Work, attempt_of

_MINE: Final = sa.and_(students.c.id == sa.bindparam("person"), classes.c.id == sa.bindparam("class"))
_LATEST: Final = (
    sa.select(sa.func.max(rounds.c.number))
    .where(rounds.c.class_id == classes.c.id)
    .correlate(classes)
    .scalar_subquery()
)
_VOTED: Final = sa.and_(
    votes.c.class_id == classes.c.id,
    votes.c.round == rounds.c.number,
    votes.c.student_id == students.c.id,
)
#: A student with their class, the latest question that was put to all, and what they answered to it.
_PLACE: Final = (
    CLASS.add_columns(students.c.nickname, students.c.joined, students.c.until)
    .add_columns(rounds.c.number, rounds.c.item, rounds.c.level, rounds.c.seed, rounds.c.state)
    .add_columns(votes.c.answer, votes.c.score, votes.c.slip)
    .join(students, students.c.class_id == classes.c.id)
    .outerjoin(rounds, sa.and_(rounds.c.class_id == classes.c.id, rounds.c.number == _LATEST))
    .outerjoin(votes, _VOTED)
    .where(_MINE)
)
_NO_VARIANT: Final = sa.cast(sa.null(), sa.Integer).label("variant")
_NO_POINTS: Final = sa.cast(sa.null(), sa.Double).label("points")
_NO_NOTE: Final = sa.cast(sa.null(), sa.String).label("note")
_NO_TIME: Final = sa.cast(sa.null(), Instant).label("at")


def _of_tasks(table: sa.Table, *columns: Any) -> Any:
    return sa.select(table.c.task, *columns).where(table.c.student_id == sa.bindparam("person"))


#: Which numbers a student has in tasks, what points they were given, and when they opened them.
_TASKS: Final = sa.union_all(
    _of_tasks(variants, variants.c.variant, _NO_POINTS, _NO_NOTE, _NO_TIME),
    _of_tasks(overrides, _NO_VARIANT, overrides.c.points, overrides.c.note, _NO_TIME),
    _of_tasks(openings, _NO_VARIANT, _NO_POINTS, _NO_NOTE, openings.c.at),
)
_ORDER: Final = (attempts.c.at, attempts.c.number)
_ALL: Final = ATTEMPTS.where(attempts.c.student_id == sa.bindparam("person")).order_by(*_ORDER)
_HERE: Final = _ALL.where(attempts.c.task == sa.bindparam("task"))
#: Until when answers of a student are taken, and which numbers they have in a task.
_UNTIL: Final = (
    sa.select(students.c.until, variants.c.variant)
    .outerjoin(
        variants, sa.and_(variants.c.student_id == students.c.id, variants.c.task == sa.bindparam("task"))
    )
    .where(students.c.id == sa.bindparam("person"), students.c.class_id == sa.bindparam("class"))
)


class Standings(Work):
    """The part of the store that says where a student stands."""

    def standing(self, who: Who) -> Standing:
        """Give the class of the student who asks, and all that they have done in it.

        Raises
        ------
        Forbidden
            If it is no student who asks, or one who is no longer in the class.
        """
        asked = _asked(who)
        with self.database.reading() as connection:
            place = _one(connection, _PLACE, asked)
            given = [attempt_of(row) for row in connection.execute(_ALL, asked)]
            tasks = connection.execute(_TASKS, asked).all()
        return _standing(place, str(who.person), given, tasks)

    def tries(self, who: Who, task: str) -> Tries:
        """Give what decides whether the student who asks may answer a task now.

        Raises
        ------
        Forbidden
            If it is no student who asks, or one who is no longer in the class.
        """
        asked = {**_asked(who), "task": task}
        with self.database.reading() as connection:
            found = _one(connection, _UNTIL, asked)
            given = [attempt_of(row) for row in connection.execute(_HERE, asked)]
        return Tries(found.until, found.variant or 0, given)


def _asked(who: Who) -> dict[str, str]:
    if who.role != "student" or who.person is None:
        raise Forbidden(STUDENTS_ONLY)
    return {"person": who.person, "class": who.class_id}


def _one(connection: Connection, query: Any, asked: dict[str, str]) -> Row[Any]:
    found = connection.execute(query, asked).first()
    if found is None:
        raise Forbidden(NO_STUDENT)
    return found


def _standing(place: Row[Any], person: str, given: list[Attempt], tasks: Sequence[Row[Any]]) -> Standing:
    asked, voted = None, None
    if place.number is not None:
        asked = Round(place.number, place.item, place.level, place.seed, place.state)
    if place.answer is not None:
        voted = Vote(person, json.loads(place.answer), place.score, place.slip)
    return Standing(
        class_of(place),
        place.pulse,
        Student(person, place.nickname, place.joined, place.until),
        given,
        {one.task: one.at for one in tasks if one.at is not None},
        {one.task: one.variant for one in tasks if one.variant is not None},
        {
            one.task: Override(person, one.task, one.points, one.note)
            for one in tasks
            if one.points is not None
        },
        asked,
        voted,
    )
