"""A student's own problem of a task, and what may be seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cnnviz.classes import Attempt, Task, shows_scores, shows_solution, why_not
from cnnviz.classes.work import problem_of
from cnnviz.errors import CnnvizError
from cnnviz.exercises import Problem, Verdict
from pages.ui.figures.exercise import draw_exercise
from pages.ui.figures.problem import Work, described
from pages.ui.session import keeping
from pages.ui.session.belonging import Place
from pages.ui.session.visit import Reaction

_HELP: Final = "class help"
_MOST_HINTS: Final = 3


@dataclass(frozen=True)
class Help:
    """What a student has asked for.

    Attributes
    ----------
    problem : str
    hints : int
    is_shown : bool
        Whether the solution is, once it may be.
    """

    problem: str
    hints: int = 0
    is_shown: bool = False


def show_own(
    place: Place,
    task: Task,
    attempts: Sequence[Attempt],
    variant: int,
    until: datetime | None,
    following: Sequence[str],
    go: Reaction,
) -> None:
    """Draw a student's problem of a task, with what became of the last answer."""
    problem = problem_of(task, place.row.secret, str(place.who.person), variant)
    mine = [one for one in attempts if one.task == task.key and one.variant == variant]
    tried = sorted(mine, key=lambda one: one.number)  # a clock may have been put back
    now, assignment = datetime.now(UTC), place.row.assignment
    scored = shows_scores(assignment, now, until)
    refusal = why_not(assignment, is_open=place.row.is_open, now=now, until=until, used=len(tried))
    is_done = scored and any(one.right for one in tried)
    may_see = shows_solution(assignment, tried, now, until)
    work = _work(f"{place.row.code} {task.key} {variant}", problem, tried, scored, may_see)
    told = described(problem, work)
    if not may_see and told["verdict"]:
        told["verdict"]["address"] = ""  # it would play the solution through
    klass = {
        "code": place.row.code,
        "act": "answer",
        "person": str(place.who.person),
        "task": task.key,
        "variant": variant,
        "seen": len(tried),
        "canAnswer": not refusal and not is_done,
        "help": ["hint", *(["show"] if may_see else [])],
        "next": following[0] if following else "",
        "note": _note(refusal, tried, scored, assignment.attempts),
    }
    answer = tried[-1].answer if tried else None
    react = {"told": _heard, "task": go, "hint": _hint, "show": _show}
    draw_exercise({**told, "answer": answer, "klass": klass}, react)


def _work(name: str, problem: Problem, tried: Sequence[Attempt], scored: bool, may_see: bool) -> Work:
    asked: Help | None = keeping.kept(_HELP)
    helped = asked if asked is not None and asked.problem == name else Help(name)
    last = tried[-1] if tried else None
    verdict = _judged(problem, last) if scored else None
    return Work(
        name,
        last.answer if last else None,
        verdict,
        number=len(tried),
        hints=helped.hints,
        is_shown=may_see and helped.is_shown,
    )


def _judged(problem: Problem, last: Attempt | None) -> Verdict | None:
    try:
        return problem.judge(last.answer) if last else None
    except CnnvizError:  # the exercise was changed since
        return None


def _note(refusal: str, tried: Sequence[Attempt], scored: bool, most: int | None) -> str:
    if refusal:
        return refusal
    said = [] if scored or not tried else ["Your answer is saved. What it scored is shown later."]
    if most is not None and not any(one.right for one in tried if scored):
        left = most - len(tried)
        said.append(f"{left} {'attempt' if left == 1 else 'attempts'} left.")
    return " ".join(said)


def _heard(_: object) -> None:
    """Run again: the store has something new."""


def _hint(sent: object) -> None:
    if isinstance(sent, dict) and isinstance(sent.get("task"), str):
        count = sent.get("count")
        if type(count) is int and 0 <= count <= _MOST_HINTS:
            keeping.keep(_HELP, Help(sent["task"], count))


def _show(sent: object) -> None:
    if isinstance(sent, str):
        kept: Any = keeping.kept(_HELP)
        hints = kept.hints if isinstance(kept, Help) and kept.problem == sent else 0
        keeping.keep(_HELP, Help(sent, hints, is_shown=True))
