"""A learned kernel beside the hand-made ones nearest to it, with the cosine of the angle between them."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import format_number, shade
from cnnviz.kernels.similarity import Likeness, nearest
from pages.ui.figures.maps import Map, show_maps
from pages.ui.units.unit import Unit

_COUNT = 4
#: The size of the hand-made kernels.
COMPARED = (3, 3)


def show_likeness(unit: Unit) -> None:
    """Show the kernel and the nearest hand-made ones, all in one scale, and what the cosine says."""
    st.html(f'<h2 class="part">{_title(unit)}, and the most similar hand-made kernels</h2>')
    if unit.kernel.shape != COMPARED:
        rows, columns = unit.kernel.shape
        st.html(
            f'<p class="words">Hand-made kernels are compared at 3 × 3; this one is {rows} × {columns}.</p>'
        )
        return
    near = nearest(unit.kernel, _COUNT)
    show_maps(
        [
            _drawn(unit.kernel, "learned", f"size {_size(unit.kernel)}"),
            *(_hand_made(one) for one in near),
        ],
        key="likeness",
        layout="mosaic",
        size=122,
    )
    deeper = (
        f" This is one of {unit.kernels.shape[1]} kernels that make the map. These kernels see maps, not "
        f"pictures: that one of them looks like an edge kernel says little about what it finds."
    )
    st.html(f'<p class="words">{_words(near)}{"" if unit.is_first else deeper}</p>')


def _title(unit: Unit) -> str:
    return f"Kernel of map {unit.map}" + (
        ""
        if unit.kernels.shape[1] == 1
        else f" for {'colour' if unit.is_first else 'map'} {unit.channel} below"
    )


def _size(weights: NDArray[np.float32]) -> str:
    return format_number(float(np.linalg.norm(weights)), 3)


def _hand_made(one: Likeness) -> Map:
    """A hand-made kernel with the sign that is nearer, so that like looks like; the cosine is with that."""
    turned = one.cosine < 0
    weights = -one.kernel.weights if turned else one.kernel.weights
    return _drawn(
        weights, f"{'−' if turned else ''}{one.kernel.name}", f"cosine {format_number(abs(one.cosine), 3)}"
    )


def _drawn(weights: NDArray[np.float32], title: str, note: str) -> Map:
    rows = "; ".join(", ".join(format_number(value, 2) for value in row) for row in weights)
    return Map(
        shade(weights, "signed"),
        f"{title}: weights {rows}.",
        title,
        note,
        values=np.round(weights, 2),
    )


def _words(near: list[Likeness]) -> str:
    if not near:
        return "All its weights are 0: it has no pattern to compare."
    return (
        "The cosine ignores how large the weights are and compares the pattern: 1 means the same pattern, 0 "
        "nothing in common. A minus before a name reverses that kernel’s sign: dark and light are swapped. "
        "Each kernel has its own colour range; 0 is the colour of the page, negative blue, positive orange."
    )
