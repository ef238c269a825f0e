"""Dropout on the maps of one image: one draw, and the mean of many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.live.modes import layer_index_of
from cnnviz.live.views import two_ways
from cnnviz.network.layers import Dropout
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


@dataclass(frozen=True)
class Dropped:
    """One draw of dropout on the maps of one image.

    Attributes
    ----------
    given : ndarray, shape (C, H, W)
        What the layer gets, and gives at test time.
    training : ndarray, shape (C, H, W)
        What it gives in training.
    silenced : ndarray of bool, shape (C, H, W)
        Which were drawn, also where there was a 0 before.
    p : float
    factor : float
        1 / (1 − p), what the others are multiplied by.
    """

    given: Array
    training: Array
    silenced: NDArray[np.bool_]
    p: float
    factor: float

    def in_mode(self, training: bool) -> Array:
        """What the layer gives, (C, H, W), in training or at test time."""
        return self.training if training else self.given

    @property
    def most(self) -> float:
        """The largest value that any draw can give."""
        return float(self.given.max() * self.factor)

    @property
    def expected(self) -> float:
        """How many are silenced on average."""
        return self.p * self.silenced.size


def drop(network: Sequential, image: Array, p: float, seed: int) -> Dropped:
    """Draw once which values of the network's dropout layer fall silent for an image.

    Parameters
    ----------
    network : Sequential
        Its first dropout layer is looked at; nothing is changed.
    image : ndarray, shape (28, 28)
        0–1.
    p : float
        In place of the layer's own; 0 ≤ p < 1.
    seed : int
        Of the draw.

    Returns
    -------
    Dropped

    Raises
    ------
    ShapeError
        If the network has no dropout layer, or p is not one.
    """
    layer_index = layer_index_of(network, Dropout)
    layers = [*network.layers[:layer_index], Dropout(p), *network.layers[layer_index + 1 :]]
    given, training, _ = two_ways(Sequential(layers), layer_index, image[None], seed)
    ones = Dropout(p, np.random.default_rng(seed)).forward(np.ones_like(given), training=True)[0]
    return Dropped(given[0], training[0], ones[0] == 0, p, 1 / (1 - p))


def mean_of_draws(given: Array, p: float, seed: int, draws: int) -> Array:
    """What the mean over the first 1, 2, … `draws` draws of dropout is.

    Parameters
    ----------
    given : ndarray, shape (C, H, W)
        What the layer gets.
    p : float
        0 ≤ p < 1.
    seed : int
        Of the draws; the first is that of `drop` with this seed.
    draws : int
        At least 1.

    Returns
    -------
    ndarray of float64, shape (draws, C, H, W)

    Raises
    ------
    ShapeError
        If p is out of range.
    """
    copies = np.broadcast_to(given, (draws, *given.shape))
    drawn = Dropout(p, np.random.default_rng(seed)).forward(copies, training=True)[0]
    counts = np.arange(1, draws + 1).reshape(-1, 1, 1, 1)
    return np.asarray(drawn.cumsum(axis=0, dtype=np.float64) / counts)


def apart(means: Array, given: Array) -> Array:
    """Root mean square of how far each of several means (n, C, H, W) is from test time's output, (n,)."""
    return np.asarray(np.sqrt(np.square(means - given).mean(axis=(1, 2, 3))))
