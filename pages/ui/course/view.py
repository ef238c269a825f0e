"""The map of the course: all lessons by unit. What was done the browser knows alone."""

from __future__ import annotations

from functools import cache
from typing import Any

from cnnviz.exercises import concepts
from cnnviz.lessons import UNITS, Taught, lessons
from pages.ui.session.component import register
from pages.ui.shell.guide import href

_component = register("course")


def show_course() -> None:
    """Draw it."""
    test = {"count": len(concepts("a")), "page": "practise"}
    _component(key="course", data={"units": _units(), "test": test})


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
        "title": taught.words.title,
        "minutes": lesson.minutes,
        "href": href(taught, lesson.steps[0]).removeprefix("/"),
        "items": [step.question.item for step in lesson.steps if step.question is not None],
    }
