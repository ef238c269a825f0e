"""Judging an answer anew, with the numbers that it was given to."""

from __future__ import annotations

from cnnviz.classes.attempt import Attempt
from cnnviz.errors import CnnvizError
from cnnviz.exercises import exercises, pose


def judge_again(attempt: Attempt) -> tuple[float, str | None]:
    """Give the score and the slip; what can't be judged any more keeps what it has."""
    item, _, level = attempt.task.rpartition("~")
    exercise = exercises().get(item)
    if exercise is None or level not in ("1", "2", "3"):
        return attempt.score, attempt.slip
    try:
        verdict = pose(exercise, {"1": 1, "2": 2, "3": 3}[level], attempt.seed).judge(attempt.answer)  # type: ignore[arg-type]
    except CnnvizError:
        return attempt.score, attempt.slip
    return verdict.score, verdict.slip
