"""What follows on the Kernels page from a number that is typed over or dragged, before the page runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnnviz import images
from cnnviz.geometry import Geometry, Plan
from pages.ui.filtering import convolve
from pages.ui.image_picker import Picture, matrix_picture
from pages.ui.kernel_linked import answer_part, picture_part
from pages.ui.kernel_picker import Choice, own_kernel
from pages.ui.linked_parts import Part
from pages.ui.views import ScaleChoice


@dataclass(frozen=True)
class Lesson:
    """All that an answer depends on, as it was when the page ran last.

    Attributes
    ----------
    source, way : str
        What the picture, and the way the kernel slides over it, are called.
    """

    picture: Picture
    image: NDArray[np.float32]
    choice: Choice
    how: Geometry
    plan: Plan
    scale: ScaleChoice
    source: str
    way: str

    def with_weights(self, text: str) -> dict[str, Part] | None:
        """The answer of a typed kernel; None if it is of another size, and so slides in another way.

        Raises
        ------
        CnnvizError
            If the kernel cannot be used.
        """
        seen = own_kernel(text)  # as it lies on the picture, turned or not
        if seen.size != self.choice.size:
            return None
        return {"result": replace(self, choice=replace(seen, is_flipped=self.choice.is_flipped))._answer()}

    def with_numbers(self, text: str) -> dict[str, Part] | None:
        """A typed matrix in place of the picture, and the answer to it; None if it is of another size.

        Raises
        ------
        CnnvizError
            If the matrix cannot be read.
        """
        picture = matrix_picture(images.parse_matrix(text))
        if picture.size != self.picture.size:
            return None
        source, part = picture_part(picture, picture.grey)
        changed = replace(self, picture=picture, image=picture.grey, source=source)
        return {"source": part, "result": changed._answer()}

    def _answer(self) -> Part:
        answer = convolve(self.image, self.choice, self.how, self.plan)
        scale = self.scale.of(self.choice.spec.view, self.picture.is_matrix)
        return answer_part(self.picture, self.choice, scale, answer, self.source, self.way)[0]
