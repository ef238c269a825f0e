"""Network: a picture through a small trained CNN, with every map, every number explained, and the softmax."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.network.classifier import Answer, Classifier
from pages.ui import network_loaders
from pages.ui.columns import show_columns
from pages.ui.frame import lesson
from pages.ui.network_answer import show_answer
from pages.ui.network_card import show_card
from pages.ui.network_dense import show_dense, show_softmax
from pages.ui.network_input import pick_input, show_input
from pages.ui.network_layers import offer_archive, show_layers
from pages.ui.network_maps import Range, columns, pick_range
from pages.ui.network_spot import SOFTMAX, Spot, frames, look_at_layer, look_at_map, pick_spot
from pages.ui.network_unit import View, show_unit

_CSS = (Path(__file__).parents[1] / "assets" / "components" / "network.css").read_text("utf-8")


@st.fragment
def page() -> None:
    """The picture, all maps and the answer; below them one place of the network at large."""
    classifier = network_loaders.classifier()
    strip = st.container(key="strip")
    with st.container(key="network"):
        left, middle, right = st.columns([2.3, 6.9, 2.4], gap="small")
    detail = st.container(key="detail")
    with left:
        given = pick_input(strip)
    with detail:
        spot, line = pick_spot()
    answer = classifier.answer(given.image)
    with middle:
        together = show_all_maps(classifier, answer, spot)
    with right:
        show_answer(given, answer, classifier.card)
        st.button("How the scores came about", on_click=look_at_layer, args=("dense",), width="stretch")
        st.button("How they became shares", on_click=look_at_layer, args=(SOFTMAX,), width="stretch")
    with left:
        show_input(given, classifier, spot)
    with detail:
        show_spot(classifier, answer, spot, line, together)
        show_layers(spot.layer)
        show_card(classifier.card)
        offer_archive(classifier, answer, given.name)


def show_all_maps(classifier: Classifier, answer: Answer, spot: Spot) -> Range:
    """Every map of every layer, and the choice of what shares a colour range."""
    maps = st.container()
    with st.container(horizontal=True, vertical_alignment="center"):
        together = pick_range()
        st.caption(
            "Conv: negative blue, 0 white, positive orange. ReLU and pool: 0 black, the largest white."
        )
    chosen, sources = frames(spot)
    with maps:
        show_columns(
            columns(classifier, answer, together),
            key="maps",
            label="All maps of all layers",
            widths=(30, 37),
            on_pick=look_at_map,
            chosen=chosen,
            sources=sources,
            follow=".st-key-detail",
        )
    return together


def show_spot(
    classifier: Classifier, answer: Answer, spot: Spot, line: DeltaGenerator, together: Range
) -> None:
    """The layer that was chosen, down to one number; further controls go into `line`."""
    if spot.layer is None:
        show_softmax(answer, line)
    elif classifier.layer_names[spot.layer] == "dense":
        show_dense(classifier, answer, line)
    else:
        show_unit(View(classifier, answer, spot, spot.layer, together))


lesson("Network", "A small trained network looks at a garment: every map, and where each number comes from.")
st.html(f"<style>{_CSS}</style>")
page()
