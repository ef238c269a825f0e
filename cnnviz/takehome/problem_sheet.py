"""What a page without Python needs to judge a practice problem as `Problem.judge` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from cnnviz.exercises import Problem


def can_be_saved(problem: Problem) -> bool:
    """Say whether answers to a problem can be judged without Python."""
    return problem.posed.form["type"] in _WRITERS


def problem_sheet(problem: Problem) -> dict[str, Any] | None:
    """Write what answers to a problem are compared with, and what is said of each.

    Returns
    -------
    dict or None
        None for kinds of answers that only Python judges: kernels, settings, pixels, orders and pairs.
        assets/components/saved/problem_judge.js reads it.
    """
    form = problem.posed.form
    write = _WRITERS.get(form["type"])
    return None if write is None else {"type": form["type"], **write(problem, form)}


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


_WRITERS: Final[Mapping[str, Callable[[Problem, dict[str, Any]], dict[str, Any]]]] = MappingProxyType(
    {"values": _values, "choice": _choice}
)
