"""Questions that are put to a whole class, and what it answers."""

from __future__ import annotations

import json
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from cnnviz.classes import Round, State, Vote
from cnnviz.exercises import Level
from store.base import Base, whose
from store.classes import beat
from store.faults import Refused
from store.kept import Who
from store.tables import classes, rounds, students, votes
from store.work import MOST_KEPT, as_json

MOST_ROUNDS: Final = 1000
#: Bytes of all that a student has answered to questions put to all.
_KEPT: Final = sa.select(sa.func.coalesce(sa.func.sum(sa.func.length(votes.c.answer)), 0)).where(
    votes.c.student_id == sa.bindparam("person")
)


class Rounds(Base):
    """The part of the store that knows questions put to all."""

    def ask(self, who: Who, item: str, level: Level, seed: int) -> Round:
        """Put a question to all; the one before ends with that."""
        with self.database.writing() as connection:
            self._taught(connection, who, lock=True)
            before = self._latest(connection, who)
            asked = Round(1 if before is None else before.number + 1, item, level, seed, "open")
            if asked.number > MOST_ROUNDS:
                raise Refused(f"A class is asked at most {MOST_ROUNDS:,} questions together.")
            connection.execute(sa.insert(rounds).values(class_id=who.class_id, **vars(asked)))
            beat(connection, who.class_id)
        return asked

    def set_state(self, who: Who, number: int, state: State) -> None:
        """Pause a question, take answers again, or reveal it."""
        with self.database.writing() as connection:
            self._taught(connection, who, lock=True)
            place = sa.update(rounds).filter_by(class_id=who.class_id, number=number)
            if connection.execute(place.values(state=state)).rowcount == 0:
                raise Refused("There is no such question.")
            beat(connection, who.class_id)

    def round(self, who: Who) -> Round | None:
        """Give the latest question; None if there was none."""
        with self.database.reading() as connection:
            self._belongs(connection, who)
            return self._latest(connection, who)

    def vote(self, who: Who, number: int, answer: Any, score: float, slip: str | None) -> int | None:
        """Keep a student's answer to a question; a later one takes its place.

        Returns
        -------
        int or None
            Bytes of the answer whose place it took; None if there was none.

        Raises
        ------
        Refused
            If it is not the latest question, no answers are taken, or too many of the student's are kept.
        """
        text = as_json(answer)
        if not 0 <= score <= 1:
            raise Refused("This answer can't be kept.")
        place = {"class_id": who.class_id, "round": number, "student_id": who.person}
        with self.database.writing() as connection:
            self._student(connection, who, lock=True)
            latest = self._latest(connection, who, lock=True)
            if latest is None or latest.number != number or latest.state != "open":
                raise Refused("No answers to this question are taken now.")
            length = sa.select(sa.func.length(votes.c.answer)).filter_by(**place)
            former: int | None = connection.execute(length).scalar_one_or_none()
            connection.execute(sa.delete(votes).filter_by(**place))
            if connection.execute(_KEPT, {"person": who.person}).scalar_one() + len(text) > MOST_KEPT:
                raise Refused(f"{MOST_KEPT // 1000} kB of your answers are kept; there is no room for more.")
            connection.execute(sa.insert(votes).values(**place, answer=text, score=score, slip=slip))
        return former

    def votes(self, who: Who, number: int) -> list[Vote]:
        """List the answers to a question: one's own, or those of a teacher's class."""
        query = sa.select(votes).join(students, students.c.id == votes.c.student_id)
        query = query.where(whose(who), votes.c.class_id == who.class_id, votes.c.round == number)
        with self.database.reading() as connection:
            self._belongs(connection, who)
            rows = connection.execute(query.order_by(students.c.joined, students.c.id)).all()
        return [Vote(row.student_id, json.loads(row.answer), row.score, row.slip) for row in rows]

    def pulse(self, who: Who) -> int:
        """Give a number that grows with every question and every change of its state."""
        query = sa.select(classes.c.pulse).where(classes.c.id == who.class_id)
        with self.database.reading() as connection:
            self._belongs(connection, who)
            pulse: int = connection.execute(query).scalar_one()
        return pulse

    def pulse_of(self, code: str) -> tuple[str, int] | None:
        """Give the id of a class and its pulse, by its code; None if there is none."""
        query = sa.select(classes.c.id, classes.c.pulse).where(classes.c.code == code)
        with self.database.reading() as connection:
            found = connection.execute(query).first()
        return None if found is None else (found.id, found.pulse)

    def _latest(self, connection: Connection, who: Who, *, lock: bool = False) -> Round | None:
        query = sa.select(rounds).filter_by(class_id=who.class_id).order_by(rounds.c.number.desc()).limit(1)
        found = connection.execute(query.with_for_update(read=True) if lock else query).first()
        return None if found is None else _round(found)


def _round(row: Row[Any]) -> Round:
    return Round(row.number, row.item, row.level, row.seed, row.state)
