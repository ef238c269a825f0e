"""What a page to keep is made of, from assets/components: the code that draws it, its HTML and its styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from cnnviz.takehome.page import Kit
from pages.ui.session.component import ASSETS, DEFAULT, joined, style
from pages.ui.shell.pressed import one_at_a_time


def offer_saved(make: Callable[[], bytes], name: str) -> None:
    """Show the button that saves what is seen as a page; it is made when the button is pressed."""
    st.download_button(
        "Save as a page",
        one_at_a_time(make),
        f"cnnviz-{name}.html",
        "text/html",
        on_click="ignore",
        key="saved_page",
        help="One file for a mail or a learning platform: it opens without a connection",
    )


def kit_of(entry: str, markup: Path, sheets: Sequence[str], component: str = "") -> Kit:
    """Join what all pages of a kind have in common.

    Parameters
    ----------
    entry
        The name of the module in assets/components/saved that draws the view.
    markup
        The view's HTML.
    sheets
        Its style sheets, by their names in assets/components.
    component
        A component that the module draws as it is in the app: it is given what that exports.
    """
    folder = ASSETS / "saved"
    code = _exported(folder / f"{entry}.js")
    if component:
        code = f"({code})({_exported(ASSETS / component / f'{component}.js')})"
    return Kit(
        boot=_bare((folder / "boot.js").read_text("utf-8")),
        code=f"globalThis.cnnvizSaved = {code};",
        markup=markup.read_text("utf-8"),
        look="".join(map(style, ("reach", *sheets))),
        style="".join(map(style, ("tokens", "reach", "saved/saved_page"))),
    )


def _exported(entry: Path) -> str:
    """Write a module with all that it imports as an expression: what it exports by default."""
    return f"(() => {{\n{_bare(joined(entry).replace(DEFAULT, 'return '))}\n}})()"


def _bare(code: str) -> str:
    """Leave out of a script the lines that are comments, and what lines begin with."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
