"""The numbers, which are for the test, and what both orders of splitting and scaling make of them."""

from __future__ import annotations

from functools import partial

from cnnviz.figures import format_number
from cnnviz.modes import Scaled
from cnnviz.predict.mode_slips import check_scaled
from pages.ui.figures.facts import Fact
from pages.ui.linked.worked_rows import Cell, Row, Switch, Work
from pages.ui.split.setting import NUMBERS, Split

_NUMBERS, _SETS, _FIRST_WAY = range(3)


def split_work(split: Split) -> Work:
    """Give the rows."""
    values = [Cell(value, "As typed.") for value in split.values]
    sets = [_switch(value, is_test) for value, is_test in zip(split.values, split.is_test, strict=True)]
    rows = [Row("Numbers", "", values), Row("Used for", "click to turn", sets)]
    start = _NUMBERS, 0
    if split.scaling is not None:
        first, normalised = split.scaling.split_first, split.scaling.normalised_first
        training = tuple(i for i, is_test in enumerate(split.is_test) if not is_test)
        every = tuple(range(len(values)))
        rows += [
            _row("Split first", "by the training alone", first, normalised, _FIRST_WAY, training),
            _row("Normalise first", "by all numbers", normalised, first, _FIRST_WAY + 1, every),
        ]
        start = _FIRST_WAY, split.scaling.farthest or 0
    return Work("split", "sp_at", (NUMBERS,), (), rows, f"{split.values} {split.is_test}", start)


def _switch(value: float, is_test: bool) -> Switch:
    return Switch(
        not is_test, "test" if is_test else "training", f"{format_number(value)} is for the training"
    )


def _row(title: str, note: str, scaled: Scaled, other: Scaled, at: int, of: tuple[int, ...]) -> Row:
    own = tuple((_NUMBERS, i) for i in of)
    wide = len(scaled.values)
    by = (at, wide), (at, wide + 1)
    scores = [
        Cell(
            score,
            f"{scaled.words(i)} standard deviations from the mean.",
            ((_NUMBERS, i), *by),
            judge=partial(check_scaled, scaled=scaled, other=other, i=i),
        )
        for i, score in enumerate(scaled.scores.tolist())
    ]
    mean = Cell(scaled.mean, f"Mean: {scaled.mean_words()}.", own, "mean")
    deviation = Cell(
        scaled.deviation, f"Standard deviation: {scaled.deviation_words()}.", (*own, by[0]), "deviation"
    )
    return Row(title, note, [*scores, mean, deviation], begins=at == _FIRST_WAY)


def split_facts(split: Split) -> list[Fact]:
    """Say what the order comes to: for the test number that lies farthest, and for the training inputs."""
    scaling = split.scaling
    if scaling is None:
        return []
    if scaling.farthest is None:
        return [Fact("Test", "no number", "turn one, to keep it back for the test")]
    at = scaling.farthest
    name = f"Test number {format_number(split.values[at])}"
    apart, near = (
        format_number(way.scores[at], 3) for way in (scaling.split_first, scaling.normalised_first)
    )
    training = len(split.is_test) - sum(split.is_test)
    return [
        Fact(f"{name}, split first", apart, "standard deviations from the training’s mean"),
        Fact(f"{name}, normalised first", near, "from a mean that it moved itself"),
        Fact(
            "Training inputs that the test changes",
            f"{scaling.moved} of {training}",
            "normalised first; split first it changes none",
        ),
    ]
