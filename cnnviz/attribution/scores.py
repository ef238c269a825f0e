"""What is to be explained: functions that give each image of a batch one number.

Occlusion takes any such function. Methods that follow gradients take one that also has `forward`, which works
as a layer's does: it returns the numbers and the function that passes a gradient back to the pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.checks import class_of
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

Array = NDArray[Any]
#: Takes a batch (N, C, H, W), returns one number for each image, (N,).
Score = Callable[[Array], Array]


class Differentiable(Protocol):
    """A score with a backward pass."""

    def __call__(self, x: Array) -> Array:
        """Return one number for each image of a batch, (N,)."""

    def forward(self, x: Array) -> tuple[Array, Callable[[Array], Array]]:
        """Return the numbers (N,), and the function from their gradient (N,) to that of the pixels."""


@dataclass(frozen=True)
class Logit:
    """The logit of one class: its score before softmax.

    Parameters
    ----------
    network : Sequential
        Ends with one number for each class.
    label : int
        The class.
    """

    network: Sequential
    label: int

    def __call__(self, x: Array) -> Array:
        """Return the class's logit for each image, (N,)."""
        logits = logits_of(self.network, x)
        return np.asarray(logits[:, class_of(self.label, logits.shape[1])])

    def forward(self, x: Array) -> tuple[Array, Callable[[Array], Array]]:
        """See `Differentiable.forward`."""
        logits, back = self.network.forward(x)
        label = class_of(self.label, logits.shape[1])

        def backward(gradient: Array) -> Array:
            by_logits = np.zeros_like(logits)
            by_logits[:, label] = gradient
            return back(by_logits)[0]

        return logits[:, label], backward


@dataclass(frozen=True)
class Probability:
    """The share of one class after softmax, 0–1; parameters as of `Logit`."""

    network: Sequential
    label: int

    def __call__(self, x: Array) -> Array:
        """Return the class's share for each image, (N,)."""
        logits = logits_of(self.network, x)
        return np.asarray(softmax(logits)[:, class_of(self.label, logits.shape[1])])

    def forward(self, x: Array) -> tuple[Array, Callable[[Array], Array]]:
        """See `Differentiable.forward`; the slope of share p by logit j is p·([j is its own] − pⱼ)."""
        logits, back = self.network.forward(x)
        label = class_of(self.label, logits.shape[1])
        shares = softmax(logits)
        own = shares[:, label]

        def backward(gradient: Array) -> Array:
            by_logits = -shares * (own * gradient)[:, None]
            by_logits[:, label] += own * gradient
            return back(by_logits)[0]

        return own, backward


def logits_of(network: Sequential, x: Array) -> Array:
    """A network's logits for a batch, (N, classes), keeping no layer's output longer than it is needed."""
    for layer in network.layers:
        x = layer(x)
    if x.ndim != 2:
        raise ShapeError(
            "this network ends with maps and names no class; choose one that ends with a dense layer"
        )
    return x


def predictions_of(network: Sequential, x: Array) -> NDArray[np.intp]:
    """The class of the largest logit for each image of a batch, (N,); none if numbers grow too large."""
    with np.errstate(over="ignore", invalid="ignore"):
        logits = logits_of(network, x)
    return logits.argmax(axis=1) if np.isfinite(logits).all() else np.empty(0, np.intp)


def scored(score: Score, x: Array) -> Array:
    """Call a score and check its result.

    Raises
    ------
    ShapeError
        If it is not one number for each image.
    CnnvizError
        If one of them is not finite.
    """
    values = np.asarray(score(x))
    if values.shape != (len(x),):
        raise ShapeError(
            f"the function to explain gave {values.shape} for a batch of {len(x)}; it must give one number "
            f"for each image"
        )
    if not np.isfinite(values).all():
        raise CnnvizError(
            "the function to explain gave a number that is not finite; there is nothing to compare"
        )
    return values
