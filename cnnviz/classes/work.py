"""The problems that a class works on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cnnviz.classes.assignment import Task
from cnnviz.classes.attempt import Attempt
from cnnviz.classes.seeds import seed_for
from cnnviz.errors import CnnvizError
from cnnviz.exercises import LARGEST_SEED, Level, Problem, exercises, pose
from cnnviz.lessons import lessons

#: Seeds that are tried, one after the other, until one can be drawn.
_TRIES: Final = 20
_LEVELS: Final[Mapping[str, Level]] = {"1": 1, "2": 2, "3": 3}


def problem_at(item: str, level: Level, seed: int) -> Problem:
    """Pose an exercise with the first seed from this one on that can be drawn.

    Raises
    ------
    CnnvizError
        If there is no such exercise or level, or no draw meets its constraints.
    """
    exercise = exercises().get(item)
    if exercise is None or level not in exercise.item.levels_offered():
        raise CnnvizError(f"There is no exercise “{item}” at level {level} any more; ask your teacher.")
    for further in range(_TRIES):
        try:
            return pose(exercise, level, (seed + further) % (LARGEST_SEED + 1))
        except CnnvizError as error:
            last = error
    raise last


def problem_of(task: Task, secret: bytes, student: str, variant: int) -> Problem:
    """Pose the problem that is this student's own, the same each time.

    Parameters
    ----------
    task : Task
        An exercise.
    secret : bytes
        The class's.
    student : str
    variant : int
        How often the teacher has given new numbers.
    """
    return problem_at(task.id, task.level, seed_for(secret, task.key, student, variant))


def problem_given(attempt: Attempt) -> Problem:
    """Pose the problem that an attempt answered.

    Raises
    ------
    CnnvizError
        If there is none, or none any more.
    """
    item, _, level = attempt.task.rpartition("~")
    exercise = exercises().get(item)
    if exercise is None or level not in _LEVELS:
        raise CnnvizError(f"There is no exercise “{attempt.task}” any more.")
    return pose(exercise, _LEVELS[level], attempt.seed)


def title_of(task: Task) -> str:
    """Give what a task is called."""
    if task.kind == "lesson":
        taught = lessons().get(task.id)
        return f"Lesson: {taught.words.title}" if taught else task.id
    if task.kind == "picture":
        return f"Your own picture: {task.id}"
    exercise = exercises().get(task.id)
    return exercise.words.said["title"] if exercise else task.id
