"""What each switch makes of the gap, measured beforehand on the design that learns by heart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from cnnviz.assets import ASSETS, read_json
from cnnviz.live.design import Design
from cnnviz.live.examples import OVERFIT, SWITCHES
from cnnviz.numbers import percent

FILE: Final = ASSETS / "live" / "switched.json"
SEEDS: Final = (1, 2, 3)
BATCHES: Final = 374
#: The name of the design as it is, without a switch.
NONE: Final = "none"


@dataclass(frozen=True)
class Switched:
    """What runs with one switch came to, one of each seed.

    Attributes
    ----------
    training, accuracy : float
        Means of the shares of training and of held-out images that are right, 0–1.
    """

    training: float
    accuracy: float

    @property
    def gap(self) -> float:
        """By how much the training images are classified better."""
        return self.training - self.accuracy


def switched_designs() -> Mapping[str, Design]:
    """Give the designs that are measured, by the names of their switches."""
    return {NONE: OVERFIT, **{key: switch.of(OVERFIT) for key, switch in SWITCHES.items()}}


@lru_cache(maxsize=1)
def switched() -> Mapping[str, Switched]:
    """What was measured, by the switches' names, as it ships with the app."""
    return read_switched(FILE)


def read_switched(file: Path) -> Mapping[str, Switched]:
    """Read what was measured: of each design the two shares of each seed."""
    told: dict[str, Sequence[tuple[float, float]]] = read_json(file)
    return {name: mean_of(told[name]) for name in switched_designs()}


def mean_of(shares: Sequence[tuple[float, float]]) -> Switched:
    """Give the means over runs, each told as its shares of training and of held-out images.

    >>> mean_of([(1.0, 0.7), (0.9, 0.8)])
    Switched(training=0.95, accuracy=0.75)
    """
    training, accuracy = np.mean(shares, axis=0).tolist()
    return Switched(training, accuracy)


def says_measured(key: str) -> str:
    """Say in a sentence what a switch made of the gap, and of the held-out images.

    Parameters
    ----------
    key : str
        Of `cnnviz.live.examples.SWITCHES`.
    """
    before, after = switched()[NONE], switched()[key]
    return (
        f"Measured with “Learn by heart”: a gap of {points(after.gap)} points instead of "
        f"{points(before.gap)}, with {percent(after.accuracy)} of the held-out images right instead of "
        f"{percent(before.accuracy)}."
    )


def points(gap: float) -> str:
    """Write a difference of shares in percentage points.

    >>> points(0.25), points(-0.0012)
    ('25.0', '−0.1')
    """
    return f"{100 * gap:.1f}".replace("-", "−")
