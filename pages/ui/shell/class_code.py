"""The way into a class: a field for its code."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.ui.session import served
from pages.ui.session.component import register
from pages.ui.shell.share import describe

_component = register("class_code")


def show_class_code() -> None:
    """Ask for the code of a class."""
    _component(key="class_code")


def way_of_students(code: str) -> dict[str, Any]:
    """Give the address that students open, and the QR code that leads them into a class."""
    origin = served.origin()
    return {
        "place": f"{origin.split('://')[1]}/classes",
        "qr": describe(f"{origin}/classes?code={code}"),
    }


def show_way_in(told: str) -> None:
    """Say why no class is shown, and lead to one: by its code, or by the page of classes."""
    st.info(told)
    show_class_code()
    st.page_link("pages/classes.py", label="Classes")
