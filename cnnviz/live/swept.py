"""What a sweep found, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnnviz.live.limits import CLASSES
from cnnviz.live.sweep import Sweep
from cnnviz.numbers import format_number, percent


@dataclass(frozen=True)
class Swept:
    """What a sweep found at one value.

    Attributes
    ----------
    value : int
    parameters : int
        Of the network.
    accuracies : tuple of float
        On held-out images, 0–1, in the order of the seeds that are done.
    training : float
        Mean accuracy on training images, 0–1.
    """

    value: int
    parameters: int
    accuracies: tuple[float, ...]
    training: float

    @property
    def mean(self) -> float:
        """Of the accuracies."""
        return float(np.mean(self.accuracies))

    @property
    def gap(self) -> float:
        """By how much the training images are classified better."""
        return self.training - self.mean

    @property
    def spread(self) -> float:
        """The best less the worst."""
        return max(self.accuracies) - min(self.accuracies)


def swept(sweep: Sweep) -> Sequence[Swept]:
    """What has been found so far, for each value with a seed that is done."""
    found = []
    for value in sweep.plan.values:
        marks = [sweep.marks[value, seed] for seed in sweep.plan.seeds if (value, seed) in sweep.marks]
        if marks:
            network = sweep.design(value, sweep.plan.seeds[0]).build()
            count = sum(array.size for array in network.parameters.values())
            shares = tuple(mark.accuracy for mark in marks)
            found.append(Swept(value, count, shares, float(np.mean([mark.training for mark in marks]))))
    return found


def said(sweep: Sweep) -> str:
    """Say what a sweep shows, once two of its values are known; empty before."""
    found = swept(sweep)
    if len(found) < 2:
        return ""
    first, last = found[0], found[-1]
    if sweep.kind == "untrained":
        shares = [one.mean for one in found]
        return (
            f"{len(found)} untrained networks: {percent(min(shares))} to {percent(max(shares))}, mean "
            f"{percent(float(np.mean(shares)))}. With {CLASSES} classes of equal size, chance is "
            f"{percent(1 / CLASSES)}; one network may be lucky, the mean is not."
        )
    if sweep.kind == "images":
        return (
            f"From {first.value:,} to {last.value:,} training images the gap goes from {_points(first.gap)} "
            f"to {_points(last.gap)} points, and the held-out accuracy goes from {percent(first.mean)} to "
            f"{percent(last.mean)}."
        )
    widest = max(found, key=lambda one: one.spread)
    return (
        f"From {first.value} to {last.value} filters the parameters go from {first.parameters:,} to "
        f"{last.parameters:,}, and the mean held-out accuracy from {percent(first.mean)} to "
        f"{percent(last.mean)}. Seeds of one size differ by up to {_points(widest.spread)} points: more "
        "filters guarantee nothing."
    )


def _points(share: float) -> str:
    return format_number(100 * share, 2)
