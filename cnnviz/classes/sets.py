"""Assignments to start from: the exercises of each lesson, and the lessons of each unit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from types import MappingProxyType

from cnnviz.classes.assignment import Assignment, Task
from cnnviz.exercises import practised
from cnnviz.lessons import UNITS, Taught, lessons


@cache
def ready_made() -> Mapping[str, Assignment]:
    """Give the sets by their names: ``lesson-<id>`` in the course's order, then ``unit-<key>``.

    Raises
    ------
    CnnvizError
        If a file of exercises or lessons is missing or damaged.
    """
    taught = lessons().values()
    sets = {f"lesson-{one.lesson.id}": _made(one.words.title, _tasks(one)) for one in taught}
    for key, title in UNITS.items():
        tasks = chain.from_iterable(_tasks(one) for one in taught if one.lesson.unit == key)
        sets[f"unit-{key}"] = _made(title, tuple(tasks))
    return MappingProxyType(sets)


def _made(title: str, tasks: tuple[Task, ...]) -> Assignment:
    return Assignment(title=title, tasks=tasks)


def _tasks(taught: Taught) -> tuple[Task, ...]:
    """List a lesson and its exercises, each at its lowest level."""
    lesson = taught.lesson
    found = [one.item for one in practised().values() if one.item.lesson == lesson.order]
    exercises = (Task(id=item.id, level=item.levels_offered()[0]) for item in found)
    return (Task(kind="lesson", id=lesson.id), *exercises)
