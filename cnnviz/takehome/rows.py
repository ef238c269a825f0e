"""What is taken home of a class: plain data, whatever it was stored in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class TaskColumn:
    """A task of a class.

    Attributes
    ----------
    key : str
        By which marks name it.
    title : str
        Free text.
    of : float
        The most points it gives.
    """

    key: str
    title: str
    of: float


@dataclass(frozen=True)
class TaskMark:
    """What one student has for one task.

    Attributes
    ----------
    points : float or None
        None if nothing was answered.
    attempts : int
    seconds : float or None
        How long it took; None where that is not known.
    """

    points: float | None = None
    attempts: int = 0
    seconds: float | None = None


@dataclass(frozen=True)
class StudentRow:
    """A student: a nickname, and marks by the tasks' keys. A task without one was not begun."""

    nickname: str
    marks: Mapping[str, TaskMark] = field(default_factory=dict)

    def points(self, tasks: tuple[TaskColumn, ...]) -> float:
        """Add up the points of these tasks."""
        return sum(self._points_for(task) for task in tasks)

    def has_begun(self, tasks: tuple[TaskColumn, ...]) -> bool:
        """Say whether any of these tasks has points, be they 0."""
        return any(self.mark(task).points is not None for task in tasks)

    def mark(self, task: TaskColumn) -> TaskMark:
        """Give the mark for a task."""
        return self.marks.get(task.key, _NOTHING)

    def _points_for(self, task: TaskColumn) -> float:
        return self.mark(task).points or 0.0


@dataclass(frozen=True)
class AttemptRow:
    """One answer of one student.

    Attributes
    ----------
    nickname : str
    task : str
        The task's key.
    number : int
        From 1, within the task.
    variant : int
        Which numbers the student had: it grows when a teacher resets them.
    seed : int
        The numbers themselves, for `cnnviz.exercises.pose`.
    answer : object
        As it was sent: texts, numbers, lists of them.
    score : float
        0 to 1.
    slip : str
        The sentence of the recognised wrong answer, or nothing.
    version : int
        Of the assignment.
    at : datetime
        With a time zone.
    seconds : float or None
    """

    nickname: str
    task: str
    number: int
    variant: int
    seed: int
    answer: object
    score: float
    slip: str
    version: int
    at: datetime
    seconds: float | None = None


@dataclass(frozen=True)
class ClassRows:
    """All that is taken home of a class.

    Attributes
    ----------
    title : str
        Free text.
    tasks : tuple of TaskColumn
    students : tuple of StudentRow
    attempts : tuple of AttemptRow
    ask_for : str
        What students are asked to write into their receipts; empty if nothing. It is stored nowhere.
    """

    title: str
    tasks: tuple[TaskColumn, ...]
    students: tuple[StudentRow, ...] = ()
    attempts: tuple[AttemptRow, ...] = ()
    ask_for: str = ""

    @property
    def of(self) -> float:
        """The most points that can be reached."""
        return sum(task.of for task in self.tasks)


_NOTHING = TaskMark()
