"""What a page to keep is made of: the code that draws it, its HTML and its looks, from assets/components."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cnnviz.takehome.page import Kit
from pages.ui.session.component import ASSETS, DEFAULT, joined, style


def kit_of(entry: str, markup: Path, sheets: Sequence[str]) -> Kit:
    """Join what all pages of a kind have in common.

    Parameters
    ----------
    entry
        The name of the module in assets/components/saved that draws the view.
    markup
        The view's HTML.
    sheets
        Its style sheets, by their names in assets/components.
    """
    folder = ASSETS / "saved"
    code = joined(folder / f"{entry}.js").replace(DEFAULT, "return ")
    return Kit(
        boot=_bare((folder / "boot.js").read_text("utf-8")),
        code=f"globalThis.cnnvizSaved = (() => {{\n{_bare(code)}\n}})();",
        markup=markup.read_text("utf-8"),
        look="".join(map(style, ("reach", *sheets))),
        style="".join(map(style, ("tokens", "reach", "saved/saved_page"))),
    )


def _bare(code: str) -> str:
    """Leave out of a script the lines that are comments, and what lines begin with."""
    lines = (line.strip() for line in code.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
