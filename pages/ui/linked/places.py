"""Where a linked view is pinned, and what a learner predicted; the first stands in the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number
from cnnviz.predict import Verdict
from pages.ui.figures.maps import TABLE_SIDE
from pages.ui.figures.sentences import plain_sentence
from pages.ui.session import state

At = tuple[int, int, int]
"""Which map, row and column; counted from 0."""

#: Characters of a prediction that are read.
_LONGEST = 60
#: How many times a figure may be enlarged; the address has room for three digits.
_MOST_TIMES = 999


def pinned(key: str, shape: tuple[int, ...]) -> At:
    """Give the output that is looked at; before any was chosen, a small map's first or a large one's middle.

    Parameters
    ----------
    key
        Its name in the address.
    shape
        Of the outputs, (n, H, W).
    """
    _, rows, columns = shape
    first = (0, 0, 0) if max(rows, columns) <= TABLE_SIDE else (0, rows // 2, columns // 2)
    nowhere: At | None = None  # as long as nothing was chosen, so that the start follows the map's size
    chosen = state.setting(
        key, nowhere, partial(_read_at, shape=shape), _write_at, partial(_fit_at, shape=shape)
    )
    return chosen or first


def pin(key: str, sent: object) -> None:
    """Take over what was clicked or moved to."""
    at = _at(sent)
    if at is not None:
        state.put(key, at)


def zoomed(key: str) -> tuple[float, float]:
    """Say how many times the two figures are enlarged; `key` is its name in the address."""
    return state.setting(key, (1.0, 1.0), _read_zoom, lambda factors: "-".join(map(format_number, factors)))


def zoom(key: str, sent: object) -> None:
    """Take over how far was zoomed."""
    match sent:
        case [float() | int() as source, float() | int() as result] if (
            1 <= source <= _MOST_TIMES and 1 <= result <= _MOST_TIMES
        ):
            state.put(key, (round(float(source), 1), round(float(result), 1)))


def _read_zoom(text: str) -> tuple[float, float] | None:
    found = re.fullmatch(r"(\d{1,3}(?:\.\d)?)-(\d{1,3}(?:\.\d)?)", text, re.ASCII)
    factors = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return factors if min(factors) >= 1 else None


def _at(sent: object) -> At | None:
    match sent:
        case [int(plane), int(row), int(column)] if min(plane, row, column) >= 0:
            return plane, row, column
    return None


def _read_at(text: str, shape: tuple[int, ...]) -> At | None:
    parts = text.split(".")
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 6]
    at = _at(numbers) if len(numbers) == len(parts) else None
    return at if at is not None and _is_in(at, shape) else None


def _is_in(at: At, shape: tuple[int, ...]) -> bool:
    return all(i < size for i, size in zip(at, shape, strict=True))


def _write_at(at: At | None) -> str:
    return ".".join(map(str, at or ()))


def _fit_at(at: At, shape: tuple[int, ...]) -> At:
    plane, row, column = (min(i, size - 1) for i, size in zip(at, shape, strict=True))
    return plane, row, column


class Task(NamedTuple):
    """What is to be predicted.

    Attributes
    ----------
    name : str
        Changes with what is asked; a verdict holds for its own task only.
    shape : tuple of int
        Of the outputs, (n, H, W).
    size, value : callable or None
        Judge a typed size, and a typed value of the output at a place. None where it is not asked for.
    """

    name: str
    shape: tuple[int, ...]
    size: Callable[[str], Verdict] | None
    value: Callable[[str, At], Verdict] | None


def ask(hub: str, sent: object) -> None:
    """Keep what was typed until the result is there that it is compared with."""
    match sent:
        case {"kind": "size" | "value" as kind, "typed": str(typed), "at": at}:
            state.keep(f"{hub}:asked", (kind, typed[:_LONGEST], _at(at)))


def verdicts(hub: str, task: Task) -> dict[str, object]:
    """Judge what was asked last, and give all verdicts on this task so far: of the size, and of one value."""
    known: dict[str, object] = state.kept(f"{hub}:verdicts") or {}
    if known.get("task") != task.name:
        known = {"task": task.name}
    asked, judged = state.kept(f"{hub}:asked"), None
    state.keep(f"{hub}:asked", None)
    if asked is not None:
        kind, typed, at = asked
        judged = _judged(task, kind, typed, at)
        known = {**known, **({kind: judged} if judged else {})}
    state.keep(f"{hub}:verdicts", known)
    return known


def _judged(task: Task, kind: str, typed: str, at: At | None) -> dict[str, object] | None:
    try:
        if kind == "size" and task.size is not None:
            verdict = task.size(typed)
        elif kind == "value" and task.value is not None and at is not None and _is_in(at, task.shape):
            verdict = task.value(typed, at)
        else:
            return None
    except CnnvizError as error:
        return {"right": False, "sentence": plain_sentence(error), "at": at}
    return {"right": verdict.right, "sentence": verdict.sentence, "at": at}
