"""The code that gives a page's numbers: an operator as loops, and whole scripts for NumPy and PyTorch."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.scripts import INPUT_FILE, Script
from pages.ui.inputs.controls import hold_tabs, pick_tabs

_TABS = {"loops": "As loops", "numpy": "NumPy", "torch": "PyTorch", "keras": "Keras"}


@dataclass(frozen=True)
class Companion:
    """A file that scripts read: what it is called on the page, and how it is made when somebody saves it."""

    label: str
    make: Callable[[], bytes]


def show_script(
    script: Script, files: Mapping[str, Companion], key: str, twin: Callable[..., Any] | None = None
) -> None:
    """Show a script's two halves, the operator as loops if there is one, and buttons for the files they read.

    Parameters
    ----------
    files
        By the names under which scripts read them; more may be given than this one needs.
    key
        What tells the buttons from those of other scripts on the page.
    """
    if script.files:
        _offer_files(script, files, key)
    codes = {"loops": inspect.getsource(twin)} if twin else {}
    codes |= {"numpy": script.numpy} if script.numpy else {}
    codes |= {"torch": script.torch}
    codes |= {"keras": script.keras} if script.keras else {}
    tabs = pick_tabs({name: _TABS[name] for name in codes}, f"{key}_as")
    for name, tab in tabs.items():
        tab.code(codes[name], wrap_lines=True)


def hold_script(key: str, first: str) -> None:
    """Keep in the address how a script is written that is not shown now.

    Parameters
    ----------
    key
        As of `show_script`.
    first
        How it is written at first: "loops" if the operator is shown as loops, or else "numpy".
    """
    others = {name: title for name, title in _TABS.items() if name != first}
    hold_tabs({first: _TABS[first], **others}, f"{key}_as")


def _offer_files(script: Script, files: Mapping[str, Companion], key: str) -> None:
    names = " and ".join(f"`{name}`" for name in script.files)
    those = "it" if len(script.files) == 1 else "them"
    those_of = "scripts for NumPy and PyTorch read" if script.numpy else "script for PyTorch reads"
    st.caption(f"The {those_of} {names}. Save {those} in the script's folder.")
    with st.container(horizontal=True, gap="small"):
        for name in script.files:
            file = files[name]
            st.download_button(
                file.label,
                file.make,
                name,
                "application/octet-stream",
                on_click="ignore",
                key=f"{key}_{name}",
            )


def input_file(image: NDArray[Any]) -> dict[str, Companion]:
    """The input that scripts read, as a file."""
    return {INPUT_FILE: Companion("Save the input (.npy)", partial(images.npy, image))}
