"""A student's tasks, and the one that is worked on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from cnnviz.classes import Attempt, Override, Task, is_due, mark, shows_scores
from cnnviz.classes.work import title_of
from cnnviz.lessons import lessons
from cnnviz.numbers import format_number
from pages.ui.classroom.asked import asked_of_all, leave, show_question
from pages.ui.classroom.own import show_own
from pages.ui.classroom.receipt import show_receipt
from pages.ui.classroom.rows import rows_of_one
from pages.ui.session import keeping, reports
from pages.ui.session.belonging import Place
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.shell.frame import folded
from pages.ui.shell.guide import href
from store import Standing, Store, Student

_component = register("classwork")
_KEY = "classwork"
_TASK = "class task"


def show_work(place: Place, standing: Standing, store: Store) -> None:
    """Show a student's class: what is asked of all now, or else the task that is chosen."""
    me, now = standing.me, datetime.now(UTC)
    tasks = place.row.assignment.tasks
    keys = [task.key for task in tasks]
    attempts, variants, given = standing.attempts, standing.variants, standing.overrides
    scored = shows_scores(place.row.assignment, now, me.until)
    done = {one.task for one in attempts if one.right or not scored}
    chosen = _chosen(place, keys, done, standing.opened)
    asked = asked_of_all(place, standing)
    task = tasks[keys.index(chosen)]
    header = {
        "session": keeping.session(),
        "revision": reports.revision(_KEY),
        "pulse": standing.pulse,
        "code": place.row.code,
        "title": place.row.assignment.title,
        "nickname": me.nickname,
        "due": _due(place, me),
        "isDue": is_due(place.row.assignment, now, me.until),
        "task": "" if asked else chosen,
        "elsewhere": None if asked else _elsewhere(place, task, attempts),
        "tasks": [
            _told(place, task, attempts, variants.get(task.key, 0), given.get(task.key), scored)
            for task in tasks
        ],
    }

    def go(sent: object) -> None:
        if asked is not None:
            leave(place, asked)
        _go(sent)

    react = {"task": go, "told": _heard, "pulse": _heard}
    _component(key=_KEY, data=pack(header, {}), react=react)
    if asked is not None:
        show_question(place, standing, asked)
        return
    if task.key not in standing.opened:
        store.progress(place.who, task.key, now)
    if task.kind == "exercise":
        following = keys[keys.index(chosen) + 1 :][:1]
        variant = variants.get(task.key, 0)
        show_own(place, task, attempts, variant, me.until, following, _go)
    asks = place.row.assignment.ask_for
    mine = folded("A receipt for your teacher" if asks else "A receipt to keep", "c_receipt")
    if mine.is_open:
        with mine.slot:
            _show_receipt(standing, now, scored)


def _chosen(place: Place, keys: list[str], done: set[str], opened: Mapping[str, datetime]) -> str:
    """Give the task that is worked on: at first the one begun last, or else the first that is not done yet.

    What is done are right answers, or any while scores are kept back.
    """
    code, kept = keeping.kept(_TASK) or ("", "")
    if code == place.row.code and kept in keys:
        return str(kept)
    last = max((task for task in opened if task in keys), key=lambda task: opened[task], default=None)
    left = [key for key in keys if key not in done] or keys[:1]
    first = last if last in left else left[0]
    keeping.keep(_TASK, (place.row.code, first))
    return first


def _go(sent: object) -> None:
    kept = keeping.kept(_TASK)
    if isinstance(sent, str) and len(sent) <= 100 and kept:
        keeping.keep(_TASK, (kept[0], sent))


def _heard(_: object) -> None:
    """Run again: the store has something new."""


def _due(place: Place, me: Student) -> str | None:
    due = place.row.assignment.due
    if due is None:
        return None
    return (max(due, me.until) if me.until else due).isoformat()


def _told(
    place: Place, task: Task, attempts: Sequence[Attempt], variant: int, given: Override | None, scored: bool
) -> dict[str, Any]:
    mine = [one for one in attempts if one.task == task.key]
    tried = [one for one in mine if one.variant == variant]
    marked = mark(place.row.assignment, task, mine, given)
    points = "" if marked.points is None or not scored else f"{format_number(marked.points)}/{task.points}"
    return {
        "key": task.key,
        "kind": task.kind,
        "lesson": task.id if task.kind == "lesson" else "",
        "title": title_of(task),
        "state": _state(task, tried, scored),
        "score": points,
    }


def _state(task: Task, tried: list[Attempt], scored: bool) -> str:
    if not tried:
        return "open"
    if task.kind != "exercise":
        return "done"
    if not scored:
        return "saved"
    return "right" if any(one.right for one in tried) else "wrong"


def _show_receipt(standing: Standing, now: datetime, scored: bool) -> None:
    if not scored:
        st.caption("A receipt tells what was scored, which is not shown yet.")
        return
    rows = rows_of_one(standing)
    show_receipt(rows, rows.students[0], now, standing.row.secret)


def _elsewhere(place: Place, task: Task, attempts: Sequence[Attempt]) -> dict[str, Any] | None:
    """Lead to a lesson, or to a page for a picture of one's own."""
    is_done = any(one.task == task.key for one in attempts)
    if task.kind == "exercise":
        return None
    if task.kind == "lesson":
        taught = lessons()[task.id]
        words = "Go through the steps of this lesson. It counts as done once you have reached its last step."
        at = href(taught, taught.lesson.steps[0]).lstrip("/")
        return {"href": at, "name": "Open lesson", "words": words, "canTell": False}
    words = "Bring a picture of your own there: draw, photograph or load one. It is not stored."
    return {"href": task.id, "name": "Open page", "words": words, "canTell": not is_done}
