"""The Pooling page's linked view: the map, the windows on it, and what each leaves."""

from __future__ import annotations

import numpy as np

from cnnviz import images
from cnnviz.arguments import Floats
from cnnviz.figures import Shade, format_number, range_text, shade
from cnnviz.figures.scales import Limits
from cnnviz.operators.placement import (
    Placement,
    adaptive_placement,
    fractional_placement,
    pool_placement,
)
from cnnviz.predict import Verdict, check_size, check_value, neighbours_of
from pages.ui.figures.facts import Fact
from pages.ui.inputs.picture import matrix_picture
from pages.ui.inputs.pooling import Pool
from pages.ui.linked.parts import Grid, Made, Part, result_part, source_part, windows_part
from pages.ui.linked.places import At, Task
from pages.ui.linked.view import publish
from pages.ui.pooling.source import Source, picture_itself

HUB = "pooling"


def placement_of(pool: Pool, size: tuple[int, int]) -> Placement:
    """Where the windows of a pool lie on a map of a size (rows, columns)."""
    options = pool.options
    if pool.kind.startswith("global"):
        return adaptive_placement(size, 1)
    if pool.kind.startswith("adaptive"):
        return adaptive_placement(size, options["output_size"])
    if pool.kind.startswith("fractional"):
        return fractional_placement(size, options["kernel_size"], options["output_size"], options["samples"])
    return pool_placement(size, **options)


def map_part(source: Source) -> tuple[Part, Limits]:
    """The map that is pooled: what is sent of it, and the values at the ends of its colours."""
    rows, columns = source.values.shape
    shown = shade(source.values, source.scale)
    grid = Grid(source.values.astype(np.float32)[None], [shown], f"Input {rows} × {columns}", source.alt)
    return source_part(source.id, grid), (shown.low, shown.high)


def publish_windows(source: Source, pool: Pool) -> None:
    """Send where the windows lie."""
    rows, columns = source.values.shape
    publish(HUB, "windows", windows_part(_way(source, pool), placement_of(pool, (rows, columns))))


def pooled_part(
    source: Source, limits: Limits, pool: Pool, pooled: Floats, asking: str = ""
) -> tuple[Part, Shade]:
    """What the windows leave: what is sent of it, and how it is shown.

    `asking` is the name of what is to be predicted, if anything is.
    The output is in the input's colours, so that the two compare; a sum has a range of its own.
    """
    if pool.kind == "sum":
        shown = shade(pooled, "minmax" if source.scale == "raw" else source.scale)
    else:
        shown = shade(pooled, source.scale, limits)
    rows, columns = pooled.shape
    alt = f"{source.title}, pooled to {rows} × {columns}; colours: {range_text(shown)}"
    grid = Grid(pooled[None], [shown], f"Output {rows} × {columns}", alt)
    made = Made("pool", facts={"kind": _taken(pool.kind), "asking": asking})
    return result_part(source.id, _way(source, pool), grid, made), shown


def with_numbers(text: str, source: Source, pool: Pool) -> dict[str, Part] | None:
    """What follows from a matrix that is typed over in place of `source`; None if it is of another size.

    Raises
    ------
    CnnvizError
        If the matrix cannot be read.
    """
    matrix = images.parse_matrix(text)
    if matrix.shape != source.values.shape:
        return None
    changed = picture_itself(matrix_picture(matrix)).drawn(source.scale)
    part, limits = map_part(changed)
    pooled = pool.run(changed.values)
    return {"source": part, "result": pooled_part(changed, limits, pool, pooled)[0]}


def facts(source: Source, pooled: Floats, pool: Pool) -> list[Fact]:
    """Size, range and cost of the result."""
    rows, columns = source.values.shape
    return [
        Fact("Output", " × ".join(map(str, pooled.shape)), pool.formula((rows, columns))),
        Fact("Values", f"{format_number(pooled.min())} … {format_number(pooled.max())}"),
        Fact("Multiplications", "0", f"it only {pool.work}; no weights to learn"),
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
            options["padding"],
            options.get("dilation", 1),
            remainder="ceil" if options["ceil_mode"] else "floor",
        )

    name = f"{source.id} {_way(source, pool)}"
    return Task(name, (1, *pooled.shape), judge_size if "ceil_mode" in options else None, value)


def _way(source: Source, pool: Pool) -> str:
    options = sorted((name, str(value)) for name, value in pool.options.items())
    return f"{source.values.shape} {pool.kind} {options}"


def _taken(kind: str) -> str:
    """What a pool makes of a window, whichever way it lays its windows."""
    name = kind.rpartition("_")[2]
    return "average" if name == "avg" else name
