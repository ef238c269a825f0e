"""For teachers: plans, what to ask, common slips, what the concept test tells, and a sheet to print."""

from __future__ import annotations

import streamlit as st

from pages.ui.inputs.controls import pick_segment
from pages.ui.session import state
from pages.ui.session.component import register
from pages.ui.shell.frame import lesson, use_style
from pages.ui.teach.lessons import show_lesson_notes
from pages.ui.teach.plans import show_plan, show_weeks
from pages.ui.teach.sheet import show_sheet
from pages.ui.teach.test import show_test

_printing = register("printing")
PARTS = {
    "plan": ("One lesson", show_plan),
    "weeks": ("Five weeks", show_weeks),
    "lessons": ("Lesson by lesson", show_lesson_notes),
    "test": ("The concept test", show_test),
    "sheet": ("A sheet to print", show_sheet),
}


@state.fragment
def page() -> None:
    """One part at a time."""
    with st.container(key="teach"):
        part = pick_segment(
            "Part", {key: title for key, (title, _) in PARTS.items()}, "t_part", label_visibility="collapsed"
        )
        st.page_link(
            "pages/classes.py", label="Make a class: set lessons to students and see who has done what"
        )
        PARTS[part][1]()
        _printing(key="printing")


lesson("For teachers", "Plans, what to ask, common slips, the concept test explained, and sheets to print.")
use_style("teach")
page()
