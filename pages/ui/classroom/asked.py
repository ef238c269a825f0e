"""A question that the teacher asks all, on a student's device."""

from __future__ import annotations

from typing import Final

from cnnviz.classes import Round
from cnnviz.classes.work import problem_at
from pages.ui.figures.exercise import draw_exercise
from pages.ui.figures.problem import Work, described
from pages.ui.session import keeping
from pages.ui.session.belonging import Place
from store import Standing

_LEFT, _SEEN = "class round left", "class round seen"


def asked_of_all(place: Place, standing: Standing) -> Round | None:
    """Give the question that is asked now; None if there is none, or the student has left it.

    One that is paused or revealed is over for who has not seen it while it was open.
    """
    now = standing.round
    name = None if now is None else (place.row.code, now.number)
    if now is None or keeping.kept(_LEFT) == name or (now.state != "open" and keeping.kept(_SEEN) != name):
        return None
    keeping.keep(_SEEN, name)
    return now


def leave(place: Place, now: Round) -> None:
    """Go back to one's own work."""
    keeping.keep(_LEFT, (place.row.code, now.number))


def show_question(place: Place, standing: Standing, now: Round) -> None:
    """Draw it; what the answer is worth is told once the teacher reveals it."""
    problem = problem_at(now.item, now.level, now.seed)
    mine = standing.vote
    answer = mine.answer if mine else None
    is_told = now.state == "revealed"
    verdict = problem.judge(answer) if is_told and mine else None
    name = f"{place.row.code} {now.number}"
    is_shown = is_told and not (verdict and verdict.right)  # who was right has read why already
    work = Work(name, answer, verdict, number=int(is_told), is_shown=is_shown)
    told = described(problem, work)
    klass = {
        "code": place.row.code,
        "act": "vote",
        "person": str(place.who.person),
        "round": now.number,
        "canAnswer": now.state == "open",
        "check": "Change answer" if mine else "Send answer",
        "help": [],
        "next": "back",
        "nextName": "Back to my tasks",
        "note": _NOTES[now.state][bool(mine)],
    }

    react = {"told": lambda _: None, "task": lambda _: leave(place, now)}
    title = f"Your teacher asks: {told['title']}"
    draw_exercise({**told, "title": title, "answer": answer, "klass": klass}, react)


_NOTES: Final = {
    "open": ("", "Your answer is in. You can change it until it is revealed."),
    "paused": ("Your teacher has paused this question.", "Your answer is in. The question is paused."),
    "revealed": ("Your teacher has revealed the answer.", "Your teacher has revealed the answer."),
}
