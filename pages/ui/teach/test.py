"""The concept test for teachers: where its questions come from, and what each wrong choice tells."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnviz.exercises import FORMS, Problem, concepts, told_by
from cnnviz.exercises.html import prose
from cnnviz.glossary import MYTHS
from cnnviz.lessons.teaching import told
from pages.ui.figures.tables import table
from pages.ui.teach.html import figure
from pages.ui.teach.plans import address

_HEADS = ("Form A", "Form B", "What the choice tells", "Often said")


def show_test() -> None:
    """Show both forms, concept by concept."""
    st.markdown(told("test", address))
    st.markdown("[Form A](practise?standing=a), [form B](practise?standing=b)")
    pairs = zip(*map(concepts, FORMS), strict=True)
    st.html("".join(_concept(number, *pair) for number, pair in enumerate(pairs, 1)))


def _concept(number: int, first: Problem, second: Problem) -> str:
    return (
        f'<section class="notes"><h2>{number} · {escape(first.title)}</h2>'
        f"{_asked('A', first)}{_asked('B', second)}{_choices(first, second)}</section>"
    )


def _asked(form: str, problem: Problem) -> str:
    figures = "".join(map(figure, problem.figures))
    given = f'<div class="given">{figures}</div>' if figures else ""
    return prose(f"**{form}** {problem.prompt}") + given


def _choices(first: Problem, second: Problem) -> str:
    rows = []
    for one, other in zip(told_by(first), told_by(second), strict=True):
        tells = "right" if one.right else "; ".join(dict.fromkeys((one.tells, other.tells)))
        myths = [MYTHS[name].said for name in dict.fromkeys((one.myth, other.myth)) if name]
        rows.append((one.label, other.label, tells, " ".join(myths)))
    return table(_HEADS, rows, words=(1, 2, 3))
