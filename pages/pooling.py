"""Pooling: a map under windows that each leave one number, step by step."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.figures import Scale
from pages.ui.downloads import offer_downloads
from pages.ui.explanations import show_code, torch_call
from pages.ui.frame import lesson, show_facts
from pages.ui.image_picker import Picture, pick_picture
from pages.ui.maps import show_maps
from pages.ui.pool_picker import Pool, pick_pool
from pages.ui.pool_views import facts, input_map, output_map, show_window
from pages.ui.source_picker import pick_source
from pages.ui.stepper import go_to, pick_place


@st.fragment
def page() -> None:
    """Controls beside the map and what is left of it."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 2.9], gap="medium")
        with controls:
            picture = pick_picture(list(images.SAMPLES))
            source, scale = pick_source(picture)
            pool = pick_pool()
            so_far = st.toggle(
                "Fill the output in as you step", picture.is_matrix, key="so_far", bind="query-params"
            )
        with stage:
            show(picture, source, scale, pool, so_far)


def show(picture: Picture, source: NDArray[np.float32], scale: Scale, pool: Pool, so_far: bool) -> None:
    """The map, what is left of it, and how the number at one place came about."""
    left, right = st.columns(2, wrap=False)
    try:
        pooled = pool.run(source)
    except CnnvizError as error:
        with left:
            show_maps([input_map(picture, source, scale)], key="input")
        right.error(str(error))
        return
    walk, told = st.columns(2)
    with walk:
        at = pick_place(pooled.shape)
    trace = pool.trace(source, at)
    shown = output_map(picture, source, pooled, scale, pool, at, so_far)
    with left:
        show_maps([input_map(picture, source, scale, trace)], key="input")
    with right:
        show_maps([shown], key="output", on_pick=go_to)
    with told:
        show_window(trace, scale, source)
    with walk:
        show_facts(facts(source, pooled, pool))
        offer_downloads(pooled, shown.picture, f"{picture.name}-{pool.kind}-pooled")
    show_code(pool.twin, torch_call(pool.function.__name__, **pool.options))


lesson("Pooling", "Cut the map into windows and keep one number of each.")
page()
