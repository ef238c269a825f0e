"""An exercise as it is printed: what is given, where the answer is written, and what belongs there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from cnnviz.exercises.catalogue import practised
from cnnviz.exercises.problem import Problem, Shown, pose
from cnnviz.numbers import format_number


@dataclass(frozen=True)
class Printed:
    """An exercise on a sheet.

    Attributes
    ----------
    title, prompt : str
        The prompt in Markdown.
    figures : list of Shown
        What is given.
    boxes : list of (str, bool)
        Answers to tick, and whether each is right.
    lines : list of (str, str)
        What stands before each line to write on, and what belongs there.
    grid : list of list of str
        The numbers that belong into a grid, row by row; empty where there is none.
    why : str
        Why that is right, in Markdown.
    """

    title: str
    prompt: str
    figures: list[Shown]
    boxes: list[tuple[str, bool]]
    lines: list[tuple[str, str]]
    grid: list[list[str]]
    why: str


def sheet(lesson: int, seed: int) -> list[Printed]:
    """Print the exercises of a lesson, each at its lowest level.

    Parameters
    ----------
    lesson : int
        Its place in the course, from 1.
    seed : int
        0 to `LARGEST_SEED`: which numbers are drawn.

    Raises
    ------
    CnnvizError
        If a file is missing or damaged, or no draw meets an exercise's constraints.
    """
    found = [one for one in practised().values() if one.item.lesson == lesson]
    return [printed(pose(one, one.item.levels_offered()[0], seed)) for one in found]


def printed(problem: Problem) -> Printed:
    """Print a problem."""
    form = problem.posed.form
    given = _WAYS[form["type"]](problem, form, problem.right_answer)
    figures = [*problem.figures, *given.get("figures", ())]
    return Printed(
        problem.title,
        problem.prompt,
        figures,
        given.get("boxes", []),
        given.get("lines", []),
        given.get("grid", []),
        problem.explanation,
    )


def slips_of(problem: Problem) -> list[str]:
    """Say what is often done wrong in a problem: the sentences of its recognised wrong answers."""
    known = problem.exercise.item.wrong_answers(problem.posed)
    return list(dict.fromkeys(map(problem.said, known)))


def _values(problem: Problem, form: dict[str, Any], right: list[str]) -> dict[str, Any]:
    numbers = [format_number(float(one), 6) for one in right]
    rows = form["shape"]
    if len(rows) > 1:
        return {"grid": _in_rows(numbers, rows[1])}
    names = form["parts"] or [""] * len(numbers)
    return {"lines": list(zip(names, numbers, strict=True))}


def _kernel(problem: Problem, form: dict[str, Any], right: list[str]) -> dict[str, Any]:
    return {"grid": _in_rows([format_number(float(one), 6) for one in right], form["shape"][1])}


def _settings(problem: Problem, form: dict[str, Any], right: list[str]) -> dict[str, Any]:
    return {"lines": [(problem.labels[key], one) for key, one in zip(form["keys"], right, strict=True)]}


def _choice(problem: Problem, form: dict[str, Any], right: list[str]) -> dict[str, Any]:
    return {"boxes": [(problem.labels[key], key in right) for key in form["keys"]]}


def _order(problem: Problem, form: dict[str, Any], right: list[str]) -> dict[str, Any]:
    return {"lines": [(problem.labels[key], str(right.index(key) + 1)) for key in form["keys"]]}


def _match(problem: Problem, form: dict[str, Any], right: list[str]) -> dict[str, Any]:
    figures = [Shown(str(at), form["look"], "", one) for at, one in enumerate(form["figures"], 1)]
    return {
        "figures": figures,
        "lines": [(problem.labels[key], str(right.index(key) + 1)) for key in form["keys"]],
    }


def _pixels(problem: Problem, form: dict[str, Any], right: list[list[int]]) -> dict[str, Any]:
    places = ", ".join(f"({row}, {column})" for row, column in right)
    return {
        "figures": [Shown("Mark here", "picture", "", form["picture"])],
        "lines": [("Row and column of each", places)],
    }


#: By the type of a form: what is printed of it.
_WAYS: Final[Mapping[str, Callable[[Problem, dict[str, Any], Any], dict[str, Any]]]] = MappingProxyType(
    {
        "values": _values,
        "kernel": _kernel,
        "settings": _settings,
        "choice": _choice,
        "order": _order,
        "match": _match,
        "pixels": _pixels,
    }
)


def _in_rows(cells: list[str], across: int) -> list[list[str]]:
    return [cells[at : at + across] for at in range(0, len(cells), across)]
