"""Choosing how to pool: the kind, and the options that kind has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import operators
from cnnviz.arguments import Floats
from cnnviz.operators import PoolTrace, loops
from pages.ui.inputs.controls import HALF, pick_number, pick_one, pick_toggle
from pages.ui.inputs.samples import SIDE

POOLINGS = {
    "max": "maximum",
    "average": "average",
    "min": "minimum",
    "sum": "sum",
    "median": "median",
    "global_avg": "global average",
    "global_max": "global maximum",
    "adaptive_avg": "adaptive average",
    "adaptive_max": "adaptive maximum",
    "fractional_max": "fractional maximum",
}
"""What each kind on offer is called."""
_ADAPTIVE = "You say how large the output is; the windows follow. They overlap where the sizes don't divide."
_SUMMARIES = {
    "max": "Keeps the largest value of each window.",
    "average": "Keeps the mean of each window.",
    "min": "Keeps the smallest value of each window.",
    "sum": "Adds up each window.",
    "median": "Keeps the middle value of each window: specks vanish, edges stay.",
    "global_avg": "One window over the whole map, one mean for all of it.",
    "global_max": "One window over the whole map, one largest value for all of it.",
    "adaptive_avg": _ADAPTIVE,
    "adaptive_max": _ADAPTIVE,
    "fractional_max": "Windows at uneven, random steps, so that a map can shrink by less than half.",
}
_RUNS: dict[str, Callable[..., Floats]] = {
    "max": operators.max_pool2d,
    "average": operators.avg_pool2d,
    "min": operators.min_pool2d,
    "sum": operators.sum_pool2d,
    "median": operators.median_pool2d,
    "global_avg": operators.global_avg_pool2d,
    "global_max": operators.global_max_pool2d,
    "adaptive_avg": operators.adaptive_avg_pool2d,
    "adaptive_max": operators.adaptive_max_pool2d,
    "fractional_max": operators.fractional_max_pool2d,
}
_SLIDING = ("max", "average", "min", "sum", "median")


@dataclass(frozen=True)
class Pool:
    """A pool with all its options.

    Attributes
    ----------
    kind : str
    function : callable
        Of `cnnviz.operators`; `options` are its arguments after the input.
    trace : callable
        Takes a map and ``at=(y, x)`` and says how that output came about.
    """

    kind: str
    function: Callable[..., Floats]
    options: dict[str, Any]
    trace: Callable[..., PoolTrace]

    @property
    def twin(self) -> Callable[..., Any]:
        """The same function as plain loops."""
        twin: Callable[..., Any] = getattr(loops, self.function.__name__)
        return twin

    @property
    def work(self) -> str:
        """What the operator does in place of multiplying."""
        if self.kind in ("average", "global_avg", "adaptive_avg"):
            return "adds, and divides once for each output"
        return {"sum": "adds", "median": "sorts"}.get(self.kind, "compares")

    def run(self, image: Floats) -> Floats:
        """Pool a map, (H, W)."""
        return self.function(image, **self.options)

    def formula(self, size: tuple[int, int]) -> str:
        """The formula of the output's size for a map (rows, columns), with the numbers put in."""
        return operators.pool_formula(self.kind, size, self.options)


def pick_pool(size: tuple[int, ...]) -> Pool:
    """Show the kinds, and the options of the one chosen, for a map of a size (rows, columns)."""
    kind = pick_one("Pooling", POOLINGS, "pool")
    st.caption(_SUMMARIES[kind])
    if kind in _SLIDING:
        return _pick_sliding(kind)
    if kind == "fractional_max":
        return _pick_fractional(size)
    return built(kind, {} if kind.startswith("global") else {"output_size": _pick_output(size)})


def built(kind: str, options: dict[str, Any]) -> Pool:
    """Build a pool of a kind on offer; `options` are its function's arguments after the input."""
    if kind in _SLIDING:
        trace = partial(_sliding_trace, kind=kind, **options)
    elif kind == "fractional_max":
        trace = partial(_fractional_trace, **options)
    else:
        taken = "average" if kind.endswith("avg") else "max"
        trace = partial(_adaptive_trace, kind=taken, **({"output_size": 1} | options))
    return Pool(kind, _RUNS[kind], options, trace)


def _pick_sliding(kind: str) -> Pool:
    sizes = st.container(horizontal=True, gap="small")
    with st.expander("Padding, dilation, border, axes"):
        apart = pick_toggle("Sizes for each axis", "window_axes")
        options: dict[str, Any] = {"padding": pick_number("Padding", "border_pixels", 0, 0, 8)}
        if kind in ("max", "min"):
            options["dilation"] = pick_number("Dilation", "window_dilation", 1, 1, 8)
        options["ceil_mode"] = pick_toggle(
            "Round up: let a last window hang over the end (ceil_mode)", "ceil"
        )
        if kind == "average":
            options["count_include_pad"] = pick_toggle(
                "Padding counts in the mean (count_include_pad)", "counted", True
            )
    with sizes:
        tall = pick_number("Window down" if apart else "Window", "window", 2, 1, 16, HALF)
        wide = pick_number("Window across", "window_across", 2, 1, 16, HALF) if apart else tall
        down = pick_number("Stride down" if apart else "Stride", "step", 2, 1, 16, HALF)
        across = pick_number("Stride across", "step_across", 2, 1, 16, HALF) if apart else down
    options |= {"kernel_size": (tall, wide), "stride": (down, across)}
    return built(kind, options)


def _pick_fractional(of: tuple[int, ...]) -> Pool:
    with st.container(horizontal=True, gap="small"):
        size = pick_number("Window", "window", 2, 1, 16, HALF)
        draw = pick_number("Draw of steps", "draw", 0, 0, 99, HALF)
    options: dict[str, Any] = {
        "kernel_size": size,
        "output_size": _pick_output(of),
        "samples": np.random.default_rng(draw).random(2),
    }
    return built("fractional_max", options)


def _pick_output(of: tuple[int, ...]) -> tuple[int, int]:
    first = [max(1, min(7, side // 2)) for side in of]  # fits the small matrices too
    with st.container(horizontal=True, gap="small"):
        rows = pick_number("Output rows", "rows", first[0], 1, SIDE, HALF)
        columns = pick_number("Output columns", "columns", first[1], 1, SIDE, HALF)
    return rows, columns


def _sliding_trace(image: NDArray[np.float32], at: tuple[int, int], **options: Any) -> PoolTrace:
    return operators.pool_trace(input=image, at=at, **options)


def _adaptive_trace(image: NDArray[np.float32], at: tuple[int, int], **options: Any) -> PoolTrace:
    return operators.adaptive_pool_trace(input=image, at=at, **options)


def _fractional_trace(image: NDArray[np.float32], at: tuple[int, int], **options: Any) -> PoolTrace:
    return operators.fractional_pool_trace(image, at=at, **options)
