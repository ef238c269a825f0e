"""Choosing how to pool: the kind, and the options that kind has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import signature
from typing import Any

import numpy as np
import streamlit as st

from cnnviz.arguments import Floats
from cnnviz.operators import POOLINGS, Pooling, PoolTrace
from cnnviz.operators.ways import FRACTIONAL, SLIDING, WHOLE
from pages.ui.inputs.controls import HALF, pick_number, pick_one, pick_segment, pick_toggle
from pages.ui.inputs.samples import SIDE


@dataclass(frozen=True)
class Pool:
    """A pooling of `cnnviz.operators.POOLINGS`, and its function's arguments after the input."""

    row: Pooling
    options: dict[str, Any]

    @property
    def own(self) -> dict[str, Any]:
        """Those of the options that only this pooling has."""
        return {name: self.options.get(name, value) for name, value in self.row.reduction.own.items()}

    def run(self, image: Floats) -> Floats:
        """Pool a map, (H, W)."""
        return self.row.function(image, **self.options)

    def trace(self, image: Floats, at: Sequence[int]) -> PoolTrace:
        """Say how the output at one position is computed."""
        return self.row.trace(image, at, self.options)


def pick_pool(size: tuple[int, ...]) -> Pool:
    """Show the kinds, and the options of the one chosen, for a map of a size (rows, columns)."""
    row = POOLINGS[pick_one("Pooling", {key: row.title for key, row in POOLINGS.items()}, "pool")]
    st.caption(row.summary)
    if row.way is SLIDING:
        return Pool(row, _pick_sliding(row))
    if row.way is FRACTIONAL:
        return Pool(row, _pick_fractional(size))
    return Pool(row, {} if row.way is WHOLE else {"output_size": _pick_output(size)})


#: Powers under which any sum has a root, whatever the signs of its values.
_POWERS = {"1": "1", "2": "2", "4": "4"}
#: The controls of what a sliding pool's function may be told, by its argument's name, in their order.
_FOLDED: dict[str, Callable[[], Any]] = {
    "norm_type": lambda: int(pick_segment("Power p (norm_type)", _POWERS, "power", first="2")),
    "padding": partial(pick_number, "Padding", "border_pixels", 0, 0, 8),
    "dilation": partial(pick_number, "Dilation", "window_dilation", 1, 1, 8),
    "ceil_mode": partial(pick_toggle, "Round up: let a last window extend past the end (ceil_mode)", "ceil"),
    "count_include_pad": partial(
        pick_toggle, "Include padding in the mean (count_include_pad)", "counted", True
    ),
}


def _pick_sliding(row: Pooling) -> dict[str, Any]:
    sizes = st.container(horizontal=True, gap="small")
    with st.expander("Padding, dilation, border, axes"):
        apart = pick_toggle("Sizes for each axis", "window_axes")
        known = signature(row.function).parameters
        options = {name: pick() for name, pick in _FOLDED.items() if name in known}
    with sizes:
        tall = pick_number("Window down" if apart else "Window", "window", 2, 1, 16, HALF)
        wide = pick_number("Window across", "window_across", 2, 1, 16, HALF) if apart else tall
        down = pick_number("Stride down" if apart else "Stride", "step", 2, 1, 16, HALF)
        across = pick_number("Stride across", "step_across", 2, 1, 16, HALF) if apart else down
    return options | {"kernel_size": (tall, wide), "stride": (down, across)}


def _pick_fractional(of: tuple[int, ...]) -> dict[str, Any]:
    with st.container(horizontal=True, gap="small"):
        size = pick_number("Window", "window", 2, 1, 16, HALF)
        draw = pick_number("Random steps: draw", "draw", 0, 0, 99, HALF)
    return {
        "kernel_size": size,
        "output_size": _pick_output(of),
        "samples": np.random.default_rng(draw).random(2),
    }


def _pick_output(of: tuple[int, ...]) -> tuple[int, int]:
    first = [max(1, min(7, side // 2)) for side in of]  # fits the small matrices too
    with st.container(horizontal=True, gap="small"):
        rows = pick_number("Output rows", "rows", first[0], 1, SIDE, HALF)
        columns = pick_number("Output columns", "columns", first[1], 1, SIDE, HALF)
    return rows, columns
