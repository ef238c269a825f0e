"""What a student may do and see, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cnnviz.classes.assignment import Assignment
from cnnviz.classes.attempt import Attempt

CLOSED: Final = "This class is closed: nothing more is taken."


def why_not(
    assignment: Assignment, *, is_open: bool, now: datetime, until: datetime | None = None, used: int = 0
) -> str:
    """Say why an answer can't be taken; empty if it can.

    Parameters
    ----------
    is_open : bool
        Whether the teacher has left the class open.
    now : datetime
        By the server's clock.
    until : datetime or None
        The student's own date, if it was extended.
    used : int
        How often the student has answered with the present numbers.
    """
    if not is_open:
        return CLOSED
    if assignment.opens is not None and now < assignment.opens:
        return "This class has not begun yet."
    if is_due(assignment, now, until):
        return "The time is over: this answer came too late and is not kept."
    if assignment.attempts is not None and used >= assignment.attempts:
        return f"All {assignment.attempts} attempts are used." if used > 1 else "The one attempt is used."
    return ""


def is_due(assignment: Assignment, now: datetime, until: datetime | None = None) -> bool:
    """Say whether the time is over, for a student with an own date until that."""
    due = assignment.due if until is None or assignment.due is None else max(assignment.due, until)
    return due is not None and now > due


def shows_solution(
    assignment: Assignment, attempts: Sequence[Attempt], now: datetime, until: datetime | None = None
) -> bool:
    """Say whether a student sees the solution of a task.

    One that shows once it was right would tell a score that is kept back: then it waits for that.

    Parameters
    ----------
    attempts : sequence of Attempt
        The student's, to the present numbers.
    """
    if assignment.solutions == "right":
        return any(one.right for one in attempts) and shows_scores(assignment, now, until)
    return assignment.solutions == "always" or (
        assignment.solutions == "due" and is_due(assignment, now, until)
    )


def shows_scores(assignment: Assignment, now: datetime, until: datetime | None = None) -> bool:
    """Say whether a student sees what was scored."""
    return assignment.scores == "at once" or (assignment.scores == "due" and is_due(assignment, now, until))
