"""The Pooling page's lesson: a map and a pool, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from typing import ClassVar

from cnnviz import images
from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.figures import Shade
from cnnviz.geometry import Terms
from cnnviz.operators.ways import SLIDING
from pages.ui.inputs import own_matrix
from pages.ui.inputs.in_view import reactions
from pages.ui.inputs.pictures import matrix_picture, scaled_down
from pages.ui.inputs.pooling import Chosen, Pool, controls, pool_of, set_pool, settings
from pages.ui.inputs.samples import SIDE
from pages.ui.linked.known import take_visited
from pages.ui.linked.left_open import Cells, left_open
from pages.ui.linked.lesson import Lesson, Saved
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part
from pages.ui.linked.pins import At, pin, pinned, start_at, zoom, zoomed
from pages.ui.linked.predictions import Task, ask
from pages.ui.linked.previews import computed
from pages.ui.pooling.linked import map_part, placed, pooled_part, shade_of, task_of, way_part
from pages.ui.pooling.source import Source, picture_itself
from pages.ui.session import keeping
from pages.ui.session.visit import Reaction

HUB = "pooling"
_AT, _ZOOM, _OPEN = "pool_at", "pool_zoom", "pool_open"

#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "at": partial(pin, _AT),
    "zoom": partial(zoom, _ZOOM),
    "pixels": own_matrix.take_over,
    "guess": partial(ask, HUB),
    "visited": partial(take_visited, HUB),
    **reactions(settings((SIDE, SIDE)).values()),
}


@dataclass(frozen=True)
class PoolingLesson(Lesson):
    """A map under a pool.

    Attributes
    ----------
    map
        What is pooled.
    chosen
        How it is pooled.
    fill : bool
        Whether outputs are covered until the window has come to them.
    """

    map: Source
    chosen: Chosen
    fill: bool = False
    hub: ClassVar[str] = HUB

    @property
    def is_previewed(self) -> bool:
        """Say that what is set in the view can be previewed."""
        return True

    @cached_property
    def pool(self) -> Pool:
        """The pool."""
        return pool_of(self.chosen)

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

    @property
    def source_key(self) -> str:
        """The map's name."""
        return self.map.id

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

    def left_open(self) -> Cells | None:
        """Give the outputs that are left open for the learner, if not all are."""
        return left_open(_OPEN, (1, *self.pooled.shape))

    @cached_property
    def pinned_at(self) -> At:
        """The output that is looked at."""
        return pinned(_AT, (1, *self.pooled.shape), self._start)

    def fields(self) -> Mapping[str, object]:
        """Give the output that is looked at, and how far was zoomed."""
        return {"at": self.pinned_at, "zoom": zoomed(_ZOOM)}

    def _start(self) -> At:
        cells = self.left_open()
        if cells:
            return cells[0]
        rows, columns = self.map.values.shape
        return start_at(lambda: self.map.place, (rows, columns), placed(self.map, self.pool))

    def settings(self) -> Mapping[str, object]:
        """Give the pool, and its options."""
        return self.chosen

    def options(self) -> ViewOptions:
        """Let a matrix' numbers be typed over, and the pool be chosen."""
        return ViewOptions(
            "The map, and its pooled output",
            layout="equation",
            pixels=self.map.can_be_typed_over,
            fill=self.fill,
            controls=controls(self.chosen, self.map.values.shape),
        )

    def changed(self, field: str, value: object) -> PoolingLesson | None:
        """Give the lesson with another pool, or with a matrix that is typed over and as large as it was."""
        every = settings(self.map.values.shape)
        if field in every:
            accepted = every[field].accepts(value)
            return None if accepted is None else replace(self, chosen={**self.chosen, field: accepted})
        if field != "pixels" or not isinstance(value, str):
            return None
        matrix = images.parse_matrix(value)
        if matrix.shape != self.map.values.shape:
            return None
        return replace(self, map=picture_itself(matrix_picture(matrix)).drawn(self.map.scale))

    def keep(self) -> None:
        """Remember what has a result, for `instead`."""
        keeping.keep("pooling:fits", self.chosen)

    def instead(self) -> PoolingLesson:
        """Give the lesson as it had a result last, or pooled to one number, which always can be."""
        last, first = keeping.kept("pooling:fits"), {**self.chosen, "pool": "global_max"}
        for chosen in (*([last] if last else []), first):
            other = replace(self, chosen=chosen)
            with suppress(CnnvizError):
                if other.windows():
                    return other
        raise AssertionError("one window lies over every map")

    def told(self) -> tuple[str, list[tuple[str, str]]]:
        """Say which map is pooled."""
        rows, columns = self.map.values.shape
        title = f"{self.pool.row.title}: {self.map.title}"
        return title, [("Map", f"{self.map.title}, {rows} × {columns}. {self.map.alt}"), *self.map.whose]

    def smaller(self, side: int) -> PoolingLesson | None:
        """Give the same of a smaller map, where it is a picture."""
        if self.map.picture is None or self.map.is_matrix or side < 1:
            return None
        picture = scaled_down(self.map.picture, side)
        return replace(self, map=picture_itself(picture).drawn(self.map.scale))

    def asked(self) -> list[dict[str, object]]:
        """Give the formula's numbers that were asked for, where it is the usual one."""
        options, size = self.pool.options, self.map.values.shape
        if self.pool.row.way is not SLIDING:
            return []
        padding, dilation = options.get("padding", 0), options.get("dilation", 1)
        pairs = zip(size, options["kernel_size"], options["stride"], strict=True)
        return [asdict(Terms(n, padding, padding, f, dilation, s)) for n, f, s in pairs]


def lesson_of(source: Source, fill: bool) -> PoolingLesson:
    """Give a map under the pool that is set."""
    return computed(PoolingLesson(source, set_pool(source.values.shape), fill))
