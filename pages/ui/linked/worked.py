"""Typed numbers and what is made of them, row by row: each says where it comes from, and can be predicted.

The rows are computed here, by what is typed; assets/components/worked/ draws them and reports what is set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number, shade
from cnnviz.modes.typed import LONGEST
from cnnviz.predict import Verdict
from pages.ui.linked.pins import At, pin, pinned
from pages.ui.linked.predictions import Task, ask, found, verdicts
from pages.ui.linked.shown import is_known, note_known
from pages.ui.linked.worked_rows import Cell, Row, Switch, Work
from pages.ui.session import keeping, reports
from pages.ui.session.component import register
from pages.ui.session.payload import pack
from pages.ui.session.visit import Reaction

_component = register("worked")
_TO_PREDICT = "Which number stands here?"


def show_worked(work: Work, predict: bool, react: Mapping[str, Reaction]) -> None:
    """Draw it; `react` has what is done with a button's value, and with switches as "0" and "1"."""
    shape = (1, len(work.rows), max(len(row.cells) for row in work.rows))
    task = Task(work.task, shape, None, partial(_judge, work))
    known = verdicts(work.key, task) if predict else {}
    verdict = known.get("value")
    is_open = is_known(work.key, work.task, "value")
    done = found(work.key, task) if predict else frozenset()
    at = pinned(work.at_key, shape, lambda: (0, *work.start))
    values = [cell.value for row in work.rows for cell in row.cells if isinstance(cell, Cell)]
    colours = shade(np.array([values]), "signed")
    indices = iter(colours.index[0].tolist())
    hides = predict and not is_open
    rows = [
        {
            "title": row.title,
            "note": row.note,
            "begins": row.begins,
            "cells": [
                _described(cell, _name(row, c), indices, hides and (0, r, c) not in done)
                for c, cell in enumerate(row.cells)
            ],
        }
        for r, row in enumerate(work.rows)
    ]
    header = {
        "session": keeping.session(),
        "revision": reports.revision(work.key),
        "fields": [entry.described() for entry in work.entries],
        "buttons": [button._asdict() for button in work.buttons],
        "longest": LONGEST,
        "rows": rows,
        "at": at[1:],
        "predict": predict,
        "task": work.task,
        "verdict": verdict,
        "judged": ",".join(map(str, verdict["at"][1:])) if isinstance(verdict, dict) else "",
    }
    _component(
        key=work.key,
        data=pack(header, {"palette": colours.palette}),
        react={
            "at": partial(pin, work.at_key),
            "guess": partial(ask, work.key),
            "reveal": partial(note_known, work.key, "value"),
            **{entry.key: entry.take for entry in work.entries},
            **react,
        },
    )


def _name(row: Row, column: int) -> str:
    """Name a number for those who do not see where it stands."""
    cell, name = row.cells[column], row.name or row.title
    return f"{name}, {cell.label}" if isinstance(cell, Cell) and cell.label else f"{name}, number {column}"


def _described(
    cell: Cell | Switch | None, name: str, indices: Iterator[int], is_hidden: bool
) -> dict[str, object] | None:
    """Describe a cell to the browser; a number that is to be predicted is not sent."""
    if cell is None:
        return None
    if isinstance(cell, Switch):
        return {"text": cell.text, "name": cell.name, "on": cell.is_on, "said": cell.name}
    index = next(indices)
    told = {"label": cell.label, "of": cell.of, "asks": f"{name}: which number?" if cell.judge else ""}
    if is_hidden and cell.judge is not None:
        return {**told, "text": "?", "name": f"{name}, to be predicted", "covered": True, "said": _TO_PREDICT}
    text = format_number(cell.value)
    return {**told, "text": text, "name": f"{name}: {text}", "index": index, "said": cell.said}


def _judge(work: Work, typed: str, at: At) -> Verdict:
    cells = work.rows[at[1]].cells
    cell = cells[at[2]] if at[2] < len(cells) else None
    if not isinstance(cell, Cell) or cell.judge is None:
        raise CnnvizError("nothing is asked here; choose a number with a question mark")
    return cell.judge(typed)
