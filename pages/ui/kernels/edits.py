"""What follows on the Kernels page from a number that is typed over or dragged, before the page runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.filtering import Choice, built, convolve
from cnnviz.geometry import Geometry
from pages.ui.inputs.kernel import own_kernel, slid_values
from pages.ui.inputs.looks import ScaleChoice
from pages.ui.inputs.picture import Picture, matrix_picture
from pages.ui.kernels.linked import answer_part, picture_part, way_part
from pages.ui.linked.parts import Part


@dataclass(frozen=True)
class KernelLesson:
    """What the Kernels page's result is made from: see `previews.Lesson`."""

    picture: Picture
    image: NDArray[np.float32]
    choice: Choice
    how: Geometry
    scale: ScaleChoice

    def changed(self, field: str, value: object) -> KernelLesson | None:
        """Give the lesson with a typed kernel, other parameters of the same kernel, or a typed matrix."""
        match field, value:
            case "edit", str(text):
                return replace(self, choice=own_kernel(text).flipped(self.choice.is_flipped))
            case "parameters", dict(values):
                slid = slid_values(self.choice.spec, values)
                if slid is None:
                    return None
                choice = built(self.choice.spec, {**self.choice.values, **slid})
                return replace(self, choice=choice.flipped(self.choice.is_flipped))
            case "pixels", str(text):
                picture = matrix_picture(images.parse_matrix(text))
                same = picture.size == self.picture.size
                return replace(self, picture=picture, image=picture.grey) if same else None
        return None

    def parts(self) -> dict[str, Part]:
        """Give the picture, the way the kernel slides over it, and the result."""
        source, given = picture_part(self.picture, self.image)
        plan = self.how.plan(self.picture.size, self.choice.size)
        way, windows = way_part(self.picture, self.choice, self.how, plan)
        answer = convolve(self.image, self.choice, self.how, plan)
        scale = self.scale.of(self.choice.spec.view, self.picture.is_matrix)
        result, _ = answer_part(self.picture, self.choice, scale, answer, source, way)
        return {"source": given, "windows": windows, "result": result}
