"""What a teacher does: mend marks, give new numbers or more time, change, close, delete, ask all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from random import SystemRandom
from typing import Final

from cnnviz.classes.together import State
from cnnviz.classes.work import problem_at
from cnnviz.errors import CnnvizError
from cnnviz.exercises import LARGEST_SEED, Level
from serving.classes.asked import NOT_READ, TOO_FAST, Asked, Refused, Reply
from serving.classes.coming import assignment_of, check_may_read
from serving.classes.judging import judge_again
from store import ClassRow, Who

_LEVELS: Final[Mapping[int, Level]] = {1: 1, 2: 2, 3: 3}
_STATES: Final[Mapping[str, State]] = {"open": "open", "paused": "paused", "revealed": "revealed"}
_random = SystemRandom()
BEING_JUDGED: Final = "The answers are being judged anew already. Wait until that is done."


def reset(asked: Asked, row: ClassRow) -> Reply:
    """Give students new numbers for a task: one, or each of a list."""
    who = _teacher(asked, row)
    named = asked.said.get("students")
    known = {one.id for one in asked.desk.store.students(who)}
    if not isinstance(named, list) or not all(isinstance(one, str) and one in known for one in named):
        raise Refused(400, NOT_READ)
    for student in dict.fromkeys(named):
        asked.desk.store.reset(who, student, _task(asked, row))
    return Reply()


def override(asked: Asked, row: ClassRow) -> Reply:
    """Set a mark by hand, with a note; without points the mark is computed again."""
    who = _teacher(asked, row)
    points = asked.said.get("points")
    if points is not None and (isinstance(points, bool) or not isinstance(points, int | float)):
        raise Refused(400, NOT_READ)
    if points is not None and not 0 <= points <= 100:
        raise Refused(400, "A mark is from 0 to 100 points.")
    note = asked.text("note", most=200)
    asked.desk.store.override(who, _one(asked, who), _task(asked, row), points, note)
    return Reply()


def extend(asked: Asked, row: ClassRow) -> Reply:
    """Give one student more time; None as its date takes that back."""
    who = _teacher(asked, row)
    is_back = asked.said.get("until", "") is None
    until = None if is_back else _date(asked.text("until"))
    if until is None and not is_back:
        raise Refused(400, "Say until when: a day and a time.")
    asked.desk.store.extend(who, _one(asked, who), until)
    return Reply()


def set_open(asked: Asked, row: ClassRow) -> Reply:
    """Close a class, or open it again."""
    who = _teacher(asked, row)
    asked.desk.store.set_open(who, asked.said.get("open") is True)
    return Reply()


def change(asked: Asked, row: ClassRow) -> Reply:
    """Put another assignment in place of the class's, or other fields of it; what was answered stays."""
    who = _teacher(asked, row)
    is_whole = "fields" not in asked.said
    check_may_read(asked)
    while (
        asked.desk.store.change(who, assignment_of(asked, row.assignment), None if is_whole else row.version)
        is None
    ):
        row = asked.desk.store.of(who)  # somebody else changed other fields meanwhile: theirs stay
    return Reply()


def remark(asked: Asked, row: ClassRow) -> Reply:
    """Judge every answer anew, as after an exercise was corrected; one at a time of a class."""
    who = _teacher(asked, row)
    with asked.desk.limits.at_once(("remark", row.class_id)) as is_one:
        if not is_one:
            raise Refused(429, BEING_JUDGED)
        return Reply({"changed": asked.desk.store.remark(who, judge_again)})


def delete(asked: Asked, row: ClassRow) -> Reply:
    """Delete the class with all that was done in it."""
    who = _teacher(asked, row)
    asked.desk.store.delete_class(who)
    return Reply({}, tuple(one for one in asked.members if one.class_id != row.class_id))


def ask(asked: Asked, row: ClassRow) -> Reply:
    """Ask a question of all, with fresh numbers, or with those of the seed that the teacher has looked at."""
    who = _teacher(asked, row)
    item, level = asked.text("item"), _LEVELS[asked.number("level", 1, 3)]
    is_fresh = "seed" not in asked.said
    seed = _random.randrange(LARGEST_SEED + 1) if is_fresh else asked.number("seed", 0, LARGEST_SEED)
    try:
        problem = problem_at(item, level, seed)
    except CnnvizError as error:
        raise Refused(400, str(error)) from error
    made = asked.desk.store.ask(who, item, level, problem.seed)
    return Reply({"round": made.number})


def set_state(asked: Asked, row: ClassRow) -> Reply:
    """Pause the question, go on, or reveal what the answers mean."""
    who = _teacher(asked, row)
    state = _STATES.get(asked.text("state"))
    if state is None:
        raise Refused(400, NOT_READ)
    asked.desk.store.set_state(who, asked.number("round", 0, 1_000_000), state)
    return Reply()


def remove(asked: Asked, row: ClassRow) -> Reply:
    """Delete a student with all that is kept of them."""
    who = _teacher(asked, row)
    asked.desk.store.delete_student(who, _one(asked, who))
    return Reply()


def _teacher(asked: Asked, row: ClassRow) -> Who:
    """Give the teacher who asks, and note that the class is in use."""
    who = asked.member(row, "teacher")
    if not asked.desk.limits.may_change(who):
        raise Refused(429, TOO_FAST)
    asked.desk.store.use(who, asked.desk.now())
    return who


def _date(text: str) -> datetime | None:
    """Read a date with its time zone; None if it is none, or in no year from 1 to 9999 (UTC)."""
    try:
        read = datetime.fromisoformat(text)
        return None if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _one(asked: Asked, who: Who) -> str:
    student = asked.text("student")
    if student not in {one.id for one in asked.desk.store.students(who)}:
        raise Refused(400, NOT_READ)
    return student


def _task(asked: Asked, row: ClassRow) -> str:
    key = asked.text("task")
    if key not in {task.key for task in row.assignment.tasks}:
        raise Refused(400, NOT_READ)
    return key
