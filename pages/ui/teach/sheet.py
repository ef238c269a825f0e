"""A lesson's sheet to print: exercises with room for answers, and the solutions on a page of their own."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnviz.exercises import LARGEST_SEED
from cnnviz.exercises.html import prose
from cnnviz.exercises.sheet import Printed, sheet
from cnnviz.lessons.paper import Still
from cnnviz.lessons.stills import stills
from pages.ui.inputs.controls import pick_number
from pages.ui.teach.chosen import pick_lesson
from pages.ui.teach.html import cells_of, figure, still


def show_sheet() -> None:
    """Show the sheet as it is printed."""
    with st.container(key="teach_choose", horizontal=True, vertical_alignment="bottom"):
        taught = pick_lesson()
        seed = pick_number("Numbers", "t_seed", 0, 0, LARGEST_SEED, width=160)
    st.caption("“Print” below prints the sheet alone. Other numbers make another sheet.")
    made, views = sheet(taught.lesson.order, seed), stills(taught.lesson)
    title = escape(f"{taught.lesson.order} · {taught.words.title}")
    asked = "".join(_asked(number, one) for number, one in enumerate(made, 1))
    solved = "".join(_solved(number, one) for number, one in enumerate(made, 1))
    st.html(
        f'<article class="sheet"><header><h2>{title}</h2><p class="name">Name</p></header>'
        f"{prose(taught.words.lead)}{_views(views)}{asked}</article>"
        f'<article class="sheet solutions"><header><h2>Solutions: {title}</h2>'
        f"<p>Numbers {seed}</p></header>{_opened(views)}{solved}</article>"
    )


def _views(views: list[Still]) -> str:
    """Draw the views as they stand, with what is left open to be written in."""
    if not views:
        return ""
    drawn = "".join(
        f"<p>{escape(one.said)}</p>"
        if one.said
        else f'<div class="given">{"".join(map(still, one.figures))}</div>'
        for one in views
    )
    task = "<p>Write in the numbers that are left open.</p>" if any(one.solved for one in views) else ""
    return f'<section class="views"><h3>Views of the lesson</h3>{task}{drawn}</section>'


def _opened(views: list[Still]) -> str:
    """Say what belongs where views leave numbers open."""
    drawn = "".join(still(one.solved) for one in views if one.solved)
    return f'<section><h3>Views of the lesson</h3><div class="given">{drawn}</div></section>' if drawn else ""


def _asked(number: int, one: Printed) -> str:
    figures = "".join(map(figure, one.figures))
    given = f'<div class="given">{figures}</div>' if figures else ""
    return f"<section><h3>{number} · {escape(one.title)}</h3>{prose(one.prompt)}{given}{_room(one)}</section>"


def _room(one: Printed) -> str:
    """Leave room for the answer."""
    if one.grid:
        return cells_of([[""] * len(row) for row in one.grid], "Your answer")
    if one.boxes:
        return f'<ul class="boxes">{"".join(f"<li>{escape(label)}</li>" for label, _ in one.boxes)}</ul>'
    return "".join(f'<p class="line"><span>{escape(label)}</span></p>' for label, _ in one.lines)


def _solved(number: int, one: Printed) -> str:
    return f"<section><h3>{number} · {escape(one.title)}</h3>{_right(one)}{prose(one.why)}</section>"


def _right(one: Printed) -> str:
    if one.grid:
        return cells_of(one.grid, "Right")
    told = [label for label, right in one.boxes if right]
    told += [f"{label}: {right}" if label else right for label, right in one.lines]
    return f"<p><b>{escape('; '.join(told))}</b></p>"
