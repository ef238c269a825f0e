"""Judging an answer anew, with the numbers that it was given to."""

from __future__ import annotations

from cnnviz.classes import Attempt
from cnnviz.classes.work import problem_given
from cnnviz.errors import CnnvizError


def judge_again(attempt: Attempt) -> tuple[float, str | None]:
    """Give the score and the slip; what can't be judged any more keeps what it has."""
    try:
        verdict = problem_given(attempt).judge(attempt.answer)
    except CnnvizError:
        return attempt.score, attempt.slip
    return verdict.score, verdict.slip
