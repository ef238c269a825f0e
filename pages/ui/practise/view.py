"""The exercise as the browser draws it; the key is told only once it is asked for."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from cnnviz.errors import CnnvizError
from cnnviz.exercises import Problem
from cnnviz.figures import format_number, shade
from pages.ui.figures.sentences import sentence
from pages.ui.practise import standing
from pages.ui.practise.menu import menu
from pages.ui.practise.setting import REACTIONS, Work, chosen, chosen_from, task_of, work_on
from pages.ui.session import keeping, reports, state
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.session.told import tell

_component = register("exercise")
_KEY = "exercise"


@state.fragment
def show_exercise() -> None:
    """Draw the problem of the address, and what became of it."""
    here = standing.place()
    if here is not None:
        _show_standing(here)
        return
    try:
        group, problem = chosen_from(), chosen()
    except CnnvizError as error:  # of a seed that nobody has tried, no draw may meet the constraints
        st.error(sentence(error))
        return
    work = work_on(problem)
    tell(right=work.verdict is not None and work.verdict.right)
    is_of_lesson = bool(state.read_here(state.LESSON))
    _send({"menu": menu(), "among": group, "isOfLesson": is_of_lesson, **described(problem, work)})


def _show_standing(here: standing.Place) -> None:
    """Draw a question of the concept test, or its result."""
    problem = here.problem
    asked = {} if problem is None else described(problem, Work(task_of(problem)))
    _send({"standing": standing.described(here), **asked})


def _send(told: dict[str, Any]) -> None:
    header = {"session": keeping.session(), "revision": reports.revision(_KEY), **told}
    palettes = {"signed": shade([[0.0]], "signed").palette, "grey": shade([[0.0]], "minmax").palette}
    _component(key=_KEY, data=pack(header, palettes), react=REACTIONS)


def described(problem: Problem, work: Work) -> dict[str, Any]:
    """Describe a problem and what was done with it."""
    item, form = problem.exercise.item, problem.posed.form
    return {
        "task": task_of(problem),
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
