"""Choosing what is pooled: the picture itself, or a kernel's answer to it."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Scale
from pages.ui.filtering import convolve
from pages.ui.geometry_picker import Geometry
from pages.ui.image_picker import Picture
from pages.ui.kernel_picker import pick_kernel

_SOURCES = {"picture": "the picture", "answer": "a kernel's answer"}
_PLAIN = Geometry((1, 1), "same", (1, 1), "nearest", "floor")


def pick_source(picture: Picture) -> tuple[NDArray[np.float32], Scale]:
    """Show the choice.

    Returns
    -------
    map : (H, W) float32
    scale
        How it is shown best.
    """
    source = st.segmented_control(
        "Pool",
        list(_SOURCES),
        default="picture",
        required=True,
        format_func=_SOURCES.__getitem__,
        key="of",
        bind="query-params",
    )
    grey = picture.grey()
    if source == "picture":
        return grey, "minmax" if picture.is_matrix else "raw"
    with st.popover("Choose the kernel", width="stretch"):
        choice = pick_kernel()
    answer = convolve(grey, choice, _PLAIN, _PLAIN.plan(picture.size, choice.size))
    suits: Scale = choice.spec.view
    return answer, "minmax" if picture.is_matrix and suits == "raw" else suits
