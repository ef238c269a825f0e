"""Batch norm on two typed batches that share a number: in training, and in a test."""

from __future__ import annotations

from functools import partial
from typing import Final

from cnnviz.figures import format_number
from cnnviz.modes import Norm, NormedBatch, normed, read_between, read_numbers
from cnnviz.predict.norm_slips import check_normed, check_statistic
from pages.ui.figures.facts import Fact
from pages.ui.linked.worked_entry import Entry
from pages.ui.linked.worked_rows import Cell, Row, Work

_LARGEST = 10**6
_BATCHES = (
    Entry("bt_first", "Batch 1", (1.0, 3.0, 5.0, 7.0), read_numbers, is_wide=True),
    Entry("bt_second", "Batch 2", (5.0, 9.0, 9.0, 9.0), read_numbers, is_wide=True),
)
_any = partial(read_between, low=-_LARGEST, high=_LARGEST)
#: What each field is in `Norm`.
_NORM: Final = {
    "running_mean": Entry("bt_mean", "Running mean", (3.0,), _any),
    "running_var": Entry("bt_var", "Running variance", (4.0,), partial(read_between, low=0, high=_LARGEST)),
    "weight": Entry("bt_gamma", "γ", (1.0,), _any),
    "bias": Entry("bt_beta", "β", (0.0,), _any),
    "eps": Entry("bt_eps", "ε", (1e-5,), partial(read_between, low=1e-12, high=1, open_end=True)),
    "momentum": Entry("bt_momentum", "Momentum", (0.1,), partial(read_between, low=0, high=1)),
}


def norm_batches() -> list[NormedBatch]:
    """Give both batches and what is made of them; all of it stands in the address from now on."""
    norm = Norm(**{name: entry.known()[0] for name, entry in _NORM.items()})
    return normed(norm, [entry.known() for entry in _BATCHES])


def norm_work(batches: list[NormedBatch]) -> Work:
    """Give the rows: each batch, what comes out in training and in a test, and the averages beside it."""
    wide = max(len(batch.values) for batch in batches)
    rows = [row for n, batch in enumerate(batches) for row in _rows(batch, batches[1 - n], n, wide)]
    both = shared(batches)
    start = batches[0].values.index(both) if both is not None else 0
    task = f"{[batch.values for batch in batches]} {batches[0].before}"
    return Work("typed_norm", "bt_at", (*_BATCHES, *_NORM.values()), (), rows, task, (1, start))


def _rows(batch: NormedBatch, other: NormedBatch, n: int, wide: int) -> list[Row]:
    top, blank = 3 * n, [None] * (wide - len(batch.values))
    own = tuple((top, i) for i in range(len(batch.values)))
    by, moved = ((top, wide), (top, wide + 1)), ((top + 1, wide), (top + 1, wide + 1))
    asked = {name: partial(check_statistic, batch=batch, which=name) for name in _STATISTICS}
    mean = Cell(batch.mean, batch.mean_words(), own, "mean", asked["mean"])
    variance = Cell(batch.variance, batch.variance_words(), (*own, by[0]), "variance", asked["variance"])
    before = tuple((top - 2, column) for column in (wide, wide + 1)) if n else moved
    after = [
        Cell(value, said, (by[i], *([before[i]] if n else [])), label, asked[name])
        for i, (name, label, value, said) in enumerate(
            (
                ("running_mean", "running mean", batch.after.running_mean, batch.running_mean_words()),
                ("running_var", "running var.", batch.after.running_var, batch.running_var_words()),
            )
        )
    ]
    used = [
        Cell(batch.used.running_mean, "As typed: what earlier batches left behind.", (), "used mean"),
        Cell(batch.used.running_var, "As typed: what earlier batches left behind.", (), "used var."),
    ]
    places = range(len(batch.values))
    typed = [Cell(value, "As typed.") for value in batch.values]
    training = [_training(batch, other, i, top, by) for i in places]
    test = [_test(batch, i, top, wide) for i in places]
    return [
        Row(f"Batch {n + 1}", "", [*typed, *blank, mean, variance], begins=n > 0),
        Row("In training", "by this batch", [*training, *blank, *after], name=f"Batch {n + 1} in training"),
        Row("In a test", "by running averages", [*test, *blank, *used], name=f"Batch {n + 1} in a test"),
    ]


_STATISTICS = ("mean", "variance", "running_mean", "running_var")


def _training(
    batch: NormedBatch, other: NormedBatch, i: int, top: int, by: tuple[tuple[int, int], ...]
) -> Cell:
    value, said = batch.values[i], batch.training_words(i)
    if value in other.values:
        there = format_number(other.training[other.values.index(value)], 3)
        said += f" In the other batch {format_number(value)} becomes {there}."
    judge = partial(check_normed, batch=batch, i=i, training=True)
    return Cell(float(batch.training[i]), said, ((top, i), *by), judge=judge)


def _test(batch: NormedBatch, i: int, top: int, wide: int) -> Cell:
    of = ((top, i), (top + 2, wide), (top + 2, wide + 1))
    judge = partial(check_normed, batch=batch, i=i, training=False)
    return Cell(float(batch.test[i]), batch.test_words(i), of, judge=judge)


def shared(batches: list[NormedBatch]) -> float | None:
    """The first number that stands in both batches; None if there is none."""
    return next((value for value in batches[0].values if value in batches[1].values), None)


def norm_comparison(batches: list[NormedBatch]) -> list[Fact]:
    """What becomes of the number in both batches, in training and in a test."""
    value = shared(batches)
    if value is None:
        return [Fact("In both batches", "no number", "type one into both, to see what becomes of it")]
    name = format_number(value)
    of = [(batch, batch.values.index(value)) for batch in batches]
    trained = [
        Fact(f"{name} in batch {n + 1}, training", format_number(batch.training[i], 3))
        for n, (batch, i) in enumerate(of)
    ]
    batch, i = of[0]
    return [*trained, Fact(f"{name} in either batch, test", format_number(batch.test[i], 3))]
