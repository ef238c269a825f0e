"""Channels: several channels under several filters, whose partial maps add up."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.channels.setting import REACTIONS, set_layer
from pages.ui.channels.source import Source, pick_source
from pages.ui.channels.take_home import offer_files, show_code
from pages.ui.channels.view import HUB, show_view
from pages.ui.linked.view import listen, publish
from pages.ui.session import state
from pages.ui.shell.frame import Folded, folded, lesson, use_style

_SLIPS = (
    '<p class="lead" data-slip="filters-are-deep"><b>Often said:</b> a filter is a small square, and eight '
    "filters on three channels leave 24 maps. <b>Right is:</b> a filter has a sheet for each channel, the "
    "partial maps of its sheets are added up, and each filter leaves one map.</p>"
    '<p class="lead" data-slip="weights-not-neurons"><b>Often said:</b> the weights of a filter are its '
    "neurons. <b>Right is:</b> each number of a map is a neuron, and all of one map share the filter’s "
    "weights and its one bias.</p>"
)


def page() -> None:
    """The channels, the view, and below it what changes seldom."""
    with st.container(key="drawer", horizontal=True, vertical_alignment="center"):
        source = pick_source()
    publish(HUB, "source", source.part())
    view = st.container(key="channels")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        saves = st.container()
        code = folded("Code", "code")
    st.html(_SLIPS)
    layer_of(view, saves, code, source)


@state.fragment
def layer_of(view: DeltaGenerator, saves: DeltaGenerator, code: Folded, source: Source) -> None:
    """The layer, and all that follows from it."""
    with view:
        listen(HUB, REACTIONS)
        chosen = set_layer(source)
        is_to_be_found = show_view(chosen, source)
    with saves:
        offer_files(chosen, source, is_to_be_found=is_to_be_found)
    show_code(code, chosen, source)


lesson("Channels", "Several channels under several filters: edit a filter, and see its partial maps add up.")
use_style("channels_page")
page()
