"""The question that a teacher asks all, on the projector; the browser asks for the answers by itself.

Before it is asked its teacher can look at it, with the numbers that all will have.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from cnnviz.classes import Round
from cnnviz.classes.codes import read_code
from cnnviz.classes.work import problem_at, title_of
from cnnviz.errors import CnnvizError
from cnnviz.exercises import practised
from pages.ui.figures.problem import Work, described, palettes, task_of
from pages.ui.figures.sentences import sentence
from pages.ui.session import belonging, keeping, reports, state
from pages.ui.session.belonging import Place
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.shell.class_code import show_way_in, way_of_students
from pages.ui.together import preview
from pages.ui.together.beside import beside
from store import Store

_component = register("together")
_KEY = "together"
NO_CLASS = "Predict together needs a class of yours: make one, or open your teacher’s link."


@state.fragment
def show_together() -> None:
    """Show the question that is asked in the class of the address, or in the newest that one teaches."""
    code = state.setting("code", "", read_code)
    if belonging.store is None:
        st.info(belonging.without(code))
        return
    try:
        place = belonging.find(code, "teacher")
        if place is None:
            show_way_in(NO_CLASS)
            return
        _show(place, belonging.store)
    except CnnvizError as error:
        st.error(sentence(error))


def _show(place: Place, store: Store) -> None:
    now = store.round(place.who)
    looked_at = preview.looked_at(place, now)
    header = {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "code": place.row.code,
        "pulse": store.pulse(place.who),
        **way_of_students(place.row.code),
        "items": _items(place),
        "problem": None if now is None else _problem(now),
        "preview": looked_at and preview.told(looked_at),
    }

    def look(sent: object) -> None:
        preview.look(place, now, sent)

    react = {"pulse": lambda _: None, "preview": look}
    _component(key=_KEY, data=pack(header, palettes()), react=react)
    if looked_at is not None:
        preview.show(looked_at)


def _problem(now: Round) -> dict[str, Any]:
    """Describe the question; its key, and what its view shows, are told once it is revealed."""
    problem = problem_at(now.item, now.level, now.seed)
    is_told = now.state == "revealed"
    told = described(problem, Work(task_of(problem), is_shown=is_told))
    return {**told, "beside": beside(problem) if is_told else []}


def _items(place: Place) -> list[dict[str, Any]]:
    """List what can be asked: the exercises of the class first, then all others."""
    mine = {task.id: title_of(task) for task in place.row.assignment.tasks if task.kind == "exercise"}
    rest = {name: one.words.said["title"] for name, one in practised().items() if name not in mine}
    return [
        {"id": name, "title": title, "levels": practised()[name].item.levels_offered()}
        for name, title in {**mine, **rest}.items()
        if name in practised()
    ]
