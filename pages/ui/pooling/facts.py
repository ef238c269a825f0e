"""Numbers about a pooled map."""

from __future__ import annotations

from cnnviz.figures import format_number
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.pooling.lesson import PoolingLesson


def show_pooling_facts(lesson: PoolingLesson, predict: bool) -> None:
    """Show the output in numbers, unless it is to be predicted."""
    show_facts([] if predict else _facts(lesson))


def _facts(lesson: PoolingLesson) -> list[Fact]:
    """Size, range and cost of the output."""
    source, pool, pooled = lesson.map, lesson.pool, lesson.pooled
    rows, columns = source.values.shape
    cost = pool.row.multiplications((rows, columns), pool.options)
    work = f"{'' if cost else 'only '}{pool.row.reduction.work}; no weights to learn"
    return [
        Fact("Output", " × ".join(map(str, pooled.shape)), pool.row.formula((rows, columns), pool.options)),
        Fact("Values", f"{format_number(pooled.min())} … {format_number(pooled.max())}"),
        Fact("Multiplications", format_number(cost), f"it {work}"),
    ]
