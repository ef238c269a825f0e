"""A picture under a kernel, with all that is computed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import Scale, Shade, response_limits, robust_limits, shade
from cnnviz.figures.scales import Limits
from cnnviz.filtering import UNSCALED, Choice, Scaling, convolve, largest_response
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec
from cnnviz.kernels.parameters import Value
from pages.ui.inputs.geometry_in_view import Chosen, geometry_of
from pages.ui.inputs.looks import ScaleChoice, scale_choice
from pages.ui.inputs.pictures import Picture
from pages.ui.kernels.linked import side_by_side


@dataclass(frozen=True)
class Filtered:
    """A picture under a kernel, and the colours of what comes out.

    Attributes
    ----------
    picture
    image : float32, (H, W) or (3, H, W)
        The picture as it is filtered.
    choice
        The kernel.
    chosen
        Its way over the picture.
    scale : str
        Of the output, as it is set.
    others : mapping
        What the parameters of all kernels are set to.
    full
        Whether its colours reach as far as its numbers; None as long as nobody has chosen.
    scaled : Scaling
        What is set of factor and offset.
    """

    picture: Picture
    image: NDArray[np.float32]
    choice: Choice
    chosen: Chosen
    scale: str
    others: Mapping[str, Value]
    full: bool | None = None
    scaled: Scaling = UNSCALED

    @cached_property
    def how(self) -> Geometry:
        """The kernel's way over any picture."""
        return geometry_of(self.chosen)

    @cached_property
    def plan(self) -> Plan:
        """Where the windows lie, in numbers."""
        return self.how.plan(self.picture.size, self.choice.size)

    @property
    def scaling(self) -> Scaling:
        """What is made of each sum: of several kernels' combined responses nothing."""
        return UNSCALED if isinstance(self.choice.spec, CombinedSpec) else self.scaled

    @cached_property
    def sums(self) -> NDArray[np.floating]:
        """The sums under the kernel, (H, W) or (3, H, W)."""
        return convolve(self.image, self.choice, self.how, self.plan)

    @cached_property
    def made(self) -> NDArray[np.floating]:
        """The output, (H, W) or (3, H, W)."""
        return self.scaling.of(self.sums)

    @cached_property
    def shades(self) -> list[Shade]:
        """Each map of the output as it is shown, all in one range of colours."""
        limits = self.reaches[0 if self.is_full else 1]
        return [shade(plane, self._drawn_on, limits) for plane in self._planes]

    @property
    def is_full(self) -> bool:
        """Whether the colours reach as far as the numbers: at first only on a scale that was chosen."""
        return self._scale.chosen is not None if self.full is None else self.full

    @cached_property
    def reaches(self) -> tuple[Limits, Limits]:
        """The range of all numbers, and the one that a few huge numbers do not stretch."""
        largest = self.scaling.largest(largest_response(self.image, self.choice))
        return (
            response_limits(self._planes, self._drawn_on, largest),
            robust_limits(self._planes, self._drawn_on, largest),
        )

    @cached_property
    def _planes(self) -> NDArray[np.float32]:
        """The maps as they are drawn: all that makes colours of them works in float32."""
        with np.errstate(over="ignore"):
            return self.made.reshape(-1, *self.made.shape[-2:]).astype(np.float32)

    @property
    def _scale(self) -> ScaleChoice:
        return scale_choice(self.scale)

    @property
    def _drawn_on(self) -> Scale:
        suits = "raw" if self.scaling.offset else self.choice.spec.view  # 0 is no middle any more
        return self._scale.of(suits, self.picture.is_matrix)

    @cached_property
    def shown(self) -> Shade | NDArray[np.uint8]:
        """The output in one figure."""
        return side_by_side(self.shades)
