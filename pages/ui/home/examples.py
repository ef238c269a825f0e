"""The pictures on the cards of the first page: computed by the same operators as the pages behind them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from cnnviz import images, operators
from cnnviz.figures import image_rgb, mosaic, shade
from cnnviz.figures.scales import RULES
from cnnviz.kernels import sobel
from pages.ui.classifier import shipped
from pages.ui.figures.maps import Map
from pages.ui.inputs import samples

#: Small enough to be there at once.
_SIDE = 256
#: A test image with a clear outline.
_GARMENT = 92


@st.cache_resource(show_spinner=False)
def edges() -> list[Map]:
    """A photograph, and where it gets brighter or darker from left to right."""
    photo = images.fit(samples.sample("astronaut"), _SIDE)
    output = operators.conv2d(images.to_grey(photo), sobel("vertical"), padding="same", mode="nearest")
    return [
        Map(image_rgb(photo), images.SAMPLES["astronaut"].alt),
        Map(shade(output, "signed"), "The same picture's vertical edges, orange and blue"),
    ]


@st.cache_resource(show_spinner=False)
def pooled() -> list[Map]:
    """The horizontal edges of a photograph, and the same after two poolings, enlarged."""
    photo = images.to_grey(images.fit(samples.sample("camera"), _SIDE))
    output = abs(operators.conv2d(photo, sobel("horizontal"), padding="same", mode="nearest"))
    twice = operators.max_pool2d(operators.max_pool2d(output, 3), 3)
    rows, columns = twice.shape
    return [
        Map(shade(output, "absolute"), "The horizontal edges of a photograph of a man with a camera"),
        Map(
            shade(twice, "absolute"),
            f"The same map pooled twice to {rows} × {columns}: the outlines are still there",
        ),
    ]


@st.cache_resource(show_spinner=False)
def seen() -> list[Map]:
    """A garment, and what the trained network's first maps make of it."""
    garment = shipped.gallery().images[_GARMENT]
    maps = shipped.classifier().predict(garment).activations[1]  # (C, 28, 28), after the first ReLU
    shades = [shade(one, "clipped") for one in maps]
    index = mosaic([one.index for one in shades], columns=4, fill=RULES["clipped"].flat)
    together = replace(shades[0], index=index)
    return [
        Map(shade(garment, "minmax"), "A shoe, 28 × 28 pixels"),
        Map(
            together,
            f"{len(maps)} maps of the network's first layer, each responding to a different part of the shoe",
        ),
    ]
