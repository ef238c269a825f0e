"""How one number of a kernel's answer came about."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import operators
from cnnviz.figures import shade
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec
from cnnviz.operators import ConvTrace
from pages.ui import state
from pages.ui.frame import Folded
from pages.ui.kernel_grid import WRITTEN_SIDE
from pages.ui.kernel_picker import Choice
from pages.ui.maps import Map, Pick, show_maps
from pages.ui.stepper import go_to, pick_place

#: The name of the part of the page in which a number is explained.
KEY = "number"


def look_at(pick: Pick) -> None:
    """Explain the number that was clicked."""
    go_to(pick)
    state.put(KEY, True)


def show_number(
    part: Folded,
    image: NDArray[np.float32],
    choice: Choice,
    how: Geometry,
    plan: Plan,
    answer: NDArray[np.float32],
) -> None:
    """If unfolded, show the window, the weights over it and the products that add up to one output."""
    if not part.is_open:
        if state.read(KEY):  # a click has just unfolded it; the page, not this part of it, draws it so
            st.rerun()
        return
    with part.place:
        if isinstance(choice.spec, CombinedSpec):
            st.write(
                "This answer combines several kernels. Choose one of them alone to see it number by number."
            )
            return
        at = pick_place((answer.shape[-2], answer.shape[-1]))
        rows, columns = plan.cropped((image.shape[-2], image.shape[-1]))
        planes = image[..., :rows, :columns].reshape(-1, rows, columns)
        for i, (plane, output) in enumerate(zip(planes, answer.reshape(-1, *answer.shape[-2:]), strict=True)):
            colour = f"{('Red', 'Green', 'Blue')[i]}: " if len(planes) > 1 else ""
            _tell(
                operators.conv2d_trace(
                    plane,
                    choice.kernels[0],
                    stride=how.stride,
                    padding=plan.padding,
                    dilation=how.dilation,
                    mode=how.mode,
                    at=at,
                    output=output,
                ),
                colour,
                f"{KEY}_{i}",
            )


def _tell(trace: ConvTrace, colour: str, key: str) -> None:
    window, weights, products = trace.window[0], trace.weights[0], trace.products[0]
    written = max(weights.shape) <= WRITTEN_SIDE
    if written:
        st.write(f"{colour}{trace.sentence()}")
    show_maps(
        [
            Map(shown, label, label, values=np.round(values, 3) if written else None)
            for shown, label, values in (
                (shade(window, "minmax"), f"{colour}Under the window", window),
                (shade(weights, "signed"), "times the weights", weights),
                (shade(products, "signed"), "gives these products", products),
            )
        ],
        key=key,
        layout="mosaic",
        size=50 * weights.shape[1] if written else 130,
    )
