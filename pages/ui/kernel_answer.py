"""What the Kernels page draws again whenever the kernel or its way over the picture changes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz.figures import Shade
from cnnviz.operators import loops
from pages.ui.explanations import conv_call, show_code, show_coverage, show_winners
from pages.ui.filtering import facts
from pages.ui.frame import Folded, show_facts
from pages.ui.geometry_picker import Geometry, Plan
from pages.ui.image_picker import Picture
from pages.ui.kernel_picker import Choice
from pages.ui.maps import show_maps
from pages.ui.views import ScaleChoice, answer_maps


class Places(NamedTuple):
    """Where on the page the parts go."""

    kernel: DeltaGenerator
    weights: DeltaGenerator
    geometry: DeltaGenerator
    output: DeltaGenerator
    facts: DeltaGenerator
    seen: Folded
    code: Folded


def show_answer(
    places: Places, picture: Picture, choice: Choice, scale: ScaleChoice, answer: NDArray[np.float32]
) -> Shade | NDArray[np.uint8]:
    """Draw the output, and return the first of its maps as it is shown."""
    used = scale.of(choice.spec.view, picture.is_matrix)
    maps = answer_maps(answer, used, f"{picture.title}, {choice.spec.title}")
    with places.output:
        show_maps(maps, key="output")
        show_winners(choice, maps[0].picture)
    return maps[0].picture


def show_background(
    places: Places,
    picture: Picture,
    choice: Choice,
    how: Geometry,
    plan: Plan,
    answer: NDArray[np.float32],
) -> None:
    """Tell size, range and cost; fill what is unfolded."""
    with places.facts:
        show_facts(facts(answer, choice, plan), choice.spec.summary)
    show_coverage(places.seen, picture, choice, how, plan)
    show_code(places.code, loops.conv2d, conv_call(how, plan))
