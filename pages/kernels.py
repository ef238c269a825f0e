"""Kernels: a picture under a kernel of the learner's choice, with their stride, padding and border."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number
from cnnviz.kernels import CombinedSpec
from cnnviz.operators import loops
from pages.ui.downloads import offer_downloads
from pages.ui.explanations import show_code, show_coverage, show_winners, torch_call
from pages.ui.filtering import convolve, multiplications
from pages.ui.frame import Fact, lesson, show_facts
from pages.ui.geometry_picker import Geometry, pick_geometry
from pages.ui.image_picker import Picture, pick_picture
from pages.ui.kernel_picker import Choice, pick_kernel
from pages.ui.maps import show_maps
from pages.ui.views import answer_maps, pick_scale, picture_map


@st.fragment
def page() -> None:
    """Controls beside the picture and what becomes of it."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 2.9], gap="medium")
        with controls:
            picture = pick_picture(list(images.SAMPLES))
            choice = pick_kernel()
            how = pick_geometry()
        with stage:
            show(picture, choice, how)


def show(picture: Picture, choice: Choice, how: Geometry) -> None:
    """The input, the output, and what there is to know about it."""
    left, right = st.columns(2, wrap=False)
    with left:
        image = show_input(picture, choice)
    with right:
        try:
            plan = how.plan(picture.size, choice.size)
            answer = convolve(image, choice, how, plan)
        except CnnvizError as error:
            st.error(str(error))
            return
        output = st.container()
        scale = pick_scale(choice.spec.view, picture.is_matrix)
        maps = answer_maps(answer, scale, f"{picture.title} under {choice.spec.title}")
        with output:
            show_maps(maps, key="output")
            show_winners(choice, maps[0].picture)
        offer_downloads(answer, maps[0].picture, f"{picture.name}-{choice.spec.key}")
    with left:
        show_facts(
            [
                Fact("Output", " × ".join(map(str, answer.shape[-2:])), plan.formula()),
                Fact("Values", f"{format_number(answer.min())} … {format_number(answer.max())}"),
                Fact("Multiplications", format_number(multiplications(answer, choice)), "outputs × weights"),
            ]
        )
    show_coverage(picture, choice, how, plan)
    options = {"stride": how.stride, "padding": plan.padding, "dilation": how.dilation}
    show_code(loops.conv2d, torch_call("conv2d", weight="kernel[None, None]", **options))


def show_input(picture: Picture, choice: Choice) -> NDArray[np.float32]:
    """Show the picture in the colours it is filtered in, and return it so."""
    place = st.container()
    has_colours = picture.array.ndim == 3 and not isinstance(choice.spec, CombinedSpec)
    in_colours = has_colours and st.toggle("Each colour by itself", key="colour", bind="query-params")
    image = picture.array if in_colours else picture.grey()
    with place:
        show_maps([picture_map(picture, image)], key="input")
    return image


lesson("Kernels", "Lay a small grid of weights over the picture, multiply, add up, move on.")
page()
