"""What browsers ask for now and then: whether something has changed, the board, the bars of a question."""

from __future__ import annotations

from typing import Any

from cnnviz.classes.board import Board, Cell, Row, Wrong, board, wrong_answers
from cnnviz.classes.together import tally
from cnnviz.classes.work import problem_at, title_of
from serving.classes.asked import GONE, TOO_FAST, Asked, Refused, Reply
from serving.classes.limits import BOARDS
from serving.classes.pulses import Pulse
from store import ClassRow, Who


def pulse(asked: Asked) -> Reply:
    """Give a number that grows whenever a question is asked, paused, revealed."""
    return _told(asked, asked.desk.pulses.of(asked.code, asked.desk.now()) if asked.members else None)


def known_pulse(asked: Asked) -> Reply | None:
    """Give the same from memory, without a thread of its own: a class of 60 asks for it 75 times a second."""
    known = asked.desk.pulses.known(asked.code, asked.desk.now()) if asked.members else None
    return _told(asked, known[1]) if known else None


def _told(asked: Asked, found: Pulse | None) -> Reply:
    if found is None or all(one.class_id != found.class_id for one in asked.members):
        raise Refused(403, GONE)
    return Reply({"pulse": found.number})


def together(asked: Asked, row: ClassRow) -> Reply:
    """Count the answers to the question that is asked; what they mean is told once it is revealed."""
    who = asked.member(row, "teacher")
    store = asked.desk.store
    told: dict[str, Any] = {"pulse": store.pulse(who), "of": len(store.students(who)), "round": None}
    now = store.round(who)
    if now is None:
        return Reply(told)
    votes = store.votes(who, now.number)
    is_told = now.state == "revealed"
    bars = tally(problem_at(now.item, now.level, now.seed), votes, with_right=is_told)
    rows = [
        {
            "answer": one.answer,
            "count": one.count,
            **({"meaning": one.meaning, "right": one.right} if is_told else {}),
        }
        for one in bars
    ]
    return Reply(
        {**told, "round": {"number": now.number, "state": now.state}, "votes": len(votes), "rows": rows}
    )


def show_board(asked: Asked, row: ClassRow) -> Reply:
    """Give students × tasks, and what the class thinks of each task; all answers are read for that."""
    who = asked.member(row, "teacher")
    with asked.desk.limits.at_once(("board", row.class_id), BOARDS) as is_one:
        if not is_one:
            raise Refused(429, TOO_FAST)
        return _board(asked, row, who)


def _board(asked: Asked, row: ClassRow, who: Who) -> Reply:
    store = asked.desk.store
    attempts = store.attempts(who)
    students = store.students(who)
    people = [(one.id, one.nickname) for one in students]
    made = board(row.assignment, people, attempts, store.opened(who), store.overrides(who))
    return Reply(
        {
            "title": row.assignment.title,
            "isOpen": row.is_open,
            "version": row.version,
            "tasks": [
                {
                    "key": task.key,
                    "kind": task.kind,
                    "id": task.id,
                    "level": task.level,
                    "title": title_of(task),
                    "points": task.points,
                    "share": made.share_right(place),
                    "wrong": [_wrong(one) for one in wrong_answers(task, attempts)],
                }
                for place, task in enumerate(row.assignment.tasks)
            ],
            "rows": _rows(made, {one.id: one.until for one in students}),
        }
    )


def _rows(made: Board, until: dict[str, Any]) -> list[dict[str, Any]]:
    need = {one.student: place for place, one in enumerate(made.by_need())}
    return [_row(one, need[one.student], until[one.student]) for one in made.rows]


def _row(row: Row, need: int, until: Any) -> dict[str, Any]:
    return {
        "id": row.student,
        "nickname": row.nickname,
        "need": need,
        "right": row.right,
        "points": row.points,
        "until": until and until.isoformat(),
        "cells": [_cell(one) for one in row.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "status": cell.status,
        "tries": cell.tries,
        "since": cell.since and cell.since.isoformat(),
        "last": cell.last and cell.last.isoformat(),
        "points": cell.mark.points,
        "isSet": cell.mark.by == "override",
    }


def _wrong(wrong: Wrong) -> dict[str, Any]:
    return {"sentence": wrong.sentence, "count": wrong.count, "student": wrong.example.student}
