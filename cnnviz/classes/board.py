"""The board: students against tasks, what a class thinks, and who is stuck."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from cnnviz.classes.assignment import Assignment, Task
from cnnviz.classes.attempt import Attempt, Override
from cnnviz.classes.marks import Mark, current, mark
from cnnviz.classes.said import short_name
from cnnviz.errors import CnnvizError
from cnnviz.exercises import exercises, pose

Status = Literal["right", "wrong", "stuck", "open", "untouched"]
#: So many wrong answers in a row, and none right since, and somebody is stuck.
STUCK: Final = 3
NOT_RECOGNISED: Final = "Not recognised."


@dataclass(frozen=True)
class Cell:
    """How a student stands with a task.

    Attributes
    ----------
    status : {"right", "wrong", "stuck", "open", "untouched"}
        "right" once one of the answers was; "open" if it was only looked at.
    tries : int
        How many answers it took, or there are; to the present numbers.
    since, last : datetime or None
        When it was first opened or answered, and last answered.
    mark : Mark
    """

    status: Status
    tries: int
    since: datetime | None
    last: datetime | None
    mark: Mark


@dataclass(frozen=True)
class Row:
    """A student of the board, with a cell for each task, in their order."""

    student: str
    nickname: str
    cells: tuple[Cell, ...]

    @property
    def right(self) -> int:
        """How many tasks are right."""
        return sum(cell.status == "right" for cell in self.cells)

    @property
    def points(self) -> float:
        """What all marks come to."""
        return round(sum(cell.mark.points or 0 for cell in self.cells), 2)


@dataclass(frozen=True)
class Board:
    """All students of a class against all tasks."""

    assignment: Assignment
    rows: tuple[Row, ...]

    def share_right(self, task: int) -> float | None:
        """Give the share of right among those who have answered a task, 0 to 1; None if nobody has.

        Parameters
        ----------
        task : int
            Its place in the assignment, from 0.
        """
        count = Counter(row.cells[task].status for row in self.rows)
        answered = count["right"] + count["wrong"] + count["stuck"]
        return count["right"] / answered if answered else None

    def by_need(self) -> tuple[Row, ...]:
        """Give the rows, those who are stuck most often first, then by wrong, then by right ones."""

        def need(row: Row) -> tuple[int, int, int]:
            count = Counter(cell.status for cell in row.cells)
            return -count["stuck"], -count["wrong"], count["right"]

        return tuple(sorted(self.rows, key=need))


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that several gave.

    Attributes
    ----------
    slip : str or None
        The key of what went wrong; None for all that is not recognised.
    sentence : str
        What it means, in short: what follows it has the numbers of the example alone.
    count : int
        How many students stand at it now.
    example : Attempt
        The latest of these.
    """

    slip: str | None
    sentence: str
    count: int
    example: Attempt


def board(
    assignment: Assignment,
    students: Iterable[tuple[str, str]],
    attempts: Iterable[Attempt],
    opened: Mapping[tuple[str, str], datetime],
    overrides: Iterable[Override] = (),
) -> Board:
    """Make the board.

    Parameters
    ----------
    students : iterable of (id, nickname)
        In the order of the rows.
    attempts : iterable of Attempt
        Of the class.
    opened : mapping of (student, task) to datetime
        When a task was first looked at.
    overrides : iterable of Override
    """
    of: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for one in attempts:
        of[one.student, one.task].append(one)
    given = {(one.student, one.task): one for one in overrides}

    tasks = [(task, task.key) for task in assignment.tasks]

    def cell(student: str, task: Task, key: str) -> Cell:
        place = (student, key)
        found = of.get(place, [])
        return _cell(found, opened.get(place), mark(assignment, task, found, given.get(place)))

    rows = (
        Row(student, nickname, tuple(cell(student, *task) for task in tasks))
        for student, nickname in students
    )
    return Board(assignment, tuple(rows))


def _cell(attempts: Sequence[Attempt], opened: datetime | None, marked: Mark) -> Cell:
    found = current(attempts)
    if not found:
        return Cell("untouched" if opened is None else "open", 0, opened, None, marked)
    since = min(one.at for one in attempts) if opened is None else opened
    first_right = next((place for place, one in enumerate(found, 1) if one.right), None)
    tries = first_right or len(found)
    status: Status = "right" if first_right else "stuck" if tries >= STUCK else "wrong"
    return Cell(status, tries, since, max(one.at for one in found), marked)


def wrong_answers(task: Task, attempts: Iterable[Attempt]) -> list[Wrong]:
    """Say what students think who have no right answer to a task yet, the commonest first.

    Parameters
    ----------
    attempts : iterable of Attempt
        Of a class. Each student's latest answer counts, unless one was right.
    """
    of: dict[str, list[Attempt]] = defaultdict(list)
    for one in attempts:
        if one.task == task.key:
            of[one.student].append(one)
    latest = [found[-1] for found in map(current, of.values()) if not any(one.right for one in found)]
    groups: dict[str | None, list[Attempt]] = defaultdict(list)
    for one in latest:
        groups[one.slip].append(one)
    wrong = [_wrong(task, slip, found) for slip, found in groups.items()]
    return sorted(wrong, key=lambda one: (one.slip is None, -one.count, one.slip or ""))


def _wrong(task: Task, slip: str | None, found: list[Attempt]) -> Wrong:
    example = max(found, key=lambda one: one.at)
    return Wrong(slip, _meaning(task, example) if slip else NOT_RECOGNISED, len(found), example)


def _meaning(task: Task, example: Attempt) -> str:
    """Say what an answer means, unless its exercise was changed so that it can no longer be judged."""
    try:
        problem = pose(exercises()[task.id], task.level, example.seed)
        return short_name(problem, str(example.slip), problem.judge(example.answer).sentence)
    except (CnnvizError, KeyError):
        return NOT_RECOGNISED
