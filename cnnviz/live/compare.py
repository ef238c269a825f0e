"""Two runs side by side, at equal numbers of images seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import CnnvizError
from cnnviz.live.choices import ACTIVATION_NAMES, DATA_NAMES, OPTIMISER_NAMES, POOLING_NAMES
from cnnviz.live.design import Design
from cnnviz.live.history import History
from cnnviz.live.run import Run
from cnnviz.live.words import written
from cnnviz.numbers import percent

Array = NDArray[Any]


@dataclass(frozen=True)
class Comparison:
    """Two histories on one axis, which ends where the shorter one does.

    Attributes
    ----------
    images : ndarray, shape (n,)
        Training images seen.
    accuracies : ndarray, shape (2, n)
        Held-out, 0–1, each interpolated between its neighbours.
    margin : float
        Half of the 95 % interval of the difference at the end. Both runs classified the same images, so only
        the images on which they differ count; McNemar (1947). It tells of other held-out images, not of other
        seeds.
    """

    images: Array
    accuracies: Array
    margin: float

    def sentence(self, names: tuple[str, str] = ("the first", "the second")) -> str:
        """Say which of these two runs is better at the end, and whether the held-out images can tell."""
        first, second = self.accuracies[:, -1]
        told = (
            f"After {self.images[-1]:,.0f} images each, {names[0]} classifies {percent(first)} of the "
            f"held-out images correctly, {names[1]} {percent(second)}"
        )
        if abs(first - second) <= self.margin:
            return (
                f"{told}: too close to call, since with other held-out images the difference may shift by "
                f"up to {100 * self.margin:.1f} percentage points."
            )
        return (
            f"{told}: {names[int(second > first)]} is ahead by more than the choice of held-out images "
            "explains; another seed may differ."
        )


#: What a design's choices are called, in the order in which they are told.
NAMES: Final = {
    "data": "Data",
    "filters": "Filters of each stage",
    "depth": "Convolutions per stage",
    "kernel_size": "Kernel size",
    "pooling": "Pooling",
    "activation": "Activation",
    "images": "Training images",
    "dropout": "Dropout",
    "weight_decay": "Weight decay",
    "shift": "Shifts, pixels",
    "batch_norm": "Batch norm",
    "rate": "Learning rate",
    "batch": "Batch",
    "optimiser": "Optimiser",
    "seed": "Seed",
}


_WORDS: Final[dict[str, Mapping[Any, str]]] = {
    "pooling": POOLING_NAMES,
    "activation": ACTIVATION_NAMES,
    "optimiser": OPTIMISER_NAMES,
    "data": DATA_NAMES,
}


def told(design: Design) -> dict[str, str]:
    """Write each choice of a design as a short text.

    >>> told(Design(batch_norm=True))["Batch norm"], told(Design())["Filters of each stage"]
    ('yes', '8, 16')
    """
    return {title: _text(name, getattr(design, name)) for name, title in NAMES.items()}


def _text(name: str, choice: object) -> str:
    if name in _WORDS:
        return _WORDS[name][choice]
    if isinstance(choice, bool):
        return "yes" if choice else "no"
    if isinstance(choice, float):
        return written(choice)
    return ", ".join(map(str, choice)) if isinstance(choice, tuple) else str(choice)


def differences(first: Design, second: Design) -> list[tuple[str, str, str]]:
    """What two designs don't share: what it is called, and each one's choice.

    >>> differences(Design(), Design(activation="tanh"))
    [('Activation', 'ReLU', 'tanh')]
    """
    ours, theirs = told(first), told(second)
    return [(title, ours[title], theirs[title]) for title in ours if ours[title] != theirs[title]]


def compare(first: Run, second: Run, points: int = 100) -> Comparison:
    """Bring two runs to a common axis.

    Raises
    ------
    CnnvizError
        If they are judged by different images, or one of them has not been judged twice yet.
    """
    if first.design.data != second.design.data:
        raise CnnvizError("it learned from other data, so the accuracies are not of the same images")
    histories = first.history, second.history
    if any(len(history.marks) < 2 for history in histories):
        raise CnnvizError("there is too little to compare yet; train both runs until an accuracy is shown")
    end = min(history.marks[-1].images for history in histories)
    images = np.linspace(0, end, points)
    accuracies = np.array([_accuracies(history, images) for history in histories])
    gain = _right(histories[0], end) - _right(histories[1], end)
    return Comparison(images, accuracies, float(1.96 * gain.std() / np.sqrt(len(gain))))


def _accuracies(history: History, images: Array) -> Array:
    seen = [mark.images for mark in history.marks]
    return np.asarray(np.interp(images, seen, [mark.accuracy for mark in history.marks]))


def _right(history: History, images: int) -> Array:
    """How correctly each held-out image was classified, (N,), 0–1, interpolated like the accuracy."""
    seen = [mark.images for mark in history.marks]
    after = min(int(np.searchsorted(seen, images)), len(seen) - 1)
    before = max(after - 1, 0)
    share = (images - seen[before]) / max(seen[after] - seen[before], 1)
    right = [np.frombuffer(history.marks[i].right, np.uint8) for i in (before, after)]
    return np.asarray((1 - share) * right[0] + share * right[1])
