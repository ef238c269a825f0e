"""Runs that were recorded to be read: their curves, and what kind each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from cnnviz.assets import ASSETS, read_json
from cnnviz.live.design import Design
from cnnviz.live.examples import OVERFIT
from cnnviz.live.history import Mark
from cnnviz.numbers import format_number, percent

FILE = ASSETS / "live" / "recorded.json"
Kind = Literal["fine", "overfitting", "small", "rate"]
KINDS: Final[Mapping[Kind, str]] = MappingProxyType(
    {"overfitting": "Overfitting", "small": "Too small", "rate": "Rate too high", "fine": "Fine"}
)
#: Three stages with one filter each: nine numbers reach the dense layer.
_TINY: Final = Design(filters=(1, 1, 1), kernel_size=3, rate=0.01)


class Planned(NamedTuple):
    """What is recorded, and for how many batches it is trained."""

    kind: Kind
    design: Design
    batches: int = 600


#: By names that give nothing away.
RUNS: Final[Mapping[str, Planned]] = MappingProxyType(
    {
        "1": Planned("overfitting", OVERFIT),
        "2": Planned("rate", Design(rate=0.1, seed=2)),
        "3": Planned("fine", Design(dropout=0.5)),
        "4": Planned("small", replace(_TINY, images=2000, seed=3), 1500),
        "5": Planned("fine", Design(filters=(16,), seed=2), 700),
        "6": Planned("overfitting", Design(filters=(16, 8), images=500, kernel_size=3)),
        "7": Planned("small", replace(_TINY, activation="tanh"), 1500),
        "8": Planned("rate", Design(filters=(8,), optimiser="momentum", rate=0.3)),
    }
)


@dataclass(frozen=True)
class Recorded:
    """A run as it was recorded.

    Attributes
    ----------
    kind : str
    design : Design
    marks : tuple of Mark
        Without which images were right.
    """

    kind: Kind
    design: Design
    marks: tuple[Mark, ...]


@lru_cache(maxsize=1)
def recorded() -> Mapping[str, Recorded]:
    """The runs by their names, as they ship with the app."""
    return read_runs(FILE)


def read_runs(file: Path) -> Mapping[str, Recorded]:
    """Read recorded runs, by their names."""
    told: dict[str, Any] = read_json(file)
    return {
        name: Recorded(plan.kind, plan.design, tuple(_mark(*mark) for mark in told[name]))
        for name, plan in RUNS.items()
    }


def _mark(images: int, accuracy: float, training: float, loss: float) -> Mark:
    return Mark(images, accuracy, training, loss, b"")


#: What is said of an answer: by the kind that it is, and the kind that was picked.
_RIGHT: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "overfitting": "Training goes on to be learned by heart while held out stands still: the gap grows.",
        "small": "Both curves are low together, and more training brings little: too small a model.",
        "rate": "Both curves jump about or stay near chance: each step overshoots.",
        "fine": "Both curves are high, rise smoothly and stay together.",
    }
)
_SEEN: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "overfitting": "In overfitting the curves part; here the gap is {gap} points at the end.",
        "small": "A model that is too small has both curves low; here they end at {training} and {accuracy}.",
        "rate": (
            "A rate that is too high makes the curves jump or stay near chance; here held out ends at "
            "{accuracy}, and never falls by more than {jump} points at once."
        ),
        "fine": "In a fine run both are high and together; here they end at {training} and {accuracy}.",
    }
)


def says(run: Recorded, picked: Kind) -> str:
    """Say of an answer what the curves show, right or not."""
    if picked == run.kind:
        return _RIGHT[picked]
    last = run.marks[-1]
    told = _SEEN[picked].format(
        gap=format_number(100 * last.gap, 2),
        training=percent(last.training),
        accuracy=percent(last.accuracy),
        jump=format_number(100 * fall(run), 2),
    )
    return f"{told} Look at how high the curves end, how far apart, and how smoothly they get there."


def fall(run: Recorded) -> float:
    """By how much the held-out accuracy falls at most from one point to the next, 0–1."""
    shares = [mark.accuracy for mark in run.marks]
    return max((before - after for before, after in pairwise(shares)), default=0.0)
