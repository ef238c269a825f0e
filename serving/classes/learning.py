"""What a student does: answer, vote, say that a lesson is done, take another nickname, delete all of it."""

from __future__ import annotations

import json
from datetime import datetime
from threading import Lock
from typing import Any, Final

from cnnviz.classes.assignment import Task
from cnnviz.classes.attempt import Attempt
from cnnviz.classes.rules import shows_scores, why_not
from cnnviz.classes.work import problem_at, problem_of
from serving.classes.asked import A_ROW, NOT_READ, TOO_FAST, Asked, Refused, Reply
from store import ClassRow, Who

NO_TASK: Final = "This task is not in the class any more. Load the page anew."
ELSEWHERE: Final = (
    "This was answered in another window meanwhile, so nothing was sent from here. What you typed is kept: "
    "look at what is there now, then check again."
)
DONE: Final = "You have answered this rightly already."
OVER: Final = "This question is not open any more."
NEW_NUMBERS: Final = "Your teacher has given you new numbers, so this answer was not sent."
#: One student's answers are taken one after the other.
_locks = [Lock() for _ in range(64)]


def answer(asked: Asked, row: ClassRow) -> Reply:
    """Judge an answer and store it; the same one sent twice is stored once.

    ``key`` is drawn by the browser, and ``seen`` is how many attempts at the task it shows.
    """
    who = _student(asked, row)
    task = _task(asked, row, "exercise")
    key, seen = asked.text("key", most=64), asked.number("seen", 0, 10_000)
    store = asked.desk.store
    with _locks[hash(who) % len(_locks)]:
        mine = store.tries(who, task.key)
        if any(one.key == key for one in mine.attempts):
            return Reply({"saved": True}, kept=0)
        variant = mine.variant
        if asked.said.get("variant") != variant:
            raise Refused(409, NEW_NUMBERS)
        tried = [one for one in mine.attempts if one.variant == variant]
        _check(asked, row, mine.until, tried)
        if len(tried) != seen:
            raise Refused(409, ELSEWHERE)
        problem = problem_of(task, row.secret, str(who.person), variant)
        verdict = problem.judge(asked.said.get("answer"))
        store.save(
            who,
            Attempt(
                key=key,
                student=str(who.person),
                task=task.key,
                variant=variant,
                number=len(tried) + 1,
                seed=problem.seed,
                answer=asked.said.get("answer"),
                version=row.version,
                score=verdict.score,
                slip=verdict.slip,
                at=asked.desk.now(),
            ),
        )
    return Reply({"saved": True}, kept=A_ROW + _bytes_of(asked.said.get("answer")))


def done(asked: Asked, row: ClassRow) -> Reply:
    """Note that a lesson, or a picture of one's own, is done."""
    who = _student(asked, row)
    task = _task(asked, row, "lesson", "picture")
    mine = asked.desk.store.tries(who, task.key)
    _check(asked, row, mine.until, [])
    asked.desk.store.progress(who, task.key, asked.desk.now(), done=True)
    is_known = any(one.variant == mine.variant for one in mine.attempts)
    return Reply({"saved": True}, kept=0 if is_known else A_ROW)


def vote(asked: Asked, row: ClassRow) -> Reply:
    """Answer the question that is asked of all; the latest answer counts."""
    who = _student(asked, row)
    now = asked.desk.store.round(who)
    if now is None or now.state != "open" or now.number != asked.said.get("round"):
        raise Refused(409, OVER)
    given = asked.said.get("answer")
    verdict = problem_at(now.item, now.level, now.seed).judge(given)
    former = asked.desk.store.vote(who, now.number, given, verdict.score, verdict.slip)
    return Reply({"saved": True}, kept=_bytes_of(given) + (A_ROW if former is None else -former))


def nickname(asked: Asked, row: ClassRow) -> Reply:
    """Draw another nickname."""
    return Reply({"nickname": asked.desk.store.redraw_nickname(_student(asked, row))})


def words(asked: Asked, row: ClassRow) -> Reply:
    """Draw other words to come back with; the former ones no longer do."""
    return Reply({"words": asked.desk.store.redraw_words(_student(asked, row))})


def forget(asked: Asked, row: ClassRow) -> Reply:
    """Delete all that a student has done in a class, and leave it."""
    who = _student(asked, row)
    asked.desk.store.delete_mine(who)
    return Reply({}, tuple(one for one in asked.members if one.person != who.person))


def _bytes_of(answer: Any) -> int:
    """Count the bytes of an answer as it is kept."""
    return len(json.dumps(answer, separators=(",", ":")))


def _student(asked: Asked, row: ClassRow) -> Who:
    who = asked.member(row, "student")
    if not asked.desk.limits.may_change(who):
        raise Refused(429, TOO_FAST)
    return who


def _check(asked: Asked, row: ClassRow, until: datetime | None, tried: list[Attempt]) -> None:
    """Hold that a student may answer now, after these answers to the present numbers."""
    now = asked.desk.now()
    refusal = why_not(row.assignment, is_open=row.is_open, now=now, until=until, used=len(tried))
    if not refusal and any(one.right for one in tried) and shows_scores(row.assignment, now, until):
        refusal = DONE
    if refusal:
        raise Refused(409, refusal)


def _task(asked: Asked, row: ClassRow, *kinds: Any) -> Task:
    key = asked.text("task")
    for task in row.assignment.tasks:
        if task.key == key and task.kind in kinds:
            return task
    raise Refused(404, NO_TASK if kinds else NOT_READ)
