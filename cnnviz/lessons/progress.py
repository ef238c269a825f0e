"""Whether a step's goal is reached, and its words with the numbers of the view put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cnnviz.exercises.formulas import FormulaError, Formulas
from cnnviz.exercises.functions import FUNCTIONS
from cnnviz.exercises.words import put_in
from cnnviz.lessons.catalogue import Taught


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

    Parameters
    ----------
    first, now : mapping of str to value
        The view's settings and what it computes, as the step began and as they are.

    Raises
    ------
    FormulaError
        If the goal's formula, or one in the words, can't be evaluated.
    """
    step, formulas = taught.lesson.steps[index], Formulas(FUNCTIONS)
    names = {**now, "start": dict(first)}
    reached = None if step.until is None else formulas.holds(step.until, names)
    words = put_in(taught.words.steps[step.id], lambda formula: formulas.value(formula, first))
    reveal = taught.words.steps.get(f"{step.id}.reveal", "") if reached else ""
    return Told(words, put_in(reveal, lambda formula: formulas.value(formula, names)), reached)


__all__ = ["FormulaError", "Told", "tell"]
