"""Finding the files of a component that runs in the browser."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

ASSETS = Path(__file__).parents[2] / "assets" / "components"


def style(name: str) -> str:
    """Read a style sheet of assets/components."""
    return (ASSETS / f"{name}.css").read_text("utf-8")


def register(name: str, *shared: str) -> ComponentRenderer:
    """Make a component of the HTML, CSS and JavaScript in its folder under assets/components.

    Parameters
    ----------
    name
        The folder's and its files' name.
    shared
        JavaScript files beside the folders that are put before its own. There is no build step, and the code
        runs where nothing can be imported, so what two components share is joined here.
    """
    files = [ASSETS / f"{part}.js" for part in shared] + [ASSETS / name / f"{name}.js"]
    return st.components.v2.component(
        f"cnnviz_{name}",
        html=(ASSETS / name / f"{name}.html").read_text("utf-8"),
        css=style(f"{name}/{name}"),
        js="\n".join(file.read_text("utf-8") for file in files),
    )
