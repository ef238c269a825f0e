"""Predict first, where Python draws what is hidden: questions, and which of their answers may be seen.

What would give an answer away is not sent to the browser before it is found, or “Show me” is pressed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, Literal, get_args

import streamlit as st

from pages.ui.linked.predictions import Task, ask, verdicts
from pages.ui.session import keeping
from pages.ui.session.component import register
from pages.ui.shell.frame import Folded

Kind = Literal["size", "value"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_component = register("questions")
#: So many answers that were found or shown are kept, and so much of a task's name.
_MOST, _LONGEST = 256, 400


def put_questions(hub: str, task: Task, texts: Mapping[Kind, str]) -> None:
    """Draw a task's questions, each by how it is put, with what was said of the last answer."""
    name = _shortened(task.name)
    said = verdicts(hub, task._replace(name=name))
    for kind in texts:
        verdict = said.get(kind)
        if isinstance(verdict, dict) and verdict["right"]:
            _note(hub, kind, name)
    questions = {kind: {"text": text, "verdict": said.get(kind)} for kind, text in texts.items()}
    react = {f"reveal_{kind}": partial(_note, hub, kind) for kind in KINDS}
    data = {"task": name, "questions": questions}
    _component(key=f"{hub}_questions", data=data, react={"guess": partial(ask, hub), **react})


def is_known(hub: str, task: str, kind: Kind) -> bool:
    """Say whether an answer was found, or shown."""
    return (kind, _shortened(task)) in _known(hub)


def say_hidden(part: Folded, until: str = "you have predicted it, or pressed “Show me”") -> None:
    """If a part of the page is unfolded that would give an answer away, say until when it is hidden."""
    if part.is_open:
        with part.slot:
            st.caption(f"Hidden until {until}.")


def _known(hub: str) -> tuple[tuple[str, str], ...]:
    return keeping.kept(f"{hub}:known") or ()


def _note(hub: str, kind: Kind, task: object) -> None:
    """Keep that an answer may be seen; the latest are kept."""
    if isinstance(task, str):
        others = [one for one in _known(hub) if one != (kind, _shortened(task))]
        keeping.keep(f"{hub}:known", (*others, (kind, _shortened(task)))[-_MOST:])


def _shortened(task: str) -> str:
    return task[:_LONGEST]
