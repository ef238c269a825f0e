"""The plans: a lesson of 45 minutes, and a unit of five weeks."""

from __future__ import annotations

import streamlit as st

from cnnviz.lessons import lessons
from cnnviz.lessons.teaching import told
from pages.ui.shell.guide import href


def address(name: str) -> str | None:
    """Give the address at which a lesson begins; None for one that there is not."""
    taught = lessons().get(name)
    return None if taught is None else href(taught, taught.lesson.steps[0]).lstrip("/")


def show_plan() -> None:
    """Show the plan of one lesson."""
    st.markdown(told("one-lesson", address))


def show_weeks() -> None:
    """Show the plan of five weeks."""
    st.markdown(told("five-weeks", address))
