"""What stands behind a result: the code that makes it, and how often each pixel was looked at."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import geometry
from cnnviz.figures import Shade, format_number, shade
from cnnviz.kernels import CombinedSpec
from pages.ui.geometry_picker import Geometry, Plan
from pages.ui.image_picker import Picture
from pages.ui.kernel_picker import Choice
from pages.ui.maps import TABLE_SIDE, Map, show_maps


def show_code(twin: Callable[..., Any], torch_line: str) -> None:
    """Fold away the code: the operator written as plain loops, and how PyTorch is told to do the same."""
    folded = st.expander("The code", on_change="rerun", key="code")
    if folded.open:
        with folded:
            st.caption("Written as plain loops, as one would explain it:")
            st.code(inspect.getsource(twin))
            st.caption("The same in PyTorch:")
            st.code(torch_line)


def torch_call(name: str, **arguments: object) -> str:
    """Write the call of a function of `torch.nn.functional`.

    Examples
    --------
    >>> torch_call("conv2d", weight="kernel[None, None]", stride=(2, 2))
    'torch.nn.functional.conv2d(image[None, None], weight=kernel[None, None], stride=(2, 2))'
    """
    written = ", ".join(f"{key}={value}" for key, value in arguments.items())
    return f"torch.nn.functional.{name}(image[None, None], {written})"


def show_coverage(picture: Picture, choice: Choice, how: Geometry, plan: Plan) -> None:
    """Fold away the map of how many windows see each pixel."""
    folded = st.expander("How many windows see each pixel", on_change="rerun", key="seen")
    if not folded.open:
        return
    with folded:
        counts = geometry.coverage(picture.size, choice.size, how.stride, plan.padding, how.dilation)
        shown = shade(counts, "clipped")
        least, most = format_number(counts.min()), format_number(counts.max())
        small = max(counts.shape) <= TABLE_SIDE
        alt = f"How many windows see each pixel: between {least} and {most}"
        show_maps(
            [Map(shown, alt, values=counts if small else None, bar=not small)], key="coverage", size=300
        )
        st.caption(
            f"The least seen pixels are used {least} times, the most seen ones {most} times: "
            "near the border fewer windows reach a pixel, unless padding lets them hang over."
        )


def show_winners(choice: Choice, shown: Shade | NDArray[np.uint8]) -> None:
    """Name the colours of a map that says which kernel won."""
    if (
        not (isinstance(choice.spec, CombinedSpec) and isinstance(shown, Shade))
        or shown.scale != "categorical"
    ):
        return
    items = (
        f'<li><i style="background:rgb({red},{green},{blue})"></i>{escape(name)}</li>'
        for name, (red, green, blue) in zip(choice.spec.names, shown.palette.tolist(), strict=False)
    )
    st.html(f'<ul class="legend">{"".join(items)}</ul>')
