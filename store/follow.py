"""What a teacher does with a class's work, and what was looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from cnnviz.classes import Attempt, Override
from cnnviz.errors import CnnvizError
from store.base import whose
from store.faults import Refused
from store.kept import Who
from store.tables import attempts, openings, overrides, students, variants
from store.work import Work

MOST_POINTS: Final = 1000
LONGEST_NOTE: Final = 200

#: Judges an answer anew: its score and slip.
Judge = Callable[[Attempt], tuple[float, str | None]]


class Follow(Work):
    """The part of the store that follows what a class does."""

    def progress(self, who: Who, task: str, now: datetime, *, done: bool = False) -> None:
        """Note that the student who asks has opened a task, or is done with it.

        What is done is kept once, as an answer with the score 1.

        Raises
        ------
        Refused
            If it is an exercise that is said to be done, or a rule of the class is against it.
        """
        place = {"student_id": who.person, "task": task}
        with self.database.writing() as connection:
            known, student = self._standing(connection, who, task)
            asked = known.assignment.task(task)
            if asked is None or (done and asked.kind == "exercise"):
                raise Refused("Only lessons and pictures of this class are done without an answer.")
            if connection.execute(sa.select(openings).filter_by(**place)).first() is None:
                connection.execute(sa.insert(openings).values(**place, at=now))
        if done:
            variant, person = student.variant or 0, str(who.person)
            key = f"done~{variant}~{task}"
            self.save(who, Attempt(key, person, task, variant, 1, 0, None, known.version, 1.0, None, now))

    def opened(self, who: Who) -> dict[tuple[str, str], datetime]:
        """Say when tasks were first opened, by student and task: one's own, or those of a teacher's class."""
        query = sa.select(openings).join(students).where(whose(who))
        with self.database.reading() as connection:
            self._belongs(connection, who)
            rows = connection.execute(query).all()
        return {(row.student_id, row.task): row.at for row in rows}

    def reset(self, who: Who, student: str, task: str) -> int:
        """Give a student other numbers in a task, and attempts anew; earlier answers are kept.

        Returns
        -------
        int
            The new variant.
        """
        place = {"student_id": student, "task": task}
        with self.database.writing() as connection:
            self._taught(connection, who, student, lock=True)
            present = connection.execute(sa.select(variants.c.variant).filter_by(**place)).scalar() or 0
            connection.execute(sa.delete(variants).filter_by(**place))
            connection.execute(sa.insert(variants).values(**place, variant=present + 1))
        return present + 1

    def override(self, who: Who, student: str, task: str, points: float | None, note: str = "") -> None:
        """Give a student points for a task, whatever was answered; None takes that back.

        Parameters
        ----------
        points : float or None
            0 to 1,000.
        note : str
            Why; at most 200 characters.
        """
        if points is not None and not 0 <= points <= MOST_POINTS:
            raise Refused(f"Points are a number from 0 to {MOST_POINTS:,}.")
        if len(note) > LONGEST_NOTE or "\0" in note:
            raise Refused(f"A note has at most {LONGEST_NOTE} characters.")
        place = {"student_id": student, "task": task}
        with self.database.writing() as connection:
            self._taught(connection, who, student, lock=True)
            if points is not None and self._class(connection, who).assignment.task(task) is None:
                raise Refused("This task is no part of the class.")
            connection.execute(sa.delete(overrides).filter_by(**place))
            if points is not None:
                connection.execute(sa.insert(overrides).values(**place, points=points, note=note))

    def overrides(self, who: Who) -> list[Override]:
        """List the points that a teacher gave: to oneself, or in a teacher's class."""
        query = sa.select(overrides).join(students).where(whose(who))
        with self.database.reading() as connection:
            self._belongs(connection, who)
            rows = connection.execute(query.order_by(overrides.c.student_id, overrides.c.task)).all()
        return [Override(row.student_id, row.task, row.points, row.note) for row in rows]

    def remark(self, who: Who, judge: Judge) -> int:
        """Judge all answers of the class anew, after something was corrected.

        Answers, seeds, times and versions stay; scores and slips are what `judge` says. One that it can't
        read any more keeps its score.

        Returns
        -------
        int
            How many scores or slips have changed.
        """
        with self.database.reading() as connection:
            self._taught(connection, who)
        changed = [new for one in self.attempts(who) if (new := _judged(one, judge)) is not None]
        with self.database.writing() as connection:
            self._taught(connection, who)
            for student, key, score, slip in changed:
                place = sa.update(attempts).filter_by(student_id=student, key=key)
                connection.execute(place.values(score=score, slip=slip))
        return len(changed)


def _judged(attempt: Attempt, judge: Judge) -> tuple[str, str, float, str | None] | None:
    """Give what is to be changed of an attempt; None if nothing is."""
    try:
        score, slip = judge(attempt)
    except CnnvizError:
        return None
    same = (score, slip) == (attempt.score, attempt.slip)
    return None if same else (attempt.student, attempt.key, score, slip)
