"""What is chosen on the Kernels page outside the part that runs by itself, and where that part draws."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from pages.ui.inputs.geometry_in_view import set_geometry
from pages.ui.inputs.in_view import known
from pages.ui.inputs.kernel_in_view import set_kernel, values_of_all
from pages.ui.inputs.looks import SCALE
from pages.ui.inputs.pictures import Picture
from pages.ui.kernels.lesson import KernelLesson
from pages.ui.kernels.reactions import FULL
from pages.ui.kernels.scaling import set_scaling
from pages.ui.linked.previews import computed
from pages.ui.linked.reach import full_range
from pages.ui.shell.frame import Folded


class Slots(NamedTuple):
    """Where on the page the parts go."""

    view: DeltaGenerator
    told: DeltaGenerator
    seen: Folded
    edges: Folded
    code: Folded


class Setting(NamedTuple):
    """What is chosen outside the part that runs by itself."""

    picture: Picture
    image: NDArray[np.float32]
    predict: bool

    def under(self) -> KernelLesson:
        """The picture under the kernel, in the way and the colours that are set in the view."""
        choice, chosen, scale = set_kernel(), set_geometry(), known(SCALE)
        full = full_range(FULL)
        others, scaled = values_of_all(), set_scaling()
        return computed(KernelLesson(self.picture, self.image, choice, chosen, scale, others, full, scaled))
