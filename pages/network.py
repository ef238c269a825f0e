"""Network: a picture through a small trained CNN, with every map, every number explained, and the softmax."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier import shipped
from pages.ui.classifier.answer import show_answer
from pages.ui.classifier.input import pick_input, pick_source, show_input
from pages.ui.classifier.linked import HUB, REACTIONS, can_be_predicted
from pages.ui.classifier.maps import Range, columns, pick_range
from pages.ui.classifier.spot import Spot, frames, look_at, pick_spot
from pages.ui.classifier.view import View
from pages.ui.figures.columns import show_columns
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.picture import Picture
from pages.ui.linked.view import listen
from pages.ui.network.card import show_card
from pages.ui.network.code import show_network_code
from pages.ui.network.layers import Archive, offer_archive, show_layers
from pages.ui.network.story import show_story
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import lesson, use_style


class Places(NamedTuple):
    """Where the part of the page that changes with every picture is drawn."""

    steps: DeltaGenerator
    pick: DeltaGenerator
    maps: DeltaGenerator
    answer: DeltaGenerator
    input: DeltaGenerator
    linked: DeltaGenerator
    more: DeltaGenerator


def page() -> None:
    """What changes seldom, and places for the rest."""
    steps = st.container(key="strip")
    with st.container(key="network"):
        left, middle, right = st.columns([2.2, 7.4, 2.2], gap="small")
    with left:
        source = pick_source()
        pick, given = st.container(), st.container()
    with middle:
        maps = st.container()
        together = pick_range()
    with st.container(key="detail"):
        spot = pick_spot()
        linked, more = st.container(), st.container()
        with st.container(horizontal=True, gap="small"):
            offer_downloads(latest := Latest(), f"cnnviz-{spot.name.replace(' ', '-')}")
            offer_archive(archive := Archive())
            predict = can_be_predicted(spot) and pick_toggle("Predict, then reveal", "predict")
    show_layers(spot.layer)
    show_network_code(spot, archive)
    show_card(shipped.classifier().card)
    places = Places(steps, pick, maps, right.container(), given, linked, more)
    show_picture(source, spot, together, predict, latest, archive, places)


@state.fragment
def show_picture(
    source: Picture | None,
    spot: Spot,
    together: Range,
    predict: bool,
    latest: Latest,
    archive: Archive,
    places: Places,
) -> None:
    """A picture through the network: all maps, the answer, and one layer linked with the one before."""
    with places.linked:
        listen(HUB, REACTIONS)
    classifier = shipped.classifier()
    with places.pick:
        given = pick_input(source, places.steps)
    answer = archive.answer = classifier.answer(given.image)
    chosen, sources = frames(spot)
    with places.maps:
        show_columns(
            columns(classifier, answer, together),
            key="maps",
            label="All maps of all layers",
            widths=(29, 37 if source is None else 33),
            on_pick=look_at,
            chosen=chosen,
            sources=sources,
            follow=".st-key-detail",
        )
    with places.answer:
        show_answer(given, answer, classifier.card)
    with places.input:
        show_input(given, spot)
    show_story(View(classifier, answer, spot, together, latest), places.linked, places.more, predict)


lesson("Network", "A small trained network looks at a garment: every map, and where each number comes from.")
use_style("network")
page()
