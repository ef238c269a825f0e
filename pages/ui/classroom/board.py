"""The teacher's board, and below it one student's answer as they gave it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from cnnviz.classes import to_fields, to_yaml
from cnnviz.classes.marks import current
from cnnviz.classes.offered import groups, tasks_of
from cnnviz.classes.work import problem_given, problem_of, title_of
from cnnviz.errors import CnnvizError
from cnnviz.takehome import Wanted
from pages.ui.classroom.rows import rows_of
from pages.ui.classroom.take_home import take_home
from pages.ui.figures.exercise import draw_exercise
from pages.ui.figures.problem import Work, described, task_of
from pages.ui.figures.sentences import escape_markdown
from pages.ui.session import keeping, reports
from pages.ui.session.belonging import Place
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.shell.class_code import way_of_students
from pages.ui.shell.frame import folded
from store import Store

_component = register("board")
_KEY = "board"
_SEEN = "board sees"
CHANGED = "The exercise was changed since, so this answer can’t be shown any more."


def show_board(place: Place, store: Store) -> None:
    """Show the board of a class."""
    assignment = place.row.assignment
    header = {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "code": place.row.code,
        "yaml": to_yaml(assignment),
        "assignment": to_fields(assignment),
        "tasks": tasks_of(assignment),
        "groups": groups(),
        **way_of_students(place.row.code),
    }
    _component(key=_KEY, data=pack(header, {}), react={"see": _see, "told": lambda _: None})
    seen = keeping.kept(_SEEN)
    if seen:
        _show_one(place, store, *seen)
    home = folded("Take marks home", "c_home")
    if home.is_open:
        with home.slot:
            wanted = [
                Wanted(one.id, one.level) for one in place.row.assignment.tasks if one.kind == "exercise"
            ]
            attempts = partial(rows_of, place, store, with_attempts=True)
            take_home(rows_of(place, store, with_attempts=False), attempts, place.row.secret, wanted)


def _see(sent: object) -> None:
    """Look at a student's answer to a task, or at the solution where no student is named."""
    if isinstance(sent, dict) and all(isinstance(sent.get(name), str) for name in ("task", "student")):
        keeping.keep(_SEEN, (sent["task"], sent["student"]))


def _show_one(place: Place, store: Store, key: str, student: str) -> None:
    task = place.row.assignment.task(key)
    if task is None or task.kind != "exercise":
        return
    nicknames = {one.id: one.nickname for one in store.students(place.who)}
    if not student:
        problem = problem_of(task, place.row.secret, "", 0)
        _draw(f"{title_of(task)}: the solution", problem, Work(task_of(problem), is_shown=True))
        return
    given = current(store.attempts(place.who, student=student, task=key)) if student in nicknames else []
    if not given:
        return
    last = given[-1]
    try:
        problem = problem_given(last)
        work = Work(task_of(problem), last.answer, problem.judge(last.answer), number=last.number)
    except CnnvizError:
        st.caption(CHANGED)
        return
    _draw(f"{nicknames[student]}: {title_of(task)}", problem, work)


def _draw(title: str, problem: Any, work: Work) -> None:
    with st.container(key="seen"):
        st.markdown(f"### {escape_markdown(title)}")
        klass = {"canAnswer": False, "help": [], "next": "", "note": "", "code": "", "act": "see"}
        draw_exercise({**described(problem, work), "klass": klass}, {})
