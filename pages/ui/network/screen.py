"""The first screen of the page: what is chosen there, and room for the input, all maps, and the verdict."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier import current
from pages.ui.classifier.choosing import pick_model
from pages.ui.classifier.input import pick_source
from pages.ui.classifier.maps import Range, pick_range
from pages.ui.inputs.pictures import Picture
from pages.ui.network.verdict import show_accuracy

#: The two halves of a network, above the layers that each consists of.
_HALF = '<p class="half"><b>{}</b> {}</p>'
_SCALE = '<p class="scale"><span>below 0</span><i></i><span>above</span></p>'


class Screen(NamedTuple):
    """Without a `source` the input is a test image. The rest is where things are drawn.

    `prepare` and `steps` stand below the first screen: what was done to a picture that is no test image.
    """

    source: Picture | None
    together: Range
    input: DeltaGenerator
    pick: DeltaGenerator
    chosen: DeltaGenerator
    maps: DeltaGenerator
    verdict: DeltaGenerator
    prepare: DeltaGenerator
    steps: DeltaGenerator


def make_screen() -> Screen | None:
    """Show what changes seldom, and make room for the rest; None if there is no network to look at."""
    with st.container(key="screen"):
        left, middle, right = st.columns([2, 9, 3], gap="small")
    with left:
        shown = st.container(key="shown")
        with st.container(key="drawer"):  # on a page that is presented
            is_there = pick_model(middle)
            pick = st.container(key="pick")
            if not is_there:
                return None
            source = pick_source("collapsed")
        chosen = st.container(key="large")
    maps = middle.container()
    maps.html(_HALF.format("Features", "convolutions, ReLU, pooling"))
    with right:
        st.html(_HALF.format("Classification", "flatten, dense, softmax"))
        verdict = st.container(key="verdict")
        with st.container(key="colours"):
            st.html(_SCALE)
            together = pick_range()
        show_accuracy(current.model().test)
    with st.container(key="prepared"):
        prepare, steps = st.container(key="prepare"), st.container(key="strip")
    return Screen(source, together, shown, pick, chosen, maps, verdict, prepare, steps)
