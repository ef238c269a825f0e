"""Network: a picture through a small trained CNN, with every map, every number explained, and the softmax."""

from __future__ import annotations

import streamlit as st

from pages.ui.classifier import shipped
from pages.ui.classifier.input import pick_input, pick_source, show_input
from pages.ui.classifier.linked import HUB, REACTIONS, can_be_predicted
from pages.ui.classifier.maps import pick_range
from pages.ui.classifier.prediction import show_prediction
from pages.ui.classifier.spot import pick_spot
from pages.ui.classifier.view import View
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.view import listen
from pages.ui.network.all_maps import show_all_maps
from pages.ui.network.card import show_card
from pages.ui.network.code import show_network_code
from pages.ui.network.layers import Archive, offer_archive, show_layers
from pages.ui.network.setting import Setting, Slots
from pages.ui.network.story import show_story
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import lesson, use_style


def page() -> None:
    """What changes seldom, and slots for the rest."""
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
    setting = Setting(source, spot, together, predict)
    slots = Slots(steps, pick, maps, right.container(), given, linked, more)
    show_picture(setting, latest, archive, slots)


@state.fragment
def show_picture(setting: Setting, latest: Latest, archive: Archive, slots: Slots) -> None:
    """A picture through the network: all maps, the prediction, and one layer linked with the one before."""
    with slots.linked:
        listen(HUB, REACTIONS)
    with slots.pick:
        given = pick_input(setting.source, slots.steps)
    classifier = shipped.classifier()
    prediction = archive.prediction = classifier.predict(given.image)
    view = View(classifier, prediction, setting.spot, setting.together, latest)
    with slots.maps:
        show_all_maps(view, below_steps=setting.source is not None)
    with slots.prediction:
        show_prediction(given, prediction, classifier.card)
    with slots.input:
        show_input(given, setting.spot)
    show_story(view, slots.linked, slots.more, setting.predict)


lesson(
    "Network", "A small trained network looks at a garment: see every map, and where each number comes from."
)
use_style("network")
page()
