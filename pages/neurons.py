"""Neurons: networks without convolutions, whose weights are pictures, and what they do with a picture."""

from __future__ import annotations

import streamlit as st

from pages.ui.classifier.input import pick_input, pick_source, show_gallery
from pages.ui.inputs.pictures import Picture
from pages.ui.neurons.card import show_card
from pages.ui.neurons.classes import show_classes
from pages.ui.neurons.hidden import show_hidden
from pages.ui.neurons.look import Look, View, pick_look, pick_view
from pages.ui.neurons.permuted import show_permuted
from pages.ui.neurons.slots import Slots
from pages.ui.neurons.two import show_two_inputs
from pages.ui.session import state
from pages.ui.shell.frame import lesson, use_style
from pages.ui.shell.slips import show_slips


def page() -> None:
    """What changes seldom, and slots for the rest."""
    view = pick_view()
    steps = st.container(key="strip")
    with st.container(key="neurons_body"):
        if view == "two":
            left, middle = st.columns([2.3, 9.5], gap="medium")
            show_two_inputs(left.container(), middle.container())
            return
        top = st.container()
        widths = [2.3, 4.3, 5.2] if view == "permuted" else [2.3, 6.8, 2.7]
        left, middle, right = st.columns(widths, gap="medium")
    with left:
        source = pick_source()
        pick, gallery = st.container(), st.container()
        look = pick_look()
    below = st.container(key="detail")
    slots = Slots(steps, top, pick, gallery, middle.container(), right.container(), below)
    show_picture(view, source, look, slots)
    show_card()
    show_slips("neurons")


@state.fragment
def show_picture(view: View, source: Picture | None, look: Look, slots: Slots) -> None:
    """Show a picture, met by the weights of one of the networks."""
    with slots.pick:
        given = pick_input(source, slots.steps)
    with slots.gallery:
        show_gallery(given)
    match view:
        case "none":
            show_classes(given, look, slots)
        case "hidden":
            show_hidden(given, look, slots)
        case "permuted":
            show_permuted(given, look, slots)


lesson(
    "Neurons",
    "One weight for each pixel, so that the learned weights are a picture.",
)
use_style("network")
use_style("neurons")
page()
