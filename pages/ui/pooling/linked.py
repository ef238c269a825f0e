"""The Pooling page's linked view: the map, the windows on it, and what each leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cnnviz import images
from cnnviz.arguments import Floats
from cnnviz.figures import Shade, format_number, range_text, shade
from cnnviz.figures.scales import Limits
from cnnviz.predict import Verdict, check_size, check_value, neighbours_of
from pages.ui.figures.facts import Fact
from pages.ui.inputs.picture import matrix_picture
from pages.ui.inputs.pooling import Pool
from pages.ui.linked.parts import Grid, Made, Part, result_part, source_part, windows_part
from pages.ui.linked.places import At, Task
from pages.ui.pooling.source import Source, picture_itself

HUB = "pooling"


def map_part(source: Source) -> tuple[Part, Limits]:
    """The map that is pooled: what is sent of it, and the values at the ends of its colours."""
    rows, columns = source.values.shape
    shown = shade(source.values, source.scale)
    grid = Grid(source.values.astype(np.float32)[None], [shown], f"Input {rows} × {columns}", source.alt)
    return source_part(source.id, grid), (shown.low, shown.high)


def way_part(source: Source, pool: Pool) -> Part:
    """Where the windows lie."""
    rows, columns = source.values.shape
    return windows_part(_way(source, pool), pool.row.placement((rows, columns), pool.options))


def pooled_part(
    source: Source, limits: Limits, pool: Pool, pooled: Floats, asking: str = ""
) -> tuple[Part, Shade]:
    """What the windows leave: what is sent of it, and how it is shown.

    `asking` is the name of what is to be predicted, if anything is.
    The output is in the input's colours, so that the two compare, unless it leaves the input's range.
    """
    if pool.row.reduction.keeps_range:
        shown = shade(pooled, source.scale, limits)
    else:
        shown = shade(pooled, "minmax" if source.scale == "raw" else source.scale)
    rows, columns = pooled.shape
    alt = f"{source.title}, pooled to {rows} × {columns}; colours: {range_text(shown)}"
    grid = Grid(pooled[None], [shown], f"Output {rows} × {columns}", alt)
    made = Made("pool", facts={"kind": pool.row.makes, "own": pool.own, "asking": asking})
    return result_part(source.id, _way(source, pool), grid, made), shown


@dataclass(frozen=True)
class PoolingLesson:
    """What the Pooling page's result is made from: see `previews.Lesson`."""

    source: Source
    pool: Pool

    def changed(self, field: str, value: object) -> PoolingLesson | None:
        """Give the lesson with a matrix that is typed over; None if it is of another size."""
        if field != "pixels" or not isinstance(value, str):
            return None
        matrix = images.parse_matrix(value)
        if matrix.shape != self.source.values.shape:
            return None
        return replace(self, source=picture_itself(matrix_picture(matrix)).drawn(self.source.scale))

    def parts(self) -> dict[str, Part]:
        """Give the map, the windows, and what they leave."""
        given, limits = map_part(self.source)
        pooled = self.pool.run(self.source.values)
        result, _ = pooled_part(self.source, limits, self.pool, pooled)
        return {"source": given, "windows": way_part(self.source, self.pool), "result": result}


def facts(source: Source, pooled: Floats, pool: Pool) -> list[Fact]:
    """Size, range and cost of the result."""
    rows, columns = source.values.shape
    return [
        Fact("Output", " × ".join(map(str, pooled.shape)), pool.row.formula((rows, columns), pool.options)),
        Fact("Values", f"{format_number(pooled.min())} … {format_number(pooled.max())}"),
        Fact("Multiplications", "0", f"it only {pool.row.reduction.work}; no weights to learn"),
    ]


def task_of(source: Source, pool: Pool, pooled: Floats) -> Task:
    """What can be predicted of a result: any of its numbers, and its size where a formula gives it."""
    rows, columns = source.values.shape
    options = pool.options

    def value(typed: str, at: At) -> Verdict:
        place = (at[1], at[2])
        trace = pool.trace(source.values, place)
        return check_value(typed, trace, neighbours=neighbours_of(pooled, place))

    def judge_size(typed: str) -> Verdict:
        return check_size(
            typed,
            (rows, columns),
            options["kernel_size"],
            options["stride"],
            options.get("padding", 0),
            options.get("dilation", 1),
            remainder="ceil" if options["ceil_mode"] else "floor",
        )

    name = f"{source.id} {_way(source, pool)}"
    return Task(name, (1, *pooled.shape), judge_size if "ceil_mode" in options else None, value)


def _way(source: Source, pool: Pool) -> str:
    options = sorted((name, str(value)) for name, value in pool.options.items())
    return f"{source.values.shape} {pool.row.key} {options}"
