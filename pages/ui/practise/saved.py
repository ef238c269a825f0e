"""A practice problem as a page of its own, which judges answers without Python."""

from __future__ import annotations

from functools import cache, partial

import streamlit as st

from cnnviz.exercises import Problem
from cnnviz.takehome.page import Kit, Told, page
from cnnviz.takehome.problem_sheet import can_be_saved, problem_sheet
from pages.ui.figures.problem import Work, described, palettes, task_of
from pages.ui.session import state
from pages.ui.session.component import ASSETS
from pages.ui.session.payload import pack
from pages.ui.shell.saved_kit import kit_of, offer_saved


def offer_problem(problem: Problem) -> None:
    """Show the button that saves a problem as a page, unless only Python can judge it."""
    if can_be_saved(problem):
        with st.container(key="beneath", horizontal=True):
            offer_saved(partial(problem_page, problem, state.address()), problem.exercise.item.id)


def problem_page(problem: Problem, address: str) -> bytes:
    """Write the page; what was done with the problem so far is left out."""
    told = {**described(problem, Work(task_of(problem))), "isOfLesson": True}
    solution = {"answer": problem.right_answer, "words": problem.explanation, "address": ""}
    head = {"told": told, "hints": problem.hints, "solution": solution, "sheet": problem_sheet(problem)}
    level = ("Level", str(problem.level))
    said, numbers = Told(problem.title, [level], address), {"palettes": pack({}, palettes())}
    return page(said, kit(), head, numbers).encode(errors="replace")


@cache
def kit() -> Kit:
    """Join what all pages of problems have in common."""
    return kit_of(
        "problem", ASSETS / "exercise" / "exercise.html", ("exercise/exercise", "saved/saved_problem")
    )
