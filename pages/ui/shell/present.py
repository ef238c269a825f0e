"""Presentation mode, for a projector: large type, controls in a drawer, the pages by keys.

The browser draws it at once: assets/components/share/presentation.js marks the document, which present.css
draws by. Here it is a setting like any other, so that it stands in the address and a reload keeps it.
"""

from __future__ import annotations

import streamlit as st

from pages.ui.session import state

#: Its name in the address, which assets/components/share/link.js leaves out of the links it gives out.
KEY = "present"
_READ = {"1": True, "0": False}


def is_presenting() -> bool:
    """Whether the page is presented, as the address says or the learner has chosen since."""
    return state.setting(KEY, False, _READ.get, lambda on: str(int(on)))


def present(on: bool) -> None:
    """Turn it on or off, from a callback."""
    state.put(KEY, on)


def show_turns() -> None:
    """Show links to the pages before and after, in a ring, which are seen only while a page is presented."""
    names = state.page_names()
    page, pages = names["page"], names["pages"]
    if not isinstance(pages, list) or page not in pages:
        return  # it is run without a menu
    here = pages.index(page)
    with st.container(key="turns", horizontal=True):
        for way, name in (("Previous page", pages[here - 1]), ("Next page", pages[(here + 1) % len(pages)])):
            st.page_link(f"pages/{name or 'home'}.py", label=way)
