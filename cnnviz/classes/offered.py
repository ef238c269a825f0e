"""What a class can be made of: ready-made sets, and every lesson and exercise."""

from __future__ import annotations

from functools import cache
from typing import Any

from cnnviz.classes.assignment import Assignment, Kind, Task
from cnnviz.classes.sets import ready_made
from cnnviz.classes.work import title_of
from cnnviz.exercises import practised
from cnnviz.lessons import lessons

#: Pages on which a student may work with a picture of their own.
PICTURES = ("kernels", "pooling", "network")


@cache
def groups() -> list[dict[str, Any]]:
    """List all tasks, lesson by lesson; what belongs to no lesson comes last."""
    made = []
    seen: set[str] = set()
    for one in lessons().values():
        items = [name for name, it in practised().items() if it.item.lesson == one.lesson.order]
        seen |= set(items)
        tasks = [_task("lesson", one.lesson.id), *(_task("exercise", name) for name in items)]
        made.append({"title": f"{one.lesson.order} · {one.words.title}", "tasks": tasks})
    rest = [_task("exercise", name) for name in practised() if name not in seen]
    if rest:
        made.append({"title": "More exercises", "tasks": rest})
    pictures = [_task("picture", page) for page in PICTURES]
    return [*made, {"title": "A picture of one’s own, on a page", "tasks": pictures}]


def tasks_of(made: Assignment) -> list[dict[str, Any]]:
    """List the tasks of a class as `groups` does, with the level and the points that they have there."""
    return [{**_task(one.kind, one.id), "level": one.level, "points": one.points} for one in made.tasks]


def _task(kind: Kind, name: str) -> dict[str, Any]:
    found = practised().get(name) if kind == "exercise" else None
    levels = found.item.levels_offered() if found else [1]
    return {"kind": kind, "id": name, "title": title_of(Task(kind=kind, id=name)), "levels": levels}


@cache
def sets() -> list[dict[str, Any]]:
    """List the ready-made sets."""
    return [_set(name, one) for name, one in ready_made().items()]


def _set(name: str, made: Assignment) -> dict[str, Any]:
    order = next((one.lesson.order for one in lessons().values() if f"lesson-{one.lesson.id}" == name), None)
    label = f"{order} · {made.title}" if order else f"All of “{made.title}”"
    tasks = [one.model_dump(include={"kind", "id", "level", "points"}) for one in made.tasks]
    return {"label": label, "title": made.title, "tasks": tasks}
