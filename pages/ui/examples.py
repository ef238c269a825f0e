"""The pictures on the cards of the first page: computed by the same operators as the pages behind them."""

from __future__ import annotations

import streamlit as st

from cnnviz import images, operators
from cnnviz.figures import image_rgb, shade
from cnnviz.kernels import sobel
from pages.ui import loaders
from pages.ui.maps import Map

#: Small enough to be there at once.
_SIDE = 256


@st.cache_resource(show_spinner=False)
def edges() -> list[Map]:
    """A photograph, and where it gets brighter or darker from left to right."""
    photo = images.fit(loaders.sample("astronaut"), _SIDE)
    answer = operators.conv2d(images.to_grey(photo), sobel("vertical"), padding="same", mode="nearest")
    return [
        Map(image_rgb(photo), images.SAMPLES["astronaut"].alt),
        Map(shade(answer, "signed"), "The same picture's vertical edges, orange and blue"),
    ]


@st.cache_resource(show_spinner=False)
def pooled() -> list[Map]:
    """The horizontal edges of a photograph, and the same after two poolings, enlarged."""
    photo = images.to_grey(images.fit(loaders.sample("camera"), _SIDE))
    answer = abs(operators.conv2d(photo, sobel("horizontal"), padding="same", mode="nearest"))
    twice = operators.max_pool2d(operators.max_pool2d(answer, 3), 3)
    rows, columns = twice.shape
    return [
        Map(shade(answer, "absolute"), "The horizontal edges of a photograph of a man with a camera"),
        Map(
            shade(twice, "absolute"),
            f"The same pooled twice to {rows} × {columns}: the outlines are still there",
        ),
    ]
