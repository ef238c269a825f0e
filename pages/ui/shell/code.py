"""The code that gives a page's numbers: an operator as loops, and whole scripts for NumPy and PyTorch."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec
from cnnviz.operators import loops
from cnnviz.scripts import INPUT_FILE, Script, conv_script, pool_script
from pages.ui.inputs.controls import pick_tabs
from pages.ui.inputs.kernel import Choice
from pages.ui.inputs.pooling import Pool
from pages.ui.pooling.source import Source
from pages.ui.shell.frame import Folded

_TABS = {"loops": "As loops", "numpy": "NumPy", "torch": "PyTorch"}


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
    codes |= {"numpy": script.numpy, "torch": script.torch}
    tabs = pick_tabs({name: _TABS[name] for name in codes}, f"{key}_as")
    for name, tab in tabs.items():
        tab.code(codes[name], wrap_lines=True)


def _offer_files(script: Script, files: Mapping[str, Companion], key: str) -> None:
    names = " and ".join(f"`{name}`" for name in script.files)
    those = "it" if len(script.files) == 1 else "them"
    st.caption(f"The scripts for NumPy and PyTorch read {names}. Save {those} into the script's folder.")
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


def show_conv_code(
    place: Folded, image: NDArray[np.float32], choice: Choice, how: Geometry, plan: Plan
) -> None:
    """If unfolded, show the code of a kernel's answer, as `kernels.filtering.convolve` computes it."""
    if not place.is_open:
        return
    combined = isinstance(choice.spec, CombinedSpec)
    image = images.to_grey(image) if combined else image
    script = conv_script(
        image,
        choice.kernels,
        how.stride,
        plan.padding,
        how.dilation,
        how.mode,
        cut=(plan.rows.cut, plan.columns.cut),
        combination=choice.spec.key if combined else None,
        float64=True,
    )
    with place.place:
        show_script(script, _input(image), "code", loops.conv2d)


def show_pool_code(place: Folded, source: Source, pool: Pool) -> None:
    """If unfolded, show the code of a pooled map."""
    if not place.is_open:
        return
    script = pool_script(source.values, pool.kind, pool.options)
    with place.place:
        show_script(script, _input(source.values), "code", pool.twin)


def _input(image: NDArray[Any]) -> dict[str, Companion]:
    return {INPUT_FILE: Companion("Save the input (.npy)", partial(images.npy, image))}
