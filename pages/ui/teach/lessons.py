"""A lesson for those who teach it: its objective, what to ask, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from cnnviz.exercises import exercises, pose
from cnnviz.exercises.html import prose
from cnnviz.exercises.sheet import slips_of
from cnnviz.glossary import MYTHS
from cnnviz.lessons import Taught
from cnnviz.lessons.teaching import asks
from pages.ui.figures.sentences import escape_markdown
from pages.ui.shell.guide import href
from pages.ui.teach.chosen import pick_lesson


def show_lesson_notes() -> None:
    """Show them of the lesson that is chosen."""
    taught = pick_lesson()
    lesson = taught.lesson
    at = href(taught, lesson.steps[0]).lstrip("/")
    st.markdown(f"[Open it]({at}), {lesson.minutes} minutes in {len(lesson.steps)} steps.")
    st.html(
        '<div class="notes">'
        f"<h2>Afterwards one can</h2>{prose(taught.words.lead)}"
        f"<h2>Ask before it is shown</h2>{prose(asks().get(lesson.id, ''))}"
        f"<h2>Common slips, and what to say</h2>{_listed(_slips(taught))}"
        "</div>"
    )
    if myths := [MYTHS[name] for name in lesson.myths if name in MYTHS]:
        st.html('<div class="notes"><h2>Often said, and refuted by one click</h2></div>')
        lines = [
            f"- “{escape_markdown(myth.said)}” [{escape_markdown(myth.see)}]({myth.at})" for myth in myths
        ]
        st.markdown("\n".join(lines))


def _slips(taught: Taught) -> list[str]:
    """Say what goes wrong in the questions of a lesson; those that look back belong to others."""
    said: dict[str, None] = {}
    for asked in (step.question for step in taught.lesson.steps if step.question is not None):
        exercise = exercises()[asked.item]
        if exercise.item.lesson == taught.lesson.order:
            said |= dict.fromkeys(slips_of(pose(exercise, asked.level, asked.seed)))
    return list(said)


def _listed(sentences: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in sentences)}</ul>"
