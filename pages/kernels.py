"""Kernels: a picture under a kernel of the learner's choice, with its stride, padding and border."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import CnnvizError
from pages.ui import state
from pages.ui.downloads import Latest, offer_downloads
from pages.ui.filtering import convolve
from pages.ui.frame import folded, lesson, sentence
from pages.ui.geometry_picker import Border, pick_border, pick_geometry
from pages.ui.image_picker import Picture, pick_picture
from pages.ui.kernel_answer import Places, show_answer, show_background
from pages.ui.kernel_number import KEY as NUMBER
from pages.ui.kernel_number import show_number
from pages.ui.kernel_picker import pick_kernel, show_weights
from pages.ui.scripts import show_conv_code
from pages.ui.views import ScaleChoice, pick_scale, show_picture


def page() -> None:
    """What changes seldom, and places for the rest."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 2.9], gap="medium")
    with controls:
        picture = pick_picture(list(images.SAMPLES))
        kernel, weights, geometry = st.container(), st.container(), st.container()
        border = pick_border()
    with stage:
        left, right = st.columns(2, wrap=False)
        number = folded("One number, explained (or click the output)", NUMBER)
        seen, code = folded("How many windows see each pixel", "seen"), folded("The code", "code")
    with left:
        image = show_picture(picture)
        facts = st.container()
    with right:
        output = st.container()
        scale = pick_scale()
        offer_downloads(latest := Latest(), "cnnviz-kernel")
    places = Places(kernel, weights, geometry, output, facts, number, seen, code)
    follow(picture, image, border, scale, latest, places)


@state.fragment
def follow(
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
        places.output.error(sentence(error))
        latest.withdraw()
    else:
        latest.numbers, latest.shown = answer, show_answer(places, picture, choice, scale, answer)
        show_number(places.number, image, choice, how, plan, answer)
        show_background(places, picture, choice, how, plan, answer)
        show_conv_code(places.code, image, choice, how, plan)
    with places.weights:  # after the answer, which is waited for
        show_weights(choice)


lesson("Kernels", "Lay a small grid of weights over the picture, multiply, add up, move on.")
page()
