"""The map of the course: all lessons by unit. What was done the browser knows alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from cnnviz.exercises import concepts
from cnnviz.lessons import UNITS, Taught, lessons
from pages.ui.session.component import register
from pages.ui.shell.guide import href
from pages.ui.shell.way import Stop

_component = register("course")


def show_course() -> None:
    """Draw all of it: where to go on, the units, the concept test, and what this browser remembers."""
    test = {"count": len(concepts("a")), "page": "practise"}
    _component(key="course", data={"part": "all", "units": _units(), "test": test})


def show_start(beside: Iterable[Stop]) -> None:
    """Draw the button that starts the course, or goes on with it, and buttons to other pages beside it."""
    links = [{"href": stop.name, "title": stop.title} for stop in beside]
    _component(key="course_start", data={"part": "start", "units": _units(), "beside": links})


def show_map() -> None:
    """Draw the units, with how far one has come."""
    _component(key="course_map", data={"part": "map", "units": _units()})


@cache
def _units() -> list[dict[str, Any]]:
    taught = lessons().values()
    return [
        {"title": title, "lessons": [_lesson(one) for one in taught if one.lesson.unit == unit]}
        for unit, title in UNITS.items()
        if any(one.lesson.unit == unit for one in taught)
    ]


def _lesson(taught: Taught) -> dict[str, Any]:
    lesson = taught.lesson
    return {
        "id": lesson.id,
        "order": lesson.order,
        "title": taught.words.title,
        "minutes": lesson.minutes,
        "href": href(taught, lesson.steps[0]).removeprefix("/"),
        "items": [step.question.item for step in lesson.steps if step.question is not None],
    }
