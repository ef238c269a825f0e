"""Kernels: a picture under a kernel of the learner's choice, with its stride, padding and border."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.operators import loops
from pages.ui.downloads import Latest, offer_downloads
from pages.ui.explanations import conv_call, show_code, show_coverage, show_winners
from pages.ui.filtering import convolve, facts
from pages.ui.frame import Folded, folded, lesson, show_facts
from pages.ui.geometry_picker import Border, pick_border, pick_geometry
from pages.ui.image_picker import Picture, pick_picture
from pages.ui.kernel_picker import pick_kernel
from pages.ui.maps import show_maps
from pages.ui.views import ScaleChoice, answer_maps, pick_scale, show_picture


class Places(NamedTuple):
    """Where the part of the page that changes often is drawn."""

    kernel: DeltaGenerator
    geometry: DeltaGenerator
    output: DeltaGenerator
    facts: DeltaGenerator
    seen: Folded
    code: Folded


def page() -> None:
    """What changes seldom, and places for the rest."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 2.9], gap="medium")
    with controls:
        picture = pick_picture(list(images.SAMPLES))
        kernel, geometry = st.container(), st.container()
        border = pick_border()
    with stage:
        left, right = st.columns(2, wrap=False)
        seen, code = folded("How many windows see each pixel", "seen"), folded("The code", "code")
    with left:
        image = show_picture(picture)
        facts_place = st.container()
    with right:
        output = st.container()
        scale = pick_scale()
        offer_downloads(latest := Latest(), "cnnviz-kernel")
    show_answer(
        picture, image, border, scale, latest, Places(kernel, geometry, output, facts_place, seen, code)
    )


@st.fragment
def show_answer(
    picture: Picture,
    image: NDArray[np.float32],
    border: Border,
    scale: ScaleChoice,
    latest: Latest,
    places: Places,
) -> None:
    """The kernel, how it slides, and the answer: all that a change of these makes again, and nothing else."""
    with places.kernel:
        choice = pick_kernel()
    with places.geometry:
        how = pick_geometry(border)
    try:
        plan = how.plan(picture.size, choice.size)
        answer = convolve(image, choice, how, plan)
    except CnnvizError as error:
        places.output.error(str(error))
        return
    maps = answer_maps(
        answer, scale.of(choice.spec.view, picture.is_matrix), f"{picture.title}, {choice.spec.title}"
    )
    latest.numbers, latest.shown = answer, maps[0].picture
    with places.output:
        show_maps(maps, key="output")
        show_winners(choice, maps[0].picture)
    with places.facts:
        show_facts(facts(answer, choice, plan))
    show_coverage(places.seen, picture, choice, how, plan)
    show_code(places.code, loops.conv2d, conv_call(how, plan))


lesson("Kernels", "Lay a small grid of weights over the picture, multiply, add up, move on.")
page()
