"""A question before it is asked: as the class will see it, with the numbers that it will have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from cnnviz.classes import Round
from cnnviz.classes.work import problem_at
from cnnviz.errors import CnnvizError
from cnnviz.exercises import LARGEST_SEED, Problem
from pages.ui.figures.exercise import draw_exercise
from pages.ui.figures.problem import Work, described, task_of
from pages.ui.session import keeping
from pages.ui.session.belonging import Place

_KEPT: Final = "class question looked at"
NOTE: Final = "Only this screen shows it. The class is asked once you press “Ask all”."


@dataclass(frozen=True)
class LookedAt:
    """A question that is looked at.

    Attributes
    ----------
    code : str
        Of the class.
    behind : int
        The question that was asked last; once another is, this one is no longer looked at.
    problem : Problem
    is_shown : bool
        Whether its solution is, too.
    """

    code: str
    behind: int
    problem: Problem
    is_shown: bool = False


def look(place: Place, now: Round | None, sent: object) -> None:
    """Take which question is looked at: ``item``, ``level`` and ``seed``, as a browser has drawn it."""
    if not isinstance(sent, dict) or not isinstance(sent.get("item"), str):
        return
    level, seed = sent.get("level"), sent.get("seed")
    if isinstance(level, bool | float) or level not in (1, 2, 3):
        return
    if type(seed) is not int or not 0 <= seed <= LARGEST_SEED:
        return
    try:
        problem = problem_at(sent["item"], level, seed)
    except CnnvizError:
        return
    keeping.keep(_KEPT, LookedAt(place.row.code, _number(now), problem))


def looked_at(place: Place, now: Round | None) -> LookedAt | None:
    """Give what is looked at in a class; None if nothing is."""
    kept = keeping.kept(_KEPT)
    is_here = isinstance(kept, LookedAt) and (kept.code, kept.behind) == (place.row.code, _number(now))
    return kept if is_here else None


def told(one: LookedAt) -> dict[str, Any]:
    """Name it for the browser, which asks it with these numbers."""
    problem = one.problem
    return {"id": problem.exercise.item.id, "level": problem.level, "seed": problem.seed}


def show(one: LookedAt) -> None:
    """Draw it, and its solution if that is asked for."""
    klass = {"canAnswer": False, "help": ["show"], "next": "", "note": NOTE, "code": "", "act": "see"}
    work = Work(f"preview {one.behind} {task_of(one.problem)}", is_shown=one.is_shown)
    draw_exercise(
        {**described(one.problem, work), "klass": klass},
        {"show": lambda _: keeping.keep(_KEPT, replace(one, is_shown=True))},
    )


def _number(now: Round | None) -> int:
    return 0 if now is None else now.number
