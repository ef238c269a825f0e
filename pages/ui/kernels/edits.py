"""What follows on the Kernels page from a number that is typed over or dragged, before the page runs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
from pages.ui.linked.previews import Answer


@dataclass(frozen=True)
class Lesson:
    """All that an answer depends on, as it was when the page ran last.

    Attributes
    ----------
    source, way : str
        What the picture, and the way the kernel slides over it, are called.
    other_ways : list of str
        Ways that were answered with since. From the first one on, the browser is sent each.
    """

    picture: Picture
    image: NDArray[np.float32]
    choice: Choice
    how: Geometry
    scale: ScaleChoice
    source: str
    way: str
    other_ways: list[str] = field(default_factory=list)

    def edits(self) -> dict[str, Answer]:
        """What answers each kind of edit. They raise `CnnvizError` where something cannot be used."""
        return {"edit": self._with_weights, "pixels": self._with_numbers, "parameters": self._with_parameters}

    def _with_weights(self, text: str) -> dict[str, Part]:
        """Answer with a typed kernel."""
        return self._with(own_kernel(text).flipped(self.choice.is_flipped))

    def _with_parameters(self, text: str) -> dict[str, Part] | None:
        """Answer with other parameters of the same kernel; None if they are those of another one."""
        slid = slid_values(self.choice.spec, text)
        if slid is None:
            return None
        choice = built(self.choice.spec, {**self.choice.values, **slid})
        return self._with(choice.flipped(self.choice.is_flipped))

    def _with_numbers(self, text: str) -> dict[str, Part] | None:
        """Answer with a typed matrix in place of the picture; None if it is of another size."""
        picture = matrix_picture(images.parse_matrix(text))
        if picture.size != self.picture.size:
            return None
        source, part = picture_part(picture, picture.grey)
        changed = replace(self, picture=picture, image=picture.grey, source=source)
        return {"source": part, **changed._with(self.choice)}

    def _with(self, choice: Choice) -> dict[str, Part]:
        plan = self.how.plan(self.picture.size, choice.size)
        way, windows = way_part(self.picture, choice, self.how, plan)
        answer = convolve(self.image, choice, self.how, plan)
        scale = self.scale.of(choice.spec.view, self.picture.is_matrix)
        result, _ = answer_part(self.picture, choice, scale, answer, self.source, way)
        if way != self.way:
            self.other_ways.append(way)
        return {"windows": windows, "result": result} if self.other_ways else {"result": result}
