"""Home: what can be done here, one click to each page."""

from __future__ import annotations

import streamlit as st

from pages.ui import examples
from pages.ui.frame import card, lesson, use_style
from pages.ui.maps import show_maps

CARDS = [
    (
        "pages/kernels.py",
        "Kernels",
        "Slide a small grid of numbers over your own photo. Find its edges, blur it, invent a filter.",
        examples.edges,
    ),
    (
        "pages/pooling.py",
        "Pooling",
        "Keep the strongest answer of each window. Step through it and watch the picture shrink.",
        examples.pooled,
    ),
    (
        "pages/network.py",
        "Network",
        "Send a garment through a small trained network and see every map, down to the last probability.",
        examples.seen,
    ),
]

lesson(
    "See what a convolutional network sees",
    "Put a picture in, change a number, and watch every value follow.",
)
use_style("home")
for column, (page, title, text, example) in zip(st.columns(len(CARDS), gap="medium"), CARDS, strict=True):
    with column, card(title):
        show_maps(example(), key=f"example_{title}", size=300)
        st.page_link(page, label=f"**{title}**")
        st.write(text)
st.caption("Everything runs on this computer: your pictures are sent nowhere, and it works without internet.")
