"""What is often said and is not quite right, where a learner meets its subject."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from cnnviz.glossary import MYTHS, SLIPS, Slip
from pages.ui.figures.sentences import escape_markdown
from pages.ui.shell.frame import Folded, folded


def show_slips(page: str, instead: Callable[[Folded], None] | None = None) -> None:
    """Show a fold with the slips of a page, by its name in the address.

    Parameters
    ----------
    page : str
    instead : callable or None
        What fills the fold while the slips would give an answer away.
    """
    fold = folded("Often said", "said")
    if instead is not None:
        instead(fold)
    elif fold.is_open:
        with fold.slot:
            for slip in SLIPS:
                if page in (slip.page, *slip.also):
                    _show(slip)


def show_myths() -> None:
    """Show a fold with the misconceptions of the course, in its order."""
    fold = folded("Often said", "said")
    if fold.is_open:
        with fold.slot:
            for slip in MYTHS.values():
                _show(slip)


def _show(slip: Slip) -> None:
    st.html(
        f'<div class="slip" id="slip-{slip.id}"><p><b>Often said:</b> “{escape(slip.said)}”</p>'
        f"<p><b>Right is:</b> {escape(slip.right)}</p></div>"
    )
    # In a tab of its own, so that what is set here stays.
    st.markdown(f"[{escape_markdown(slip.see)}]({slip.at})")
