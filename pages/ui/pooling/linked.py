"""The parts of the Pooling page's linked view: the map, the windows on it, and what each leaves."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from cnnviz.arguments import Floats
from cnnviz.figures import Shade, range_text, shade
from cnnviz.operators.placement import Placement
from cnnviz.operators.pool_formulas import sliding_terms
from cnnviz.operators.ways import SLIDING
from cnnviz.predict import neighbours_of
from cnnviz.predict.values import question_of
from cnnviz.predict.verdict import Question
from pages.ui.inputs.pooling import Pool
from pages.ui.linked.parts import Grid, Made, Part, result_part, source_part, windows_part
from pages.ui.linked.pins import At
from pages.ui.linked.predictions import Task
from pages.ui.pooling.source import Source


def map_part(source: Source) -> Part:
    """What is sent of the map that is pooled."""
    rows, columns = source.values.shape
    label = f"Input {rows} × {columns}"
    grid = Grid(source.values.astype(np.float32)[None], [source.shown], label, source.alt)
    return source_part(source.id, grid)


def way_part(source: Source, pool: Pool) -> Part:
    """What is sent of where the windows lie."""
    rows, columns = source.values.shape
    size, row = (rows, columns), pool.row
    formula: dict[str, object] = {"text": row.formula(size, pool.options)}
    if row.way is SLIDING:
        formula["axes"] = [asdict(terms) for terms in sliding_terms(size, pool.options)]
    return windows_part(_way(source, pool), placed(source, pool), formula)


def placed(source: Source, pool: Pool) -> Placement:
    """Where the windows lie."""
    rows, columns = source.values.shape
    return pool.row.placement((rows, columns), pool.options)


def shade_of(source: Source, pool: Pool, pooled: Floats) -> Shade:
    """The output in the input's colours, so that the two compare, unless it leaves the input's range."""
    if pool.row.reduction.keeps_range:
        return shade(pooled, source.scale, (source.shown.low, source.shown.high))
    return shade(pooled, "minmax" if source.scale == "raw" else source.scale)


def pooled_part(source: Source, pool: Pool, pooled: Floats, shown: Shade, asking: str = "") -> Part:
    """What is sent of what the windows leave; `asking` names what is to be predicted, if anything is."""
    rows, columns = pooled.shape
    alt = f"{source.title}, pooled to {rows} × {columns}; colours: {range_text(shown)}"
    grid = Grid(pooled[None], [shown], f"Output {rows} × {columns}", alt)
    made = Made("pool", facts={"kind": pool.row.makes, "own": pool.own, "asking": asking})
    return result_part(source.id, _way(source, pool), grid, made)


def task_of(source: Source, pool: Pool, pooled: Floats) -> Task:
    """What can be predicted of a result: any of its numbers, and its size where a formula gives it."""
    rows, columns = source.values.shape
    options = pool.options

    def question(at: At) -> Question:
        position = (at[1], at[2])
        return question_of(pool.trace(source.values, position), neighbours_of(pooled, position))

    name = f"{source.id} {_way(source, pool)}"
    shape = (1, *pooled.shape)
    if "ceil_mode" not in options:
        return Task.judged_by(name, shape, question)
    sized = {
        "size": (rows, columns),
        "kernel": options["kernel_size"],
        "stride": options["stride"],
        "padding": options.get("padding", 0),
        "dilation": options.get("dilation", 1),
        "remainder": "ceil" if options["ceil_mode"] else "floor",
    }
    return Task.judged_by(name, shape, question, sized)


def _way(source: Source, pool: Pool) -> str:
    options = sorted((name, str(value)) for name, value in pool.options.items())
    return f"{source.values.shape} {pool.row.key} {options}"
