"""Kernels: a picture under a kernel of the learner's choice, with its stride, padding and border."""

from __future__ import annotations

import streamlit as st

from cnnviz import images
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.geometry import pick_border, pick_geometry
from pages.ui.inputs.kernel import Live, pick_kernel, pick_parameters
from pages.ui.inputs.looks import pick_colours, pick_scale
from pages.ui.inputs.picture import pick_picture
from pages.ui.kernels.code import show_conv_code
from pages.ui.kernels.explanations import show_coverage
from pages.ui.kernels.facts import show_kernel_facts
from pages.ui.kernels.lesson import HUB, REACTIONS
from pages.ui.kernels.linked import picture_part
from pages.ui.kernels.setting import Setting, Slots, pick_flip
from pages.ui.linked.view import listen, publish, show_lesson, stamp
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import folded, lesson


def page() -> None:
    """What changes seldom, and slots for the rest."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 2.9], gap="medium")
    with controls:
        picture = pick_picture(list(images.SAMPLES), has_colours=True)
        image = pick_colours(picture)
        kernel = pick_kernel()
        parameters, geometry = st.container(), st.container()
        border = pick_border()
        flip = pick_flip()
    with geometry:
        how = pick_geometry(border)
    with stage:
        view = st.container()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            scale = pick_scale("Show the output", width=300)
            offer_downloads(latest := Latest(), "cnnviz-filtered")
            predict = pick_toggle("Predict, then reveal", "predict")
        seen, code = folded("How many windows cover each pixel", "seen"), folded("The code", "code")
    with view:
        publish(HUB, "source", picture_part(picture, image))
    setting = Setting(picture, image, kernel, how, scale, flip, predict)
    result(setting, latest, Slots(parameters, view, seen, code))


@state.fragment
def result(setting: Setting, latest: Latest, slots: Slots) -> None:
    """The kernel's parameters and the result: all that a changed parameter recomputes, and nothing else."""
    with slots.parameters:
        listen(HUB, REACTIONS)
        choice = pick_parameters(setting.kernel, Live(HUB, stamp(HUB).revision))
    current = setting.under(choice)
    if not show_lesson(current, parts=slots.view, view=slots.view, predict=setting.predict, latest=latest):
        return
    with slots.view:
        show_kernel_facts(current, setting.predict)
    show_coverage(slots.seen, current)
    show_conv_code(slots.code, current)


lesson("Kernels", "Lay a small grid of weights over the picture, multiply, add up, and move on.")
page()
