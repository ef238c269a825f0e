"""What stands behind a result: the code that makes it, and how often each pixel was looked at."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import geometry
from cnnviz.figures import Shade, format_number, shade
from cnnviz.kernels import CombinedSpec
from cnnviz.operators.padding import BorderMode
from pages.ui.frame import Folded
from pages.ui.geometry_picker import Geometry, Plan
from pages.ui.image_picker import Picture
from pages.ui.kernel_picker import Choice
from pages.ui.maps import TABLE_SIDE, Map, show_maps

_TORCH_MODES: dict[BorderMode, str] = {
    "constant": "constant",
    "nearest": "replicate",
    "mirror": "reflect",
    "wrap": "circular",
}


def show_code(place: Folded, twin: Callable[..., Any], torch: str) -> None:
    """Show the operator written as plain loops, and how PyTorch is told to do the same."""
    if place.is_open:
        with place.place:
            st.code(inspect.getsource(twin))
            st.caption("The same in PyTorch:")
            st.code(torch)


def conv_call(how: Geometry, plan: Plan) -> str:
    """Write the convolution as one would in PyTorch."""
    (top, bottom), (left, right) = plan.padding
    padded = "image[None, None]"
    lines = ["import torch.nn.functional as F"]
    if plan.rows.cut or plan.columns.cut:
        ends = ", ".join(f":-{axis.cut}" if axis.cut else ":" for axis in (plan.rows, plan.columns))
        lines.append(f"image = image[{ends}]")
    if any((top, bottom, left, right)):
        sides, mode = (left, right, top, bottom), _TORCH_MODES.get(how.mode)
        lines.append(
            f"padded = F.pad({padded}, {sides}, mode={mode!r})"
            if mode
            else f"padded = …  # PyTorch has no such border; numpy.pad has it as 'symmetric', here {sides}"
        )
        padded = "padded"
    lines.append(
        f"answer = F.conv2d({padded}, kernel[None, None], stride={how.stride}, dilation={how.dilation})"
    )
    return "\n".join(lines)


def torch_call(name: str, options: Mapping[str, object]) -> str:
    """Write the call of a function of `torch.nn.functional`.

    Examples
    --------
    >>> torch_call("max_pool2d", {"kernel_size": (2, 2), "ceil_mode": False})
    'torch.nn.functional.max_pool2d(image[None, None], kernel_size=(2, 2), ceil_mode=False)'
    """
    return (
        f"torch.nn.functional.{name}(image[None, None], {', '.join(f'{k}={v}' for k, v in options.items())})"
    )


def show_coverage(place: Folded, picture: Picture, choice: Choice, how: Geometry, plan: Plan) -> None:
    """Show the map of how many windows see each pixel."""
    if not place.is_open:
        return
    size = plan.cropped(picture.size)
    counts = geometry.coverage(size, choice.size, how.stride, plan.padding, how.dilation)
    least, most = format_number(counts.min()), format_number(counts.max())
    small = max(counts.shape) <= TABLE_SIDE
    alt = f"How many windows see each pixel: between {least} and {most}"
    shown = Map(shade(counts, "clipped"), alt, values=counts if small else None, bar=not small)
    with place.place:
        show_maps([shown], key="coverage", size=300)
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
