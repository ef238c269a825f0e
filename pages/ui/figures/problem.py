"""An exercise as the browser draws it, and what was done with it; its key stays here until it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np

from cnnviz.exercises import Problem, Verdict
from cnnviz.figures import format_number, shade


@dataclass(frozen=True)
class Work:
    """What was done with one problem.

    Attributes
    ----------
    task : str
        The problem it belongs to. Browsers are told it: for a class it names no seed, by which Practise shows
        the solution.
    answer : object
        What was answered last, as it was reported; None before.
    verdict : Verdict or None
    refused : str
        Why the answer could not be read.
    number : int
        How often it was answered.
    hints : int
        How many hints are shown.
    is_shown : bool
        Whether the solution is.
    """

    task: str
    answer: Any = None
    verdict: Verdict | None = None
    refused: str = ""
    number: int = 0
    hints: int = 0
    is_shown: bool = False


def task_of(problem: Problem) -> str:
    """Name a problem."""
    return f"{problem.exercise.item.id} {problem.level} {problem.seed}"


def palettes() -> dict[str, Any]:
    """Give the colours that figures of exercises are drawn with."""
    return {"signed": shade([[0.0]], "signed").palette, "grey": shade([[0.0]], "minmax").palette}


def described(problem: Problem, work: Work) -> dict[str, Any]:
    """Describe a problem and what was done with it."""
    item, form = problem.exercise.item, problem.posed.form
    return {
        "task": work.task,
        "id": item.id,
        "level": problem.level,
        "levels": item.levels_offered(),
        "title": problem.title,
        "prompt": problem.prompt,
        "figures": [
            {"name": one.name, "look": one.look, "sign": one.sign, **_drawn(one.values, one.look)}
            for one in problem.figures
        ],
        "form": {**form, "name": problem.answer_name},
        "labels": problem.labels,
        "matched": [{"look": form["look"], **_drawn(one, form["look"])} for one in form.get("figures", ())],
        "picture": _drawn(form["picture"], "picture") if "picture" in form else None,
        "answer": work.answer if work.verdict else None,
        "refused": work.refused,
        "verdict": _verdict(problem, work),
        "hints": problem.hints[: work.hints],
        "more": work.hints < len(problem.hints),
        "solution": _solution(problem) if work.is_shown else None,
    }


def _verdict(problem: Problem, work: Work) -> dict[str, Any] | None:
    verdict = work.verdict
    if verdict is None:
        return None
    partly = f"{round(100 * verdict.score)} % right" if verdict.score else "Not yet"
    return {
        "right": verdict.right,
        "head": "Right" if verdict.right else partly,
        "sentence": verdict.sentence,
        "slip": verdict.slip,
        "marks": verdict.marks,
        "number": work.number,
        "address": _address(problem) if verdict.right else "",
    }


def _solution(problem: Problem) -> dict[str, Any]:
    return {
        "answer": problem.right_answer,
        "words": problem.explanation,
        "address": _address(problem),
    }


def _address(problem: Problem) -> str:
    view = problem.solution
    return "" if view is None else f"{view.page}?{urlencode(view.start)}"


def _drawn(values: list[list[float]], look: str) -> dict[str, Any]:
    """Write numbers, and give each its index in the palette of its look."""
    array = np.array(values, np.float64)
    if look == "picture":
        index = shade(array, "minmax", (0.0, max(float(array.max()), 1.0))).index
    else:
        index = shade(array, "signed").index
    texts = [[format_number(one) for one in row] for row in array.tolist()]
    return {"texts": texts, "index": index.tolist()}
