"""The exercise that is posed, and the list of all."""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz.errors import CnnvizError
from pages.ui.figures.problem import Work, described, palettes, task_of
from pages.ui.figures.sentences import sentence
from pages.ui.practise import standing
from pages.ui.practise.menu import menu
from pages.ui.practise.saved import offer_problem
from pages.ui.practise.setting import REACTIONS, chosen, chosen_from, work_on
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
    offer_problem(problem)


def _show_standing(here: standing.Place) -> None:
    """Draw a question of the concept test, or its result."""
    problem = here.problem
    asked = {} if problem is None else described(problem, Work(task_of(problem)))
    _send({"standing": standing.described(here), **asked})


def _send(told: dict[str, Any]) -> None:
    header = {"session": keeping.session(), "revision": reports.revision(_KEY), **told}
    _component(key=_KEY, data=pack(header, palettes()), react=REACTIONS)
