"""Pooling: a map under windows that each leave one number, step by step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz import images
from cnnviz.errors import CnnvizError
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.looks import pick_scale
from pages.ui.inputs.picture import pick_picture
from pages.ui.linked.saved import hold_page
from pages.ui.linked.told import tell_output
from pages.ui.linked.view import listen, publish, show_lesson
from pages.ui.pooling.code import show_pool_code
from pages.ui.pooling.facts import show_pooling_facts
from pages.ui.pooling.film import gif
from pages.ui.pooling.lesson import HUB, REACTIONS, lesson_of
from pages.ui.pooling.linked import map_part
from pages.ui.pooling.slots import Slots
from pages.ui.pooling.source import Source, pick_source
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads, offer_film
from pages.ui.shell.frame import folded, lesson
from pages.ui.shell.saved_kit import offer_saved
from pages.ui.shell.slips import show_slips


def page() -> None:
    """What changes seldom, and slots for the rest."""
    above = st.container(key="above", horizontal=True, vertical_alignment="center")
    view, notes = st.container(key="equation"), st.container()
    with above:
        picture = pick_picture(list(images.SAMPLES), notes=notes)
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        try:
            source = pick_source(picture)
        except CnnvizError as error:
            view.error(sentence(error))
            return
        predict = pick_toggle("Predict first", "predict")
        fill = pick_toggle("Fill in", "so_far")
        scale = pick_scale("Colours of both maps", width=190)
        offer_downloads(latest := Latest(), "cnnviz-pooled")
        code = folded("Code", "code")
    source = source.drawn(scale.of(source.scale, source.is_matrix))
    told = st.container()
    with st.container(key="afterwards"):
        with st.container(horizontal=True):
            offer_film(latest, is_to_be_found=predict)
            offer_saved(latest.html, HUB)
        show_slips("pooling")
    with view:
        publish(HUB, "source", map_part(source))
    result(source, fill, predict, latest, Slots(view, told, code))


@state.fragment
def result(source: Source, fill: bool, predict: bool, latest: Latest, slots: Slots) -> None:
    """The pool, what it leaves, and how the number at one position is computed."""
    with slots.view:
        listen(HUB, REACTIONS)
    current = lesson_of(source, fill)
    if not show_lesson(current, parts=slots.view, view=slots.view, predict=predict, latest=latest):
        return
    current.keep()
    tell_output(current.pooled, current.pinned_at)
    with slots.told:
        show_pooling_facts(current, predict)
    latest.film = partial(gif, current)
    hold_page(latest, current, predict=predict)
    show_pool_code(slots.code, current)


lesson("Pooling", "Cut the map into windows and make one number of each.")
page()
