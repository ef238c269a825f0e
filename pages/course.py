"""Course: all lessons in their order, and where one stands."""

from __future__ import annotations

from pages.ui.session import state
from pages.ui.shell.course_map import show_course
from pages.ui.shell.frame import lesson
from pages.ui.shell.slips import show_myths


@state.fragment
def page() -> None:
    """All lessons, and what is often said."""
    show_course()
    show_myths()


lesson("Course", "Lessons of a few minutes each, from one pixel to a network of your own.")
page()
