"""The concept test: sixteen concepts, asked before and after the course, in two forms that are built alike.

Its questions are the exercises that are `diagnostic`, in the order of their file. A concept's two forms are
two levels of one exercise, or two exercises that offer one form each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from cnnviz.exercises.catalogue import Exercise, exercises
from cnnviz.exercises.item import Level
from cnnviz.exercises.kinds.choosing import Choice
from cnnviz.exercises.problem import Problem, pose

#: The forms, each with the level at which its questions are drawn.
FORMS: Final[Mapping[str, Level]] = MappingProxyType({"a": 1, "b": 2})


@dataclass(frozen=True)
class Tells:
    """What a choice of the concept test tells.

    Attributes
    ----------
    key : str
    label : str
        The choice as it is read.
    right : bool
    why : str
        What is said to the learner.
    tells : str
        What it tells a teacher; empty for the right one.
    myth : str
        The misconception of the course that it shows, such as "M1"; empty if there is none.
    """

    key: str
    label: str
    right: bool
    why: str
    tells: str
    myth: str


@cache
def concepts(form: str) -> tuple[Problem, ...]:
    """Give the questions of a form, one for each concept.

    Parameters
    ----------
    form : str
        Of `FORMS`.

    Raises
    ------
    CnnvizError
        If a file is missing or damaged.
    """
    level = FORMS[form]
    asked = [
        one for one in exercises().values() if one.item.diagnostic and level in one.item.levels_offered()
    ]
    return tuple(pose(one, level, 0) for one in asked)


def told_by(problem: Problem) -> list[Tells]:
    """Say what each choice of a question tells, the right one first."""
    item = _choice(problem.exercise)
    made = [
        Tells(
            key,
            problem.said(key),
            key in problem.posed.key,
            problem.said(f"{key}.why"),
            "" if key in problem.posed.key else problem.said(f"{key}.tells"),
            item.myths.get(key, ""),
        )
        for key in item.choices
    ]
    return sorted(made, key=lambda one: not one.right)


def _choice(exercise: Exercise) -> Choice:
    assert isinstance(exercise.item, Choice), f"{exercise.item.id} is no choice"
    return exercise.item
