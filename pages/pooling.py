"""Pooling: a map under windows that each leave one number, step by step."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from cnnviz.errors import CnnvizError
from pages.ui import state
from pages.ui.controls import pick_toggle
from pages.ui.downloads import Latest, offer_downloads
from pages.ui.frame import Folded, folded, lesson, sentence, show_facts
from pages.ui.image_picker import pick_picture
from pages.ui.maps import show_maps
from pages.ui.pool_picker import pick_pool
from pages.ui.pool_views import Source, facts, input_map, output_map, show_window
from pages.ui.scripts import show_pool_code
from pages.ui.source_picker import pick_source
from pages.ui.stepper import go_to, pick_place


class Places(NamedTuple):
    """Where the part of the page that changes often is drawn."""

    pool: DeltaGenerator
    before: DeltaGenerator
    after: DeltaGenerator
    walk: DeltaGenerator
    told: DeltaGenerator
    code: Folded


def page() -> None:
    """What changes seldom, and places for the rest."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 2.9], gap="medium")
    with controls:
        picture = pick_picture(list(images.SAMPLES))
        try:
            source = pick_source(picture)
        except CnnvizError as error:
            stage.error(sentence(error))
            return
        pool = st.container()
        so_far = pick_toggle("Fill the output in as you step", "so_far")
    with stage:
        before, after = st.columns(2, wrap=False)
        left, told = st.columns(2)
        code = folded("The code", "code")
    with left:
        walk = st.container()
        offer_downloads(latest := Latest(), "cnnviz-pooled")
    show_steps(source, so_far, latest, Places(pool, before, after, walk, told, code))


@state.fragment
def show_steps(source: Source, so_far: bool, latest: Latest, places: Places) -> None:
    """The pool, what it leaves, and how the number at one place came about."""
    with places.pool:
        pool = pick_pool(source.values.shape)
    try:
        pooled = pool.run(source.values)
    except CnnvizError as error:
        with places.before:
            show_maps([input_map(source)], key="input")
        places.after.error(sentence(error))
        latest.withdraw()
        return
    with places.walk:
        at = pick_place(pooled.shape)
        show_facts(facts(source, pooled, pool))
    trace = pool.trace(source.values, at)
    shown = output_map(source, pooled, pool, at, so_far)
    latest.numbers, latest.shown = pooled, shown.picture
    with places.before:
        show_maps([input_map(source, trace)], key="input")
    with places.after:
        show_maps([shown], key="output", on_pick=go_to)
    with places.told:
        show_window(source, trace)
    show_pool_code(places.code, source, pool)


lesson("Pooling", "Cut the map into windows and keep one number of each.")
page()
