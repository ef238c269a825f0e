"""The Pooling page's lesson: a map and a pool, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import ClassVar

from cnnviz import images
from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.figures import Shade
from pages.ui.inputs import own_matrix
from pages.ui.inputs.looks import show_refused
from pages.ui.inputs.pictures import matrix_picture
from pages.ui.inputs.pooling import Pool
from pages.ui.linked.lesson import Lesson, Saved
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part
from pages.ui.linked.pins import At, pin, pinned, start_at, zoom, zoomed
from pages.ui.linked.predictions import Task, ask
from pages.ui.pooling.linked import map_part, placed, pooled_part, shade_of, task_of, way_part
from pages.ui.pooling.source import Source, picture_itself
from pages.ui.session.visit import Reaction

HUB = "pooling"
_AT, _ZOOM = "pool_at", "pool_zoom"

#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "at": partial(pin, _AT),
    "zoom": partial(zoom, _ZOOM),
    "pixels": own_matrix.take_over,
    "guess": partial(ask, HUB),
}


@dataclass(frozen=True)
class PoolingLesson(Lesson):
    """A map under a pool.

    Attributes
    ----------
    map
        What is pooled.
    pool
    fill : bool
        Whether outputs are covered until the window has come to them.
    """

    map: Source
    pool: Pool
    fill: bool = False
    hub: ClassVar[str] = HUB

    @property
    def is_previewed(self) -> bool:
        """Say that a matrix' numbers can be typed over, with previews."""
        return self.map.can_be_typed_over

    @cached_property
    def pooled(self) -> Floats:
        """What the windows leave, (H, W)."""
        return self.pool.run(self.map.values)

    @cached_property
    def shown(self) -> Shade:
        """The same as it is shown."""
        return shade_of(self.map, self.pool, self.pooled)

    def source(self) -> Part:
        """Give the map."""
        return map_part(self.map)

    def windows(self) -> Part:
        """Give where the windows lie."""
        return way_part(self.map, self.pool)

    def result(self, asking: str = "") -> Part:
        """Give what they leave."""
        return pooled_part(self.map, self.pool, self.pooled, self.shown, asking)

    def saved(self) -> Saved:
        """Give what they leave."""
        return self.pooled, self.shown

    def task(self) -> Task:
        """Give any number of the output to be predicted, and its size where a formula gives it."""
        return task_of(self.map, self.pool, self.pooled)

    def fields(self) -> Mapping[str, object]:
        """Give the output that is looked at, and how far was zoomed."""
        return {"at": pinned(_AT, (1, *self.pooled.shape), self._start), "zoom": zoomed(_ZOOM)}

    def _start(self) -> At:
        rows, columns = self.map.values.shape
        return start_at(lambda: self.map.place, (rows, columns), placed(self.map, self.pool))

    def options(self) -> ViewOptions:
        """Let a matrix' numbers be typed over."""
        return ViewOptions(
            "The map, and its pooled output", pixels=self.map.can_be_typed_over, fill=self.fill
        )

    def changed(self, field: str, value: object) -> PoolingLesson | None:
        """Give the lesson with a matrix that is typed over; None if it is of another size."""
        if field != "pixels" or not isinstance(value, str):
            return None
        matrix = images.parse_matrix(value)
        if matrix.shape != self.map.values.shape:
            return None
        return replace(self, map=picture_itself(matrix_picture(matrix)).drawn(self.map.scale))

    def show_refused(self, error: CnnvizError) -> None:
        """Draw the map, and say why the pool does not fit."""
        show_refused(error, self.map.values, self.map.scale, self.map.alt)
