"""Which problem is posed, and what the learner has done with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cnnviz.errors import CnnvizError
from cnnviz.exercises import LARGEST_SEED, Level, Problem, pose, practised
from pages.ui.figures.problem import Work, task_of
from pages.ui.figures.sentences import plain_sentence
from pages.ui.practise import standing
from pages.ui.practise.menu import among
from pages.ui.session import keeping, state
from pages.ui.session.visit import Reaction

_AMONG, _ITEM, _LEVEL, _SEED = "among", "item", "level", "seed"
_WORK = "practise:work"
_MOST_HINTS = 3
LEVELS: Final[Mapping[str, Level]] = {"1": 1, "2": 2, "3": 3}


def chosen_from() -> str:
    """Give the group of exercises that is chosen from; "" is all."""
    return state.setting(_AMONG, "", lambda text: text if text in among() else None)


def chosen() -> Problem:
    """Give the problem of the address; what it does not name is the first of its group."""
    offers = among()[chosen_from()]
    item = practised()[state.setting(_ITEM, offers[0], lambda text: text if text in offers else None)]
    offered = item.item.levels_offered()
    level = state.setting(_LEVEL, offered[0], LEVELS.get)
    seed = state.setting(_SEED, 0, _read_seed)
    return pose(item, level if level in offered else offered[0], seed)


def work_on(problem: Problem) -> Work:
    """Give what was done with a problem."""
    kept: Work | None = keeping.kept(_WORK)
    task = task_of(problem)
    return kept if kept is not None and kept.task == task else Work(task)


def _read_seed(text: str) -> int | None:
    is_seed = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_SEED))
    return int(text) if is_seed else None


def _go(sent: object) -> None:
    """Pose another problem."""
    if not isinstance(sent, dict) or sent.get("id") not in practised():
        return
    level, seed, group = sent.get("level"), sent.get("seed"), sent.get(_AMONG)
    if isinstance(group, str) and group in among():
        state.put(_AMONG, group)
    if level in (1, 2, 3) and type(seed) is int and 0 <= seed <= LARGEST_SEED:
        state.put(_ITEM, sent["id"])
        state.put(_LEVEL, level)
        state.put(_SEED, seed)


def _of_this_problem(task: object) -> tuple[Problem, Work] | None:
    """Give the problem that the page shows, and its work, if a report is about it."""
    problem = chosen()
    return (problem, work_on(problem)) if task == task_of(problem) else None


def _answer(sent: object) -> None:
    """Judge an answer; the same report again changes nothing."""
    if not isinstance(sent, dict) or (found := _of_this_problem(sent.get("task"))) is None:
        return
    problem, work = found
    answer = sent.get("answer")
    try:
        verdict, refused = problem.judge(answer), ""
    except CnnvizError as error:
        verdict, refused = None, plain_sentence(error)
    number = work.number + (answer != work.answer or verdict != work.verdict)
    keeping.keep(_WORK, replace(work, answer=answer, verdict=verdict, refused=refused, number=number))


def _hint(sent: object) -> None:
    if not isinstance(sent, dict) or (found := _of_this_problem(sent.get("task"))) is None:
        return
    count = sent.get("count")
    if type(count) is int and 0 <= count <= _MOST_HINTS:
        keeping.keep(_WORK, replace(found[1], hints=count))


def _again(sent: object) -> None:
    """Take over what the tab kept of a problem, whose session before this one is gone."""
    match sent:
        case {"task": task, "answer": answer, "hints": count}:
            if answer is not None:
                _answer({"task": task, "answer": answer})
            _hint({"task": task, "count": count})


def _show(sent: object) -> None:
    if found := _of_this_problem(sent):
        keeping.keep(_WORK, replace(found[1], is_shown=True))


#: What is done with what the component reports.
REACTIONS: Mapping[str, Reaction] = {
    "go": _go,
    "answer": _answer,
    "hint": _hint,
    "again": _again,
    "show": _show,
    "stand": standing.go_on,
}
