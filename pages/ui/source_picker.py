"""Choosing what is pooled: the picture itself, or a kernel's answer to it."""

from __future__ import annotations

import streamlit as st

from cnnviz.figures import Scale
from pages.ui.filtering import convolve
from pages.ui.geometry_picker import Geometry
from pages.ui.image_picker import Picture
from pages.ui.kernel_picker import pick_kernel, show_weights
from pages.ui.pool_views import Source

_SOURCES = {"picture": "the picture", "answer": "a kernel's answer"}
_PLAIN = Geometry((1, 1), "same", (1, 1), "nearest", "floor")


def pick_source(picture: Picture) -> Source:
    """Show the choice, and the kernels if it falls on a kernel's answer."""
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
        return Source(
            grey, "minmax" if picture.is_matrix else "raw", picture.title, picture.alt, picture.is_matrix
        )
    with st.popover("Choose the kernel", width="stretch"):
        choice = pick_kernel()
        show_weights(choice)
        st.caption(choice.spec.summary)
    answer = convolve(grey, choice, _PLAIN, _PLAIN.plan(picture.size, choice.size))
    scale: Scale = "minmax" if picture.is_matrix and choice.spec.view == "raw" else choice.spec.view
    title = f"{picture.title} under {choice.spec.title}"
    return Source(answer, scale, title, f"{title}: what the kernel answered", picture.is_matrix)
