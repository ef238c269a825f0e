"""The Kernels page's lesson: a picture, a kernel and its way, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import ClassVar, Self

from cnnviz.figures.scales import RULES
from cnnviz.filtering import Choice
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec
from pages.ui.inputs.kernel_in_view import FLIP, KERNEL, parameters
from pages.ui.inputs.looks import SCALE
from pages.ui.inputs.pictures import Picture, pictured, scaled_down
from pages.ui.kernels.changing import Changing
from pages.ui.kernels.controls import controls
from pages.ui.kernels.linked import (
    filtered_part,
    picture_name,
    picture_part,
    placed,
    task_of,
    way_name,
    way_part,
)
from pages.ui.kernels.reactions import AT, HUB, LARGE, ZOOM
from pages.ui.linked.channel import large_channel
from pages.ui.linked.left_open import Cells, left_open
from pages.ui.linked.lesson import Lesson, Saved
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part
from pages.ui.linked.pins import At, pinned, start_at, zoomed
from pages.ui.linked.predictions import Task

_OPEN = "open"
#: The longest side of a kernel whose numbers can be typed over beside the picture.
_EDITED_SIDE = 7


@dataclass(frozen=True)
class KernelLesson(Changing, Lesson):
    """A picture under a kernel, as the linked view shows and changes it."""

    hub: ClassVar[str] = HUB

    @property
    def is_previewed(self) -> bool:
        """Say that a typed or dragged number can be previewed."""
        return True

    def source(self) -> Part:
        """Give the picture."""
        return picture_part(self.picture, self.image)

    @property
    def source_key(self) -> str:
        """The picture's name."""
        return picture_name(self.picture, self.image)

    def windows(self) -> Part:
        """Give the way the kernel slides over it."""
        return way_part(*self._way)

    def result(self, asking: str = "") -> Part:
        """Give the output."""
        source, way = self.source_key, way_name(*self._way)
        whole, most = self.reaches
        full = None if whole == most else self.is_full
        return filtered_part(
            self.picture, self.choice, self.made, self.shades, source, way, full, asking, self.scaling
        )

    def saved(self) -> Saved:
        """Give the output."""
        return self.made, self.shown

    def task(self) -> Task:
        """Give the output's size to be predicted, and its numbers."""
        name = f"{self.source_key} {way_name(*self._way)} {tuple(self.scaling)}"
        return task_of(self.image, self.choice, self.how, self.plan, self.sums, name, self.scaling)

    def left_open(self) -> Cells | None:
        """Give the outputs that are left open for the learner, if not all are."""
        return left_open(_OPEN, (len(self.shades), *self.made.shape[-2:]))

    @cached_property
    def pinned_at(self) -> At:
        """The output that is looked at."""
        return pinned(AT, (len(self.shades), *self.made.shape[-2:]), self._start)

    def fields(self) -> Mapping[str, object]:
        """Give the output that is looked at, how far was zoomed, and the kernel that is shown large."""
        return {
            "at": self.pinned_at,
            "zoom": zoomed(ZOOM),
            # Until one is chosen, each output shows the kernel that answers most strongly there.
            "large": large_channel(LARGE, self.choice.spec.key, len(self.choice.kernels), None),
        }

    def settings(self) -> Mapping[str, object]:
        """Give the kernel, its parameters and its way, and the colours."""
        _, values = parameters(self.choice)
        set_now = {KERNEL.key: self.choice.spec.key, FLIP.key: self.choice.is_flipped, SCALE.key: self.scale}
        return {**self.chosen, **set_now, **self.scaled._asdict(), "parameters": values}

    def options(self) -> ViewOptions:
        """Let one kernel's weights be typed over, and a matrix' numbers."""
        return ViewOptions(
            "The picture, and the kernel's output",
            layout="equation",
            channels_of=self.choice.spec.key,
            pixels=self.picture.can_be_typed_over,
            editable=0 if isinstance(self.choice.spec, CombinedSpec) else _EDITED_SIDE,
            controls=controls(self.choice, self.chosen),
        )

    def told(self) -> tuple[str, list[tuple[str, str]]]:
        """Say which kernel lies over which picture, and whose that is."""
        said = [*pictured(self.picture), ("Weights, row by row", self.choice.weights_text())]
        return f"{self.choice.spec.title}: {self.picture.title}", said

    def derived(self) -> Mapping[str, object] | None:
        """Give the rule of the output's colours, unless they are those of directions or of names."""
        shown, several = self.shades[0], isinstance(self.choice.spec, CombinedSpec)
        if shown.scale in ("cyclic", "categorical") or (several and self.image.ndim > 2):
            return None
        rule = RULES[shown.scale]
        ends = {"low": shown.low, "high": shown.high, "absolute": shown.scale == "absolute"}
        return {**ends, "first": rule.first, "span": rule.span, "flat": rule.flat}

    def smaller(self, side: int) -> Self | None:
        """Give the same of a smaller picture; a matrix is not scaled."""
        if self.picture.is_matrix or side < 1:
            return None
        picture = scaled_down(self.picture, side)
        return replace(self, picture=picture, image=picture.grey if self.image.ndim == 2 else picture.array)

    def asked(self) -> list[dict[str, object]]:
        """Give the formula's numbers that were asked for."""
        return [asdict(terms) for terms in self.how.terms(self.picture.size, self.choice.size)]

    def _start(self) -> At:
        cells = self.left_open()
        if cells:
            return cells[0]
        return start_at(lambda: self.picture.edge, self.picture.size, placed(*self._way))

    @property
    def _way(self) -> tuple[Picture, Choice, Geometry, Plan]:
        return self.picture, self.choice, self.how, self.plan
