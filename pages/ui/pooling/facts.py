"""Numbers about a pooled map."""

from __future__ import annotations

from cnnviz.errors import CnnvizError
from cnnviz.figures import format_number
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.pooling.lesson import PoolingLesson


def show_pooling_facts(lesson: PoolingLesson, predict: bool) -> None:
    """Show the output in numbers, unless it is to be predicted."""
    show_facts([] if predict else _facts(lesson))


def _of_the_original(lesson: PoolingLesson) -> list[Fact]:
    """The size that a picture would give as it was brought, if it was scaled down."""
    original, pool, name = lesson.map.original, lesson.pool, "Output of your original"
    if original is None:
        return []
    try:
        rows, columns = pool.row.size(original, pool.options)
    except CnnvizError as error:
        return [Fact(name, "none", str(error))]
    return [Fact(name, f"{rows} × {columns}", pool.row.formula(original, pool.options))]


def _facts(lesson: PoolingLesson) -> list[Fact]:
    """Size, range and cost of the output."""
    source, pool, pooled = lesson.map, lesson.pool, lesson.pooled
    rows, columns = source.values.shape
    cost = pool.row.multiplications((rows, columns), pool.options)
    work = f"{'' if cost else 'only '}{pool.row.reduction.work}; no weights to learn"
    return [
        Fact("Output", " × ".join(map(str, pooled.shape)), pool.row.formula((rows, columns), pool.options)),
        *_of_the_original(lesson),
        Fact("Values", f"{format_number(pooled.min())} … {format_number(pooled.max())}"),
        Fact("Multiplications", format_number(cost), f"it {work}"),
    ]
