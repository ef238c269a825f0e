"""Home: what can be done here, one click to each page."""

from __future__ import annotations

import streamlit as st

from pages.ui.figures.maps import show_maps
from pages.ui.figures.sentences import escape_markdown
from pages.ui.home import examples
from pages.ui.session import served
from pages.ui.session.faults import guarded
from pages.ui.shell.frame import card, lesson, use_style

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
        "Keep the largest value of each window. Step through it and watch the picture shrink.",
        examples.pooled,
    ),
    (
        "pages/network.py",
        "Network",
        "Send a garment through a small trained network and see every map, down to the last probability.",
        examples.seen,
    ),
]
#: What else there is, by what one may want to know.
LISTS = {
    "Look inside the network": {
        "why": ("Why", "trace a prediction back to the pixels it came from"),
        "evaluation": ("Evaluation", "how good it is, and every picture that it got wrong"),
        "units": ("Units", "what each map looks for"),
        "break_it": ("Break it", "silence maps, perturb the picture, fool the network"),
    },
    "How networks learn": {
        "neurons": ("Neurons", "before convolutions: weights that are pictures"),
        "train": ("Train", "train a network of your own and watch its filters form"),
        "modes": ("Training or test", "what dropout and batch norm do, and when"),
        "autoencoder": ("Autoencoder", "a picture compressed into a few numbers and back"),
    },
}

lesson(
    "See what a convolutional network sees",
    "Choose a picture, change a number, and watch every value update.",
)
use_style("home")
for column, (page, title, text, example) in zip(st.columns(len(CARDS), gap="medium"), CARDS, strict=True):
    with column, card(title):
        with guarded():
            show_maps(example(), key=f"example_{title}", size=300)
        st.page_link(page, label=f"**{title}**")
        st.write(text)
for column, (title, links) in zip(st.columns(len(LISTS), gap="medium"), LISTS.items(), strict=True):
    with column, st.container(key=f"list_{title.split()[0].lower()}", gap=None):
        st.html(f"<h2>{title}</h2>")
        for name, (label, what) in links.items():
            st.page_link(f"pages/{name}.py", label=f"**{label}**: {what}")
st.caption(f"{escape_markdown(served.where_pictures_go())} cnnviz works without internet.")
