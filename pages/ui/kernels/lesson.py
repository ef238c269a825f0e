"""The Kernels page's lesson: a picture, a kernel and its way, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import ClassVar

from cnnviz import images
from cnnviz.errors import CnnvizError
from cnnviz.filtering import Choice, built
from cnnviz.geometry import Geometry, Plan
from cnnviz.kernels import CombinedSpec
from cnnviz.kernels.parameters import Value
from cnnviz.operators.first_look import strongest_edge
from pages.ui.inputs import own_matrix
from pages.ui.inputs.geometry_in_view import SETTINGS
from pages.ui.inputs.in_view import reactions
from pages.ui.inputs.kernel import OWN_TEXT_KEY, own_kernel, take_weights
from pages.ui.inputs.kernel_in_view import (
    FLIP,
    KERNEL,
    chosen_kernel,
    given_values,
    parameters,
    take_parameters,
)
from pages.ui.inputs.looks import SCALE
from pages.ui.inputs.pictures import Picture, matrix_picture
from pages.ui.kernels import scaling
from pages.ui.kernels.controls import controls
from pages.ui.kernels.filtered import Filtered
from pages.ui.kernels.linked import (
    filtered_part,
    picture_name,
    picture_part,
    placed,
    task_of,
    way_name,
    way_part,
)
from pages.ui.linked.channel import enlarge, large_channel
from pages.ui.linked.known import take_visited
from pages.ui.linked.left_open import Cells, left_open
from pages.ui.linked.lesson import Lesson, Saved
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part
from pages.ui.linked.pins import At, pin, pinned, start_at, zoom, zoomed
from pages.ui.linked.predictions import Task, ask
from pages.ui.linked.reach import set_range
from pages.ui.session import keeping
from pages.ui.session.visit import Reaction

HUB = "kernels"
_AT, _ZOOM, _LARGE, _OPEN = "at", "zoom", "large", "open"
#: The setting of how far the colours reach.
FULL = "reach"
#: The longest side of a kernel whose numbers can be typed over beside the picture.
_EDITED_SIDE = 7

#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "at": partial(pin, _AT),
    "zoom": partial(zoom, _ZOOM),
    "large": partial(enlarge, _LARGE),
    "full": partial(set_range, FULL),
    "edit": take_weights,
    "parameters": take_parameters,
    "pixels": own_matrix.take_over,
    "guess": partial(ask, HUB),
    "visited": partial(take_visited, HUB),
    **reactions((KERNEL, FLIP, SCALE, *SETTINGS.values())),
    **scaling.REACTIONS,
}


@dataclass(frozen=True)
class KernelLesson(Filtered, Lesson):
    """A picture under a kernel, as the linked view shows and changes it."""

    hub: ClassVar[str] = HUB

    @property
    def is_previewed(self) -> bool:
        """Say that a typed or dragged number can be previewed."""
        return True

    def source(self) -> Part:
        """Give the picture."""
        return picture_part(self.picture, self.image)

    def windows(self) -> Part:
        """Give the way the kernel slides over it."""
        return way_part(*self._way)

    def result(self, asking: str = "") -> Part:
        """Give the output."""
        source, way = picture_name(self.picture, self.image), way_name(*self._way)
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
        name = f"{picture_name(self.picture, self.image)} {way_name(*self._way)} {tuple(self.scaling)}"
        return task_of(self.image, self.choice, self.how, self.plan, self.sums, name, self.scaling)

    def left_open(self) -> Cells | None:
        """Give the outputs that are left open for the learner, if not all are."""
        return left_open(_OPEN, (len(self.shades), *self.made.shape[-2:]))

    def fields(self) -> Mapping[str, object]:
        """Give the output that is looked at, how far was zoomed, and the kernel that is shown large."""
        rows, columns = self.made.shape[-2:]
        return {
            "at": pinned(_AT, (len(self.shades), rows, columns), self._start),
            "zoom": zoomed(_ZOOM),
            # Until one is chosen, each output shows the kernel that answers most strongly there.
            "large": large_channel(_LARGE, self.choice.spec.key, len(self.choice.kernels), None),
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

    def changed(self, field: str, value: object) -> KernelLesson | None:
        """Give the lesson with another kernel, way or colours, other parameters, or a typed matrix."""
        flip = self.choice.is_flipped
        if field in SETTINGS:
            accepted = SETTINGS[field].accepts(value)
            return None if accepted is None else replace(self, chosen={**self.chosen, field: accepted})
        match field, value:
            case "edit", str(text):
                return replace(self.knowing({OWN_TEXT_KEY: text}), choice=own_kernel(text).flipped(flip))
            case "kernel", str(name):
                return replace(self, choice=chosen_kernel(name, self.others).flipped(flip))
            case "flip", bool(wanted):
                return replace(self, choice=self.choice.flipped(wanted))
            case "scale", str(scale) if SCALE.accepts(scale):
                return replace(self, scale=scale)
            case (("factor" | "offset"), _):
                scaled = scaling.changed(self.scaled, field, value)
                return None if scaled is None else replace(self, scaled=scaled)
            case "full", bool(full):
                return replace(self, full=full)
            case "parameters", dict(values):
                given = given_values(self.choice.spec, values)
                if given is None:
                    return None
                choice = built(self.choice.spec, {**self.choice.values, **given}).flipped(flip)
                return replace(self.knowing(parameters(choice)[1]), choice=choice)
            case "pixels", str(text):
                picture = matrix_picture(images.parse_matrix(text))
                same = picture.size == self.picture.size
                return replace(self, picture=picture, image=picture.grey) if same else None
        return None

    def knowing(self, values: Mapping[str, Value]) -> KernelLesson:
        """Give the lesson that knows what parameters were set to, by their keys, for later."""
        return replace(self, others={**self.others, **values})

    def keep(self) -> None:
        """Remember what has a result, for `instead`."""
        keeping.keep("kernels:fits", (self.chosen, self.choice))

    def instead(self) -> KernelLesson:
        """Give the lesson as it had a result last, or with a way and a kernel that fit every picture."""
        last, first = keeping.kept("kernels:fits"), {key: it.first for key, it in SETTINGS.items()}
        ways = [*([last] if last else []), (first, self.choice), (first, own_kernel("1"))]
        for chosen, choice in ways:
            other = replace(self, chosen=chosen, choice=choice)
            with suppress(CnnvizError):
                if other.plan:
                    return other
        raise AssertionError("one weight fits on every picture")

    def asked(self) -> list[dict[str, object]]:
        """Give the formula's numbers that were asked for."""
        return [asdict(terms) for terms in self.how.terms(self.picture.size, self.choice.size)]

    def _start(self) -> At:
        cells = self.left_open()
        if cells:
            return cells[0]
        return start_at(partial(strongest_edge, self.picture.grey), self.picture.size, placed(*self._way))

    @property
    def _way(self) -> tuple[Picture, Choice, Geometry, Plan]:
        return self.picture, self.choice, self.how, self.plan
