"""Predict together: one question to all, and what they think, counted by answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from cnnviz.classes.said import said_of, short_name
from cnnviz.exercises import Level, Problem

State = Literal["open", "paused", "revealed"]


@dataclass(frozen=True)
class Round:
    """A question that was put to all.

    Attributes
    ----------
    number : int
        From 1 in each class.
    item : str
        The exercise.
    level : {1, 2, 3}
    seed : int
        The same numbers for all.
    state : {"open", "paused", "revealed"}
        Answers are taken while it is open.
    """

    number: int
    item: str
    level: Level
    seed: int
    state: State


@dataclass(frozen=True)
class Vote:
    """A student's answer to a round; a later one takes its place."""

    student: str
    answer: Any
    score: float
    slip: str | None


@dataclass(frozen=True)
class Bar:
    """An answer, and how many gave it.

    Attributes
    ----------
    answer : str
        As it is shown.
    count : int
    meaning : str
        The slip in short, or why it is right; empty if neither is known.
    right : bool
    """

    answer: str
    count: int
    meaning: str
    right: bool


def tally(problem: Problem, votes: Iterable[Vote], *, with_right: bool = False) -> list[Bar]:
    """Count votes by answer, all right ones as one.

    Parameters
    ----------
    votes : iterable of Vote
    with_right : bool
        Whether the right answer has a bar even if nobody gave it: once it is revealed.

    Returns
    -------
    list of Bar
        In the order of the answers, numbers by their size: bars keep their places while they grow, and the
        right one is not the first.
    """
    groups: dict[str, list[Vote]] = defaultdict(list)
    shown = said_of(problem, problem.right_answer)
    for vote in votes:
        groups[shown if vote.score == 1 else said_of(problem, vote.answer)].append(vote)
    if with_right:
        groups.setdefault(shown, [])
    bars = [_bar(problem, answer, found, answer == shown) for answer, found in groups.items()]
    return sorted(bars, key=_order)


def _bar(problem: Problem, answer: str, votes: list[Vote], right: bool) -> Bar:
    if right:
        return Bar(answer, len(votes), problem.explanation, True)
    known = next((vote for vote in votes if vote.slip is not None), None)
    if known is None:
        return Bar(answer, len(votes), "", False)
    sentence = problem.judge(known.answer).sentence
    return Bar(answer, len(votes), short_name(problem, str(known.slip), sentence), False)


def _order(bar: Bar) -> tuple[list[float], str]:
    """Sort by the numbers in an answer, then by its letters."""
    found = re.findall(r"-?\d+(?:\.\d+)?", bar.answer.replace("−", "-"))
    return [float(one) for one in found], bar.answer
