"""The lesson that a teacher looks at."""

from __future__ import annotations

from cnnviz.lessons import Taught, lessons
from pages.ui.inputs.controls import pick_one


def pick_lesson() -> Taught:
    """Show the list of lessons."""
    known = lessons()
    titles = {name: f"{one.lesson.order} · {one.words.title}" for name, one in known.items()}
    return known[pick_one("Lesson", titles, "t_lesson")]
