"""What the Kernels page draws again whenever the kernel or its way over the picture changes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz.figures import Shade, rgb
from cnnviz.geometry import Geometry, Plan
from pages.ui.explanations import show_coverage, show_winners
from pages.ui.filtering import facts
from pages.ui.frame import Folded, show_facts
from pages.ui.geometry_picker import remark
from pages.ui.image_picker import Picture
from pages.ui.kernel_number import look_at
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
    number: Folded
    seen: Folded
    code: Folded


def show_answer(
    places: Places, picture: Picture, choice: Choice, scale: ScaleChoice, answer: NDArray[np.float32]
) -> Shade | NDArray[np.uint8]:
    """Draw the output, and return it as it is shown; of several colours, their maps side by side."""
    used = scale.of(choice.spec.view, picture.is_matrix)
    maps = answer_maps(answer, used, f"{picture.title}, {choice.spec.title}")
    with places.output:
        show_maps(maps, key="output", on_pick=look_at)
        show_winners(choice, maps[0].picture)
    if len(maps) == 1:
        return maps[0].picture
    return np.concatenate(
        [rgb(m.picture) if isinstance(m.picture, Shade) else m.picture for m in maps], axis=1
    )


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
        show_facts(facts(answer, choice, plan), f"{choice.spec.summary} {remark(plan)}")
    show_coverage(places.seen, picture, choice, how, plan)
