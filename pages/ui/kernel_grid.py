"""A kernel on the page: coloured numbers that can be typed over."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import kernels
from cnnviz.figures import format_number, rgb, shade
from pages.ui.component import register
from pages.ui.maps import Map, show_maps

#: Up to this many rows and columns the numbers fit beside the picture; a larger kernel is drawn as a map.
WRITTEN_SIDE = 7

_component = register("kernel")


def kernel_grid(kernel: NDArray[np.float32], *, key: str, on_edit: Callable[[str], None]) -> None:
    """Show a kernel, (k, l).

    Parameters
    ----------
    kernel
        The weights.
    key
        The component's name, which must stay the same from run to run.
    on_edit
        Called before the next run with the whole kernel as text, after a number was typed over or the size
        changed.
    """
    rows, columns = kernel.shape
    if max(rows, columns) > WRITTEN_SIDE:
        picture = shade(kernel, "signed")
        label = f"{rows}×{columns} weights, {format_number(kernel.min())} to {format_number(kernel.max())}"
        show_maps([Map(picture, f"The kernel: {label}", note=label)], key=f"{key}_map", size=130)
        return

    def report() -> None:
        text = st.session_state[key].get("edit")
        if isinstance(text, str):
            on_edit(text)

    _component(key=key, data=_cells(kernel), on_edit_change=report)


def _cells(kernel: NDArray[np.float32]) -> dict[str, object]:
    """Describe each weight for the grid: what is written, what it is exactly, and its colour."""
    rows, columns = kernel.shape
    exact = [line.split() for line in kernels.to_text(kernel).splitlines()]
    colours = rgb(shade(kernel, "signed")).tolist()
    return {
        "label": f"The kernel, {rows} rows and {columns} columns",
        "most": WRITTEN_SIDE,
        "cells": [
            [
                {"text": format_number(kernel[y, x], 2), "exact": exact[y][x], "colour": colours[y][x]}
                for x in range(columns)
            ]
            for y in range(rows)
        ],
    }
