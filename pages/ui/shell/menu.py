"""The menu at the top: its pages; in a section it names the page that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.ui.session.component import style
from pages.ui.session.keeping import keep, kept
from pages.ui.shell.way import WAY

_TOP = ""
_KEPT = "menu"


def pages_in_menu() -> dict[str, list[StreamlitPage]]:
    """Give the menu's pages for `st.navigation`: to each run its own, as Streamlit marks the one it shows."""
    return {section: [copy(page) for page in pages] for section, pages in _pages().items()}


@cache
def _pages() -> dict[str, list[StreamlitPage]]:
    """Make them once: Streamlit looks each one's file up on the disk."""
    home = st.Page("pages/home.py", title="Home", url_path="home", default=True)
    return {_TOP: [home]} | {
        section: [st.Page(f"pages/{stop.name}.py", title=stop.title, url_path=stop.name) for stop in stops]
        for section, stops in WAY.items()
    }


def name_in_menu(pages: Mapping[str, Sequence[StreamlitPage]], shown: StreamlitPage) -> None:
    """Write the page's title after its section's, as in “Look inside: Why”, and underline it.

    The menu is Streamlit's, which marks a page in a section only once the section is opened. Its buttons stay
    the same, so keys and focus do. Readers read what CSS writes.

    Parameters
    ----------
    pages
        As `st.navigation` takes them: pages without a section first, each an item of the menu, then sections.
    shown
        The page that is shown.
    """
    sections = [name for name in pages if name != _TOP]
    ours = next((name for name in sections if shown in pages[name]), None)
    keep(_KEPT, "")
    if ours is None:
        return
    item = len(pages.get(_TOP, ())) + sections.index(ours) + 1
    # A page called as its section is not named twice. The space is no plain one, which would be stripped.
    title = "" if shown.title == ours else f":\\0000a0{shown.title}"
    section = f'[data-testid="stTopNav"] > :nth-child({item}) [data-testid="stTopNavSection"]'
    keep(_KEPT, style("menu").replace(".section", section).replace("TITLE", title))


def menu_style() -> str:
    """Give the rules that `name_in_menu` has made for this page; "" where the menu needs none."""
    return kept(_KEPT) or ""
