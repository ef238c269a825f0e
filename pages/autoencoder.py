"""Autoencoder: a picture through a code of few numbers and back, with what is lost on the way."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.autoencoder.all_layers import show_all_layers
from pages.ui.autoencoder.figures import difference_map, output_map, show_code, show_picture
from pages.ui.autoencoder.numbers import show_card, show_numbers
from pages.ui.autoencoder.shipped import autoencoder
from pages.ui.autoencoder.silence import pick_silenced
from pages.ui.autoencoder.told import tell_rebuilt
from pages.ui.autoencoder.walk import walk_from
from pages.ui.classifier.input import input_map, pick_input, pick_source, show_gallery
from pages.ui.inputs.pictures import Picture
from pages.ui.session import state
from pages.ui.shell.frame import lesson, use_style


class Slots(NamedTuple):
    """Where the part of the page that changes with every picture is drawn."""

    steps: DeltaGenerator
    pick: DeltaGenerator
    stage: DeltaGenerator


def page() -> None:
    """What changes seldom, and slots for the rest."""
    steps = st.container(key="strip")
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 4.4], gap="medium")
    with controls:
        source = pick_source()
        slots = Slots(steps, st.container(), stage.container())
    show_picture_and_back(source, slots)
    show_card(autoencoder())


@state.fragment
def show_picture_and_back(source: Picture | None, slots: Slots) -> None:
    """The picture, its code, the reconstruction and the error; then the walk to another picture."""
    model = autoencoder()
    with slots.pick:
        given = pick_input(source, slots.steps)
        show_gallery(given)
    with slots.stage:
        columns = st.columns([1.15, 1.15, 1.15, 0.8], gap="small")
        with columns[1]:
            code = st.container()
            silenced = pick_silenced()
        unsilenced = model.rebuild(given.image)
        rebuilt = model.rebuild(given.image, silenced)
        with columns[0]:
            show_picture(input_map(given, given.alt), "input")
        with code:
            show_code(rebuilt, unsilenced, silenced)
        with columns[2]:
            show_picture(output_map(rebuilt), "ae_output")
        with columns[3]:
            show_picture(difference_map(rebuilt), "ae_difference")
        show_numbers(model, rebuilt, unsilenced, own=source is not None)
    tell_rebuilt(model, rebuilt, unsilenced, silenced)
    walk_from(model, given.image)
    show_all_layers(rebuilt)


lesson("Autoencoder", "A picture compressed into a code of a few numbers, and its reconstruction.")
use_style("network")
use_style("autoencoder")
page()
