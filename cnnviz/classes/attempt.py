"""An answer as it is kept, and an override of what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Attempt:
    """An answer to a task.

    Attributes
    ----------
    key : str
        Drawn in the browser; the same answer sent twice has the same, and is kept once.
    student, task : str
        The student's id and the task's key.
    variant : int
        From 0; which numbers were asked.
    number : int
        Which of the student's answers to the task this is, from 1; the store counts.
    seed : int
        Of the numbers that were asked.
    answer : object
        As the page reported it, for JSON.
    version : int
        Of the assignment.
    score : float
        0 to 1; 1 is right.
    slip : str or None
        The key of the recognised wrong answer.
    at : datetime
        By the server's clock, UTC.
    """

    key: str
    student: str
    task: str
    variant: int
    number: int
    seed: int
    answer: Any
    version: int
    score: float
    slip: str | None
    at: datetime

    @property
    def right(self) -> bool:
        """Whether it was right."""
        return self.score == 1


@dataclass(frozen=True)
class Override:
    """A mark that a teacher gave instead of the reached one.

    Attributes
    ----------
    student, task : str
    points : float
    note : str
        Why.
    """

    student: str
    task: str
    points: float
    note: str
