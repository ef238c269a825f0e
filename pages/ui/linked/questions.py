"""Predict first, where Python draws what is hidden: questions, and which of their answers may be seen.

What would give an answer away is not sent to the browser before it is found, or “Show me” is pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from cnnviz.predict.verdict import Question
from pages.ui.linked.predictions import Task, ask, verdicts
from pages.ui.linked.shown import KINDS, Kind, is_known, note_known
from pages.ui.session.component import register
from pages.ui.shell.code import hold_script
from pages.ui.shell.frame import Folded

_component = register("questions")
_UNTIL = "you have predicted it, or pressed “Show me”"


def put_questions(hub: str, task: Task, texts: Mapping[Kind, str]) -> None:
    """Draw a task's questions, each by how it is put, with what was said of the last answer."""
    said = verdicts(hub, task)
    for kind in texts:
        verdict = said.get(kind)
        if isinstance(verdict, dict) and verdict["right"]:
            note_known(hub, kind, task.name)
    questions = {kind: {"text": text, "verdict": said.get(kind)} for kind, text in texts.items()}
    react = {f"reveal_{kind}": partial(note_known, hub, kind) for kind in KINDS}
    data = {"hub": hub, "task": task.name, "questions": questions}
    _component(key=f"{hub}_questions", data=data, react={"guess": partial(ask, hub), **react})


def ask_number(hub: str, name: str, text: str, question: Callable[[], Question]) -> bool:
    """Ask for one number, and say whether it may be seen.

    Parameters
    ----------
    name, text
        The task's name, which changes with what is asked, and how it is put.
    question
        Gives what an answer is compared with, where one was typed.
    """
    put_questions(hub, Task.judged_by(name, (1, 1, 1), lambda at: question()), {"value": text})
    return is_known(hub, name, "value")


def say_hidden(part: Folded, until: str = _UNTIL) -> None:
    """If a part of the page is unfolded that would give an answer away, say until when it is hidden."""
    if part.is_open:
        with part.slot:
            st.caption(f"Hidden until {until}.")


def say_code_hidden(part: Folded, until: str = _UNTIL, first: str = "numpy") -> None:
    """Say so of the fold with the page's code; how that is written stays in the address.

    Parameters
    ----------
    until, first
        As of `say_hidden` and `hold_script`.
    """
    say_hidden(part, until)
    if part.is_open:
        hold_script("code", first)
