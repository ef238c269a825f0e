"""What is chosen on the Kernels page outside the part that runs by itself, and where that part draws."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz.filtering import Choice
from cnnviz.geometry import Geometry
from pages.ui.inputs.controls import pick_toggle
from pages.ui.inputs.looks import ScaleChoice
from pages.ui.inputs.pictures import Picture
from pages.ui.kernels.lesson import FULL, KernelLesson
from pages.ui.linked.reach import full_range
from pages.ui.shell.frame import Folded

_FLIP_HELP = (
    "Frameworks apply the kernel as it is, which mathematicians call cross-correlation. True convolution "
    "rotates it by 180° first. For a kernel that looks the same both ways, this makes no difference."
)


class Slots(NamedTuple):
    """Where on the page the parts go."""

    parameters: DeltaGenerator
    view: DeltaGenerator
    seen: Folded
    code: Folded


class Setting(NamedTuple):
    """What is chosen outside the part that runs by itself; `kernel` is a name of the catalogue."""

    picture: Picture
    image: NDArray[np.float32]
    kernel: str
    how: Geometry
    scale: ScaleChoice
    flip: bool
    predict: bool

    def under(self, choice: Choice) -> KernelLesson:
        """The picture under a kernel that was chosen, turned if true convolution was."""
        full = full_range(FULL)
        return KernelLesson(self.picture, self.image, choice.flipped(self.flip), self.how, self.scale, full)


def pick_flip() -> bool:
    """Show the choice between cross-correlation and true convolution."""
    return pick_toggle("Flip the kernel: true convolution", "flip", help=_FLIP_HELP)
