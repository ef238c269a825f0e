"""Pooling: a map under windows that each leave one number, step by step."""

from __future__ import annotations

import streamlit as st

from cnnviz import images
from cnnviz.errors import CnnvizError
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.looks import pick_scale
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pooling import pick_pool
from pages.ui.linked.view import listen, publish, show_lesson
from pages.ui.pooling.code import show_pool_code
from pages.ui.pooling.facts import show_pooling_facts
from pages.ui.pooling.lesson import HUB, REACTIONS, PoolingLesson
from pages.ui.pooling.linked import map_part
from pages.ui.pooling.slots import Slots
from pages.ui.pooling.source import Source, pick_source
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import folded, lesson


def page() -> None:
    """What changes seldom, and slots for the rest."""
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
    with parts:
        publish(HUB, "source", map_part(source))
    result(source, fill, predict, latest, Slots(pool, view, told, parts, code))


@state.fragment
def result(source: Source, fill: bool, predict: bool, latest: Latest, slots: Slots) -> None:
    """The pool, what it leaves, and how the number at one position is computed."""
    with slots.parts:
        listen(HUB, REACTIONS)
    with slots.pool:
        pool = pick_pool(source.values.shape)
    current = PoolingLesson(source, pool, fill)
    if not show_lesson(current, parts=slots.parts, view=slots.view, predict=predict, latest=latest):
        return
    with slots.told:
        show_pooling_facts(current, predict)
    show_pool_code(slots.code, current)


lesson("Pooling", "Cut the map into windows and make one number of each.")
page()
