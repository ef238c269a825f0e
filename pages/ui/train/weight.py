"""One weight over time: its value, and below it the gradient of each batch."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.figures.curves import between, path
from cnnviz.live import Place, Run, Watched
from cnnviz.numbers import format_number, percent
from pages.ui.inputs.controls import pick_number, pick_toggle
from pages.ui.train.curves import SIZE, draw

Array = NDArray[Any]
#: Of a field, in CSS pixels.
_WIDTH: Final = 86


def pick_weight(run: Run) -> Place | None:
    """Choose a weight of the run to follow, or none."""
    if not pick_toggle("One weight over time", "t_weight"):
        return None
    shapes = [run.network.parameters[name].shape for name in run.weighted[:-1]]
    with st.container(horizontal=True, gap="small", key="choices_weight"):
        convolution = pick_number("Convolution", "t_w_conv", 1, 1, len(shapes), _WIDTH)
        at = [
            pick_number(label, key, 0, 0, size - 1, _WIDTH)
            for (label, key), size in zip(_FIELDS, shapes[convolution - 1], strict=True)
        ]
    return Place(convolution, *at)


def follow(run: Run, place: Place | None) -> None:
    """Follow a weight of a run from now on; none, if the run has no such weight."""
    try:
        run.watch(place)
    except ShapeError:
        run.watch(None)


_FIELDS: Final = (
    ("Filter", "t_w_filter"),
    ("Map", "t_w_map"),
    ("Row", "t_w_row"),
    ("Column", "t_w_column"),
)


def show_weight(run: Run) -> None:
    """Draw the weight that is followed, and say which way the last batch moved it."""
    one = run.watched
    if one is None:
        return
    batches, values, gradients = one.means()
    x = batches - one.start
    zero = np.zeros(len(x))
    curves = [
        _plot(one, f"The weight: {format_number(one.values[-1], 3)}", values, [("now", values)], []),
        _plot(
            one,
            "Its gradient in each batch",
            gradients,
            [],
            [("rise", zero, np.maximum(gradients, 0)), ("fall", np.minimum(gradients, 0), zero)],
        ),
    ]
    draw("weight", curves)
    st.html(f'<p class="told">{_told(one)}</p>')


def _plot(
    one: Watched,
    title: str,
    shown: Array,
    lines: list[tuple[str, Array]],
    areas: list[tuple[str, Array, Array]],
) -> dict[str, Any]:
    """A plot with zero in the middle, as far up and down as the largest number."""
    width, height = SIZE
    most = float(np.abs(shown).max(initial=0.0)) or 1.0
    steps = max(len(one.gradients), 1)
    x = one.means()[0] - one.start
    ends = (float(steps), 2 * most)
    middle = height // 2
    drawn = [(kind, between(x, low + most, high + most, ends, SIZE)) for kind, low, high in areas]
    drawn.append(("grid", f"M0,0H{width}M0,{middle}H{width}M0,{height}H{width}"))
    drawn += [(kind, path(x, y + most, ends, SIZE)) for kind, y in lines]
    return {
        "title": title,
        "up": [format_number(most, 2), format_number(-most, 2)],
        "along": [f"{one.start:,}", f"{one.start + steps:,} batches"],
        "lines": [{"kind": kind, "path": shape} for kind, shape in drawn if shape],
        "isEmpty": not len(x),
    }


def _told(one: Watched) -> str:
    if not one.gradients:
        return "It is followed from the next batch on."
    before, after = one.values[-2], one.values[-1]
    way = "up" if after > before else "down" if after < before else "nowhere"
    share = percent(one.against)
    return (
        f"The last batch’s gradient is {format_number(one.gradients[-1], 2)}, and the weight went {way}, "
        f"from {format_number(before, 4)} to {format_number(after, 4)}. In {share} of the batches it moved "
        "against the batch’s own gradient: plain descent always does, Adam and momentum follow a mean "
        "over batches."
    )
