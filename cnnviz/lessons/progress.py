"""Whether a step's goal is reached, and its words with the numbers of the view put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from cnnviz.exercises.formulas import FormulaError, Formulas
from cnnviz.exercises.functions import FUNCTIONS
from cnnviz.exercises.words import put_in
from cnnviz.lessons.catalogue import Taught

#: What stands for a number that the view does not have.
MISSING: Final = "…"


@dataclass(frozen=True)
class Told:
    """What is told of a step.

    Attributes
    ----------
    words : str
        Beside the view, with the numbers that it began with.
    reveal : str
        Once the goal is reached; empty before, and where there is nothing more to say.
    is_reached : bool or None
        None where there is no goal.
    """

    words: str
    reveal: str
    is_reached: bool | None


def tell(taught: Taught, index: int, first: Mapping[str, Any], now: Mapping[str, Any]) -> Told:
    """Tell of a step.

    Where the view has no result, what depends on it can't be told: a number is `MISSING` then, and a goal is
    not reached.

    Parameters
    ----------
    first, now : mapping of str to value
        The view's settings and what it computes, as the step began and as they are.
    """
    step, names = taught.lesson.steps[index], {**now, "start": dict(first)}
    reached = None if step.until is None else _holds(step.until, names)
    words = put_in(taught.words.steps[step.id], partial(_number, names=first))
    reveal = taught.words.steps.get(f"{step.id}.reveal", "") if reached else ""
    return Told(words, put_in(reveal, partial(_number, names=names)), reached)


def _holds(formula: str, names: Mapping[str, Any]) -> bool:
    try:
        return Formulas(FUNCTIONS).holds(formula, names)
    except FormulaError:
        return False


def _number(formula: str, names: Mapping[str, Any]) -> Any:
    try:
        return Formulas(FUNCTIONS).value(formula, names)
    except FormulaError:
        return MISSING
