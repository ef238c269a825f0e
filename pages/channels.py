"""Channels: several channels under several filters, whose partial maps add up."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui.channels.setting import REACTIONS, set_layer
from pages.ui.channels.source import Source, pick_source
from pages.ui.channels.take_home import offer_files, show_code
from pages.ui.channels.told import tell_layer
from pages.ui.channels.view import HUB, laboratory, show_view
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.view import listen, publish
from pages.ui.session import state
from pages.ui.shell.frame import Folded, folded, lesson, use_style
from pages.ui.shell.slips import show_slips


def page() -> None:
    """The channels, the view, and below it what changes seldom."""
    with st.container(key="drawer", horizontal=True, vertical_alignment="center"):
        source = pick_source()
    publish(HUB, "source", source.part())
    view = st.container(key="channels")
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        saves, saved = st.container(), st.container()
        code = folded("Code", "code")
        show_slips("channels")
    layer_of(view, saves, saved, code, source)


@state.fragment
def layer_of(
    view: DeltaGenerator, saves: DeltaGenerator, saved: DeltaGenerator, code: Folded, source: Source
) -> None:
    """The layer, and all that follows from it."""
    with view:
        listen(HUB, REACTIONS)
        chosen = set_layer(source)
        tell_layer(chosen, source)
        is_to_be_found = show_view(chosen, source)
    with saves:
        is_saved = offer_files(chosen, source, is_to_be_found=is_to_be_found)
    with saved:
        offer_laboratory(partial(laboratory, chosen, source), HUB, is_offered=is_saved)
    show_code(code, chosen, source)


lesson("Channels", "Several channels under several filters: edit a filter, and see its partial maps add up.")
use_style("channels_page")
page()
