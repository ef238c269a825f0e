"""The way into a class: a field for its code."""

from __future__ import annotations

from pages.ui.session.component import register

_component = register("class_code")


def show_class_code() -> None:
    """Ask for the code of a class."""
    _component(key="class_code")
