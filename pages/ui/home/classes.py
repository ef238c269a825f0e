"""Home's way into a class: its code, and the pages for classes."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.ui.home.stops import show_stops
from pages.ui.session import belonging
from pages.ui.shell.class_code import show_class_code
from pages.ui.shell.way import WAY

#: The pages that are for classes.
PAGES: Final = ("classes", "classroom", "together")


def show_classes() -> None:
    """Show them."""
    stops = [stop for section in WAY.values() for stop in section if stop.name in PAGES]
    with st.container(key="for_class", horizontal=True, vertical_alignment="center", gap="medium"):
        if belonging.store is not None:
            show_class_code()
        show_stops("class_links", {"": stops})
