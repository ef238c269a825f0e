"""Judging an answer anew, with the numbers that it was given to."""

from __future__ import annotations

from cnnviz.classes import Attempt
from cnnviz.classes.work import problem_given
from cnnviz.errors import CnnvizError


def judge_again(attempt: Attempt) -> tuple[float, str | None]:
    """Give the score and the slip; what can't be judged any more keeps what it has."""
    try:
        problem = problem_given(attempt)
        verdict = None if problem is None else problem.judge(attempt.answer)
    except CnnvizError:
        verdict = None
    return (attempt.score, attempt.slip) if verdict is None else (verdict.score, verdict.slip)
