"""Home: something to touch, where to start, and one click to each page."""

from __future__ import annotations

import streamlit as st

from pages.ui.figures.maps import Map, show_maps
from pages.ui.figures.sentences import escape_markdown
from pages.ui.home.examples import pictures
from pages.ui.home.toy import show_toy
from pages.ui.session import served
from pages.ui.session.faults import guarded
from pages.ui.shell.frame import lesson, use_style

#: All other pages, by what one may want to know: a page's name, its title, and what one does there.
LISTS = {
    "Start here": {
        "kernels": ("Kernels", "slide a small grid of numbers over your own photo"),
        "activations": ("Activations", "bend every number of a map by a curve, and see what is silenced"),
        "channels": ("Channels", "put several channels under several filters, and add their partial maps"),
        "counting": ("Counting", "type any layer, and see its sizes and parameters, each with its formula"),
        "pooling": ("Pooling", "keep the largest value of each window, and watch the picture shrink"),
        "network": ("Network", "send a garment through a trained network and see every map"),
    },
    "Look inside the network": {
        "softmax": ("Softmax", "drag logits, and see what probabilities they become"),
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


def hero() -> dict[str, Map]:
    """What this is, where to start, and a picture whose numbers one sees by touching it.

    Returns
    -------
    The pictures of the entries; none if a file is missing, which is told in the toy's place, once.
    """
    made: dict[str, Map] = {}
    words, toy = st.columns([1, 1], gap="medium", vertical_alignment="center")
    with words:
        st.html(
            "<h2>See what a convolutional network sees</h2>"
            "<p>Choose a picture, change a number, and watch every value update.</p>"
        )
        with st.container(key="start"):
            st.page_link("pages/kernels.py", label="Start with Kernels")
    with toy, guarded():
        made |= pictures()
        show_toy()
    return made


def entry(name: str, picture: Map | None, title: str, what: str) -> None:
    """Show a picture, and beside it the link to its page, which can be clicked anywhere."""
    with st.container(key=f"card_{title}", horizontal=True, vertical_alignment="center", gap="small"):
        if picture is not None:
            show_maps([picture], key=f"example_{name}", size=56, layout="mosaic")
        st.page_link(f"pages/{name}.py", label=f"**{title}**: {what}")


lesson("Home", "Choose a picture, change a number, and watch every value update.")
use_style("home")
with st.container(key="hero"):
    made = hero()
for column, (title, links) in zip(st.columns(len(LISTS), gap="medium"), LISTS.items(), strict=True):
    with column, st.container(key=f"list_{title.split()[0].lower()}", gap=None):
        st.html(f"<h3>{title}</h3>")
        for name, (label, what) in links.items():
            entry(name, made.get(name), label, what)
st.caption(f"{escape_markdown(served.where_pictures_go())} cnnviz works without internet.")
