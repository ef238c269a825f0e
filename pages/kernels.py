"""Kernels: a picture under a kernel of the learner's choice, with its stride, padding and border."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz import images
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.looks import pick_colours
from pages.ui.inputs.picture import pick_picture
from pages.ui.kernels.code import show_conv_code
from pages.ui.kernels.edges import show_edges
from pages.ui.kernels.explanations import show_coverage
from pages.ui.kernels.facts import show_kernel_facts
from pages.ui.kernels.film import gif
from pages.ui.kernels.linked import picture_part
from pages.ui.kernels.onward import show_onward
from pages.ui.kernels.reactions import HUB, REACTIONS
from pages.ui.kernels.setting import Setting, Slots
from pages.ui.kernels.told import tell_kernel
from pages.ui.linked.saved import hold_page
from pages.ui.linked.told import tell_output
from pages.ui.linked.view import listen, publish, show_lesson
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
        picture = pick_picture(list(images.SAMPLES), has_colours=True, notes=notes)
    with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
        predict = pick_toggle("Predict first", "predict")
        image = pick_colours(picture)
        offer_downloads(latest := Latest(), "cnnviz-filtered")
        code = folded("Code", "code")
    own, told = st.container(), st.container()
    with st.container(key="afterwards"):
        with st.container(horizontal=True):
            offer_film(latest, is_to_be_found=predict)
            offer_saved(latest.html, HUB)
        seen = folded("How often each pixel counts", "seen")
        edges = folded("Edges it answers to", "edges")
        show_slips("kernels")
    with view:
        publish(HUB, "source", picture_part(picture, image))
    with own:  # the field of an own kernel's text stands in the part's own place
        result(Setting(picture, image, predict), latest, Slots(view, told, seen, edges, code))


@state.fragment
def result(setting: Setting, latest: Latest, slots: Slots) -> None:
    """The kernel, its way and the result: all that a control of the view recomputes, and nothing else."""
    with slots.view:
        listen(HUB, REACTIONS)
    current = setting.under()
    if not show_lesson(current, parts=slots.view, view=slots.view, predict=setting.predict, latest=latest):
        return
    current.keep()
    tell_output(current.made, current.pinned_at)
    tell_kernel(current)
    with slots.told:
        show_kernel_facts(current, setting.predict)
        show_onward(current)
    show_coverage(slots.seen, current)
    show_edges(slots.edges, current.choice)
    latest.film = partial(gif, current)
    hold_page(latest, current, predict=setting.predict)
    show_conv_code(slots.code, current)


lesson("Kernels", "Lay a small grid of weights over the picture, multiply, add up, and move on.")
page()
