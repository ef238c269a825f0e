"""Pooling: a map under windows that each leave one number, step by step."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.figures.scales import Limits
from pages.ui.figures.facts import show_facts
from pages.ui.figures.sentences import sentence
from pages.ui.inputs import own_matrix
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.looks import pick_scale, show_refused
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pooling import pick_pool
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.places import ask, pin, pinned, verdicts, zoom, zoomed
from pages.ui.linked.previews import address, offer
from pages.ui.linked.view import listen, publish, show_linked
from pages.ui.pooling.code import show_pool_code
from pages.ui.pooling.linked import HUB, PoolingLesson, facts, map_part, pooled_part, task_of, way_part
from pages.ui.pooling.source import Source, pick_source
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson


class Places(NamedTuple):
    """Where the part of the page that changes often is drawn."""

    pool: DeltaGenerator
    view: DeltaGenerator
    told: DeltaGenerator
    parts: DeltaGenerator
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
        fill = pick_toggle("Fill the output in as you step", "so_far")
        predict = pick_toggle("Predict, then reveal", "predict")
    with stage:
        view, told = st.container(), st.container()
        left, right = st.columns([1, 1.4], vertical_alignment="bottom")
        with left:
            scale = pick_scale("Show both maps")
        with right:
            offer_downloads(latest := Latest(), "cnnviz-pooled")
        source = source.drawn(scale.of(source.scale, source.is_matrix))
        code = folded("The code", "code")
        parts = st.container()
    part, limits = map_part(source)
    with parts:
        publish(HUB, "source", part)
    answer(source, limits, fill, predict, latest, Places(pool, view, told, parts, code))


@state.fragment
def answer(source: Source, limits: Limits, fill: bool, predict: bool, latest: Latest, places: Places) -> None:
    """The pool, what it leaves, and how the number at one position is computed."""
    with places.parts:
        listen(
            HUB,
            {
                "at": partial(pin, "pool_at"),
                "pixels": own_matrix.take_over,
                "guess": partial(ask, HUB),
                "zoom": partial(zoom, "pool_zoom"),
            },
        )
    with places.pool:
        pool = pick_pool(source.values.shape)
    try:
        pooled = pool.run(source.values)
    except CnnvizError as error:
        with places.view:
            show_refused(error, source.values, source.scale, source.alt)
        latest.withdraw()
        return
    with places.parts:
        task = task_of(source, pool, pooled)
        asking = task.name if predict else ""
        publish(HUB, "windows", way_part(source, pool))
        part, shown = pooled_part(source, limits, pool, pooled, asking)
        publish(HUB, "result", part)
        latest.hold(pooled, shown, is_to_be_found=predict)
        offer(HUB, PoolingLesson(source, pool))
    with places.view:
        show_linked(
            HUB,
            fields={"at": pinned("pool_at", (1, *pooled.shape)), "zoom": zoomed("pool_zoom")},
            options=ViewOptions(
                "The map, and its pooled output",
                pixels=source.is_matrix,
                fill=fill,
                preview=None if predict or not source.is_matrix else address(HUB),
                predict=predict,
                asking=asking,
                asks_size=task.size is not None,
                asks_value=True,
                verdicts=verdicts(HUB, task) if predict else {},
            ),
        )
    with places.told:
        show_facts([] if predict else facts(source, pooled, pool))
    show_pool_code(places.code, source, pool)


lesson("Pooling", "Cut the map into windows and keep one number of each.")
page()
