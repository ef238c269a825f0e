"""What the store has of a class, as it is taken home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from cnnviz.classes import Attempt, Board, board
from cnnviz.classes.work import problem_given, title_of
from cnnviz.errors import CnnvizError
from cnnviz.takehome import AttemptRow, ClassRows, StudentRow, TaskColumn, TaskMark
from pages.ui.session.belonging import Place
from store import Standing, Store, Student


def rows_of(place: Place, store: Store, *, with_attempts: bool) -> ClassRows:
    """Give all of a teacher's class.

    Parameters
    ----------
    with_attempts : bool
        Whether each answer comes along, with the sentence of its slip, which takes a while.
    """
    attempts, people = store.attempts(place.who), _named(store.students(place.who))
    opened = store.opened(place.who)
    made = board(place.row.assignment, people, attempts, opened, store.overrides(place.who))
    return _rows(made, _answers(attempts, dict(people), opened) if with_attempts else ())


def rows_of_one(standing: Standing) -> ClassRows:
    """Give a student's own, without the answers."""
    me, given = standing.me, list(standing.overrides.values())
    opened = {(me.id, task): at for task, at in standing.opened.items()}
    return _rows(board(standing.row.assignment, _named([me]), standing.attempts, opened, given), ())


def _named(students: Sequence[Student]) -> list[tuple[str, str]]:
    return [(one.id, one.nickname) for one in students]


def _rows(made: Board, answers: tuple[AttemptRow, ...]) -> ClassRows:
    assignment = made.assignment
    tasks = tuple(TaskColumn(task.key, title_of(task), task.points) for task in assignment.tasks)
    return ClassRows(assignment.title, tasks, _students(made), answers, assignment.ask_for)


def _students(made: Board) -> tuple[StudentRow, ...]:
    keys = [task.key for task in made.assignment.tasks]
    return tuple(
        StudentRow(
            row.nickname,
            {
                key: TaskMark(
                    cell.mark.points,
                    cell.mark.attempts,
                    (cell.last - cell.since).total_seconds() if cell.last and cell.since else None,
                )
                for key, cell in zip(keys, row.cells, strict=True)
            },
        )
        for row in made.rows
    )


def _answers(
    attempts: Sequence[Attempt], nicknames: Mapping[str, str], opened: Mapping[tuple[str, str], datetime]
) -> tuple[AttemptRow, ...]:
    """Give the answers of those who are still there, with the time since the one before or the opening."""
    since, rows = dict(opened), []
    for one in attempts:
        if one.student not in nicknames:
            continue
        begun, since[one.student, one.task] = since.get((one.student, one.task)), one.at
        rows.append(
            AttemptRow(
                nicknames[one.student],
                one.task,
                one.number,
                one.variant,
                one.seed,
                one.answer,
                one.score,
                _said(one),
                one.version,
                one.at,
                None if begun is None else (one.at - begun).total_seconds(),
            )
        )
    return tuple(rows)


def _said(attempt: Attempt) -> str:
    """Give the sentence of the slip; "" if none was recognised."""
    try:
        return "" if attempt.slip is None else problem_given(attempt).judge(attempt.answer).sentence
    except CnnvizError:
        return ""
