"""Kernels: a picture under a kernel of the learner's choice, with its stride, padding and border."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.filtering import convolve
from cnnviz.geometry import Geometry
from pages.ui.figures.facts import show_facts
from pages.ui.inputs import own_matrix
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.geometry import pick_border, pick_geometry, remark
from pages.ui.inputs.kernel import Live, pick_kernel, pick_parameters, take_parameters, take_weights
from pages.ui.inputs.looks import ScaleChoice, pick_colours, pick_scale, show_refused
from pages.ui.inputs.picture import Picture, pick_picture
from pages.ui.kernels.code import show_conv_code
from pages.ui.kernels.edits import KernelLesson
from pages.ui.kernels.explanations import show_coverage, show_winners
from pages.ui.kernels.facts import facts
from pages.ui.kernels.linked import HUB, answer_part, picture_part, side_by_side, task_of, way_part
from pages.ui.linked.channel import enlarge, large_channel
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.places import ask, pin, pinned, verdicts, zoom, zoomed
from pages.ui.linked.previews import address, offer
from pages.ui.linked.view import listen, publish, show_linked, stamp
from pages.ui.session import state
from pages.ui.session.visit import Reaction
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import Folded, folded, lesson

#: The longest side of a kernel whose numbers can be typed over beside the picture.
_EDITED_SIDE = 7

_FLIP_HELP = (
    "Frameworks lay the kernel on as it is, which mathematicians call cross-correlation. True convolution "
    "rotates it by 180° first. For a kernel that looks the same both ways it makes no difference."
)


#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "at": partial(pin, "at"),
    "zoom": partial(zoom, "zoom"),
    "large": partial(enlarge, "large"),
    "edit": take_weights,
    "parameters": take_parameters,
    "pixels": own_matrix.take_over,
    "guess": partial(ask, HUB),
}


class Places(NamedTuple):
    """Where on the page the parts go."""

    parameters: DeltaGenerator
    view: DeltaGenerator
    seen: Folded
    code: Folded


class Setting(NamedTuple):
    """What is chosen outside the part that runs by itself."""

    picture: Picture
    image: NDArray[np.float32]
    source: str
    kernel: str
    how: Geometry
    scale: ScaleChoice
    flip: bool
    predict: bool


def page() -> None:
    """What changes seldom, and places for the rest."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 2.9], gap="medium")
    with controls:
        picture = pick_picture(list(images.SAMPLES))
        image = pick_colours(picture)
        name = pick_kernel()
        parameters, geometry = st.container(), st.container()
        border = pick_border()
        flip = pick_toggle("Flip the kernel: true convolution", "flip", help=_FLIP_HELP)
    with geometry:
        how = pick_geometry(border)
    with stage:
        view = st.container()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            scale = pick_scale("Show the output", width=300)
            offer_downloads(latest := Latest(), "cnnviz-filtered")
            predict = pick_toggle("Predict, then reveal", "predict")
        seen, code = folded("How many windows cover each pixel", "seen"), folded("The code", "code")
    source, part = picture_part(picture, image)
    with view:
        publish(HUB, "source", part)
    setting = Setting(picture, image, source, name, how, scale, flip, predict)
    answer(setting, latest, Places(parameters, view, seen, code))


@state.fragment
def answer(setting: Setting, latest: Latest, places: Places) -> None:
    """The kernel's parameters, and its answer: all that a change of them makes again, and nothing else."""
    picture, image, how = setting.picture, setting.image, setting.how
    with places.parameters:
        listen(HUB, REACTIONS)
        choice = pick_parameters(setting.kernel, Live(HUB, stamp(HUB).revision)).flipped(setting.flip)
    try:
        plan = how.plan(picture.size, choice.size)
        made = convolve(image, choice, how, plan)
    except CnnvizError as error:
        with places.view:
            show_refused(error, image, "minmax" if picture.is_matrix else "raw", picture.alt)
        latest.withdraw()
        return
    source = setting.source
    with places.view:
        way, part = way_part(picture, choice, how, plan)
        publish(HUB, "windows", part)
        scale = setting.scale.of(choice.spec.view, picture.is_matrix)
        task = task_of(image, choice, how, plan, made, f"{source} {way}")
        asking = task.name if setting.predict else ""
        part, maps = answer_part(picture, choice, scale, made, source, way, asking)
        publish(HUB, "result", part)
        shown = side_by_side(maps)
        latest.hold(made, shown, is_to_be_found=setting.predict)
        offer(HUB, KernelLesson(picture, image, choice, how, setting.scale))
        show_linked(
            HUB,
            fields={
                "at": pinned("at", made.reshape(-1, *made.shape[-2:]).shape),
                "zoom": zoomed("zoom"),
                "large": large_channel("large", choice.spec.key, len(choice.kernels)),
            },
            options=ViewOptions(
                "The picture, and the kernel's output",
                channels_of=choice.spec.key,
                pixels=picture.is_matrix,
                editable=_EDITED_SIDE if task.value else 0,
                preview=None if setting.predict else address(HUB),
                predict=setting.predict,
                asking=asking,
                asks_size=True,
                asks_value=task.value is not None,
                verdicts=verdicts(HUB, task) if setting.predict else {},
            ),
        )
        show_winners(choice, shown)
        told = [] if setting.predict else facts(made, choice, plan)
        show_facts(told, f"{choice.spec.summary} {remark(plan)}")
    show_coverage(places.seen, picture, choice, how, plan)
    show_conv_code(places.code, image, choice, how, plan)


lesson("Kernels", "Lay a small grid of weights over the picture, multiply, add up, move on.")
page()
