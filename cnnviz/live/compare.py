"""Two runs side by side, at equal numbers of images seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError
from cnnviz.live.design import Design
from cnnviz.live.history import History
from cnnviz.live.run import Run

Array = NDArray[Any]


@dataclass(frozen=True)
class Comparison:
    """Two histories on one axis, which ends where the shorter one does.

    Attributes
    ----------
    images : ndarray, shape (n,)
        Training images seen.
    losses, accuracies : ndarray, shape (2, n)
        Training loss in nats, and held-out accuracy (0–1), each interpolated between its neighbours.
    margin : float
        Half of the 95 % interval of a difference of two accuracies on so many held-out images.
    """

    images: Array
    losses: Array
    accuracies: Array
    margin: float

    def sentence(self, names: tuple[str, str] = ("the first", "the second")) -> str:
        """Say which is better at the end, and whether so many held-out images can tell."""
        first, second = self.accuracies[:, -1]
        told = (
            f"After {self.images[-1]:,.0f} images each, {names[0]} answers {first:.1%} of the held-out "
            f"images rightly, {names[1]} {second:.1%}"
        )
        if abs(first - second) <= self.margin:
            points = 100 * self.margin
            return f"{told}: too close to call, a difference of up to {points:.1f} points may be luck."
        return f"{told}: {names[int(second > first)]} is ahead by more than luck explains."


#: What a design's choices are called, in the order in which they are told.
NAMES: Final = {
    "filters": "Filters of each stage",
    "depth": "Convolutions a stage",
    "kernel_size": "Kernel size",
    "pooling": "Pooling",
    "activation": "Activation",
    "dropout": "Dropout",
    "batch_norm": "Batch norm",
    "rate": "Rate",
    "batch": "Batch",
    "optimiser": "Optimiser",
    "seed": "Seed",
}


def told(design: Design) -> dict[str, str]:
    """Write each choice of a design as a short text.

    >>> told(Design(batch_norm=True))["Batch norm"], told(Design())["Filters of each stage"]
    ('yes', '8, 16')
    """
    return {title: _text(getattr(design, name)) for name, title in NAMES.items()}


def _text(choice: object) -> str:
    if isinstance(choice, bool):
        return "yes" if choice else "no"
    return ", ".join(map(str, choice)) if isinstance(choice, tuple) else str(choice)


def differences(first: Design, second: Design) -> list[tuple[str, str, str]]:
    """What two designs don't share: what it is called, and each one's choice.

    >>> differences(Design(), Design(activation="tanh"))
    [('Activation', 'relu', 'tanh')]
    """
    ours, theirs = told(first), told(second)
    return [(title, ours[title], theirs[title]) for title in ours if ours[title] != theirs[title]]


def compare(first: Run, second: Run, points: int = 100) -> Comparison:
    """Bring two runs to a common axis.

    Raises
    ------
    CnnvizError
        If one of them has not been judged twice yet.
    """
    histories = first.history, second.history
    if any(len(history.marks) < 2 for history in histories):
        raise CnnvizError("there is too little to compare yet; train both runs until an accuracy is shown")
    end = min(history.marks[-1].images for history in histories)
    images = np.linspace(0, end, points)
    accuracies = np.array([_accuracies(history, images) for history in histories])
    share = accuracies[:, -1]
    margin = 1.96 * np.sqrt((share * (1 - share)).sum() / len(first.subset.held_out))
    losses = np.array([np.interp(images, *history.curve(points)) for history in histories])
    return Comparison(images, losses, accuracies, float(margin))


def _accuracies(history: History, images: Array) -> Array:
    seen, shares, _ = zip(*history.marks, strict=True)
    return np.asarray(np.interp(images, seen, shares))
