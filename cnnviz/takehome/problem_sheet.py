"""What a page without Python needs to judge a practice problem as `Problem.judge` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any, Final

from cnnviz.exercises import Problem

#: Ways to set what is asked for, at most, that a page knows what is said of.
_MOST_SETTINGS: Final = 5000


def can_be_saved(problem: Problem) -> bool:
    """Say whether answers to a problem can be judged without Python."""
    form = problem.posed.form
    return form["type"] in _WRITERS and prod(map(len, _ranges(form))) <= _MOST_SETTINGS


def problem_sheet(problem: Problem) -> dict[str, Any] | None:
    """Write what answers to a problem are compared with, and what is said of each.

    Returns
    -------
    dict or None
        None for answers that only Python judges: kernels, and settings in more ways than a page takes.
        assets/components/saved/problem_judge.js reads it.
    """
    form = problem.posed.form
    return {"type": form["type"], **_WRITERS[form["type"]](problem, form)} if can_be_saved(problem) else None


def _values(problem: Problem, form: dict[str, Any]) -> dict[str, Any]:
    wrong = problem.posed.wrong.items()
    return {
        "key": problem.posed.key.ravel().tolist(),
        "wrong": [[problem.said(name), value.ravel().tolist()] for name, value in wrong],
        "shape": form["shape"],
        "parts": bool(form["parts"]),
        "whole": form["whole"],
        "tolerance": getattr(problem.exercise.item, "tolerance", 0.0),
        "explanation": problem.explanation,
    }


def _choice(problem: Problem, form: dict[str, Any]) -> dict[str, Any]:
    return {
        "several": form["several"],
        "keys": form["keys"],
        "right": sorted(problem.posed.key),
        "why": {key: problem.said(f"{key}.why") for key in form["keys"]},
        "explanation": problem.explanation,
    }


def _listed(problem: Problem, form: dict[str, Any]) -> dict[str, Any]:
    """Of an order, names for figures, and pixels: the right answer, and wrong ones with what is said."""
    wrong = problem.exercise.item.wrong_answers(problem.posed)
    return {
        "right": problem.right_answer,
        "wrong": [[problem.said(name), answer] for name, answer in wrong.items()],
        "explanation": problem.explanation,
    }


def _settings(problem: Problem, form: dict[str, Any]) -> dict[str, Any]:
    """Of each way to set them whether it is right, and what is said of it; the last one changes fastest."""
    ways = product(*_ranges(form))
    verdicts = [problem.judge([str(one) for one in way]) for way in ways]
    told = [[one.right, one.sentence] for one in verdicts]
    several = [list(one) for one in dict.fromkeys(map(tuple, told))]
    return {
        "names": form["keys"],
        "ranges": form["ranges"],
        "verdicts": several,
        "ways": [several.index(one) for one in told],
    }


def _ranges(form: dict[str, Any]) -> list[range]:
    return [range(low, high + 1) for low, high in form.get("ranges", ())]


_WRITERS: Final[Mapping[str, Callable[[Problem, dict[str, Any]], dict[str, Any]]]] = MappingProxyType(
    {
        "values": _values,
        "choice": _choice,
        "order": _listed,
        "match": _listed,
        "pixels": _listed,
        "settings": _settings,
    }
)
