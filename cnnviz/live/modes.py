"""Dropout and batch norm as they are in training and in a test, on the same maps."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.live.design import Design
from cnnviz.live.run import Run
from cnnviz.live.subset import Subset
from cnnviz.live.views import two_ways
from cnnviz.network.layers import BatchNorm2d, Dropout, Layer
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


@dataclass(frozen=True)
class Dropped:
    """One draw of dropout on the maps of one image.

    Attributes
    ----------
    given : ndarray, shape (C, H, W)
        What the layer gets, and in a test gives.
    training : ndarray, shape (C, H, W)
        What it gives in training.
    silenced : ndarray of bool, shape (C, H, W)
        Which were drawn, also where there was a 0 before.
    factor : float
        1 / (1 − p), what the others are multiplied by.
    """

    given: Array
    training: Array
    silenced: NDArray[np.bool_]
    factor: float


@dataclass(frozen=True)
class Normed:
    """What a batch norm makes of a batch; statistics are (C,), one for each map.

    Attributes
    ----------
    given, training, test : ndarray, shape (N, C, H, W)
    batch_mean, batch_var : ndarray
        Of the batch that is given; what training takes off and divides by.
    running_mean, running_var : ndarray
        Kept from the batches before; what a test takes.
    weight, bias : ndarray
        γ and β.
    """

    given: Array
    training: Array
    test: Array
    batch_mean: Array
    batch_var: Array
    running_mean: Array
    running_var: Array
    weight: Array
    bias: Array


def trained(design: Design, subset: Subset, marks: Sequence[int]) -> dict[int, Sequential]:
    """Train one network; returns copies of it as it was after so many batches.

    Parameters
    ----------
    design : Design
    subset : Subset
    marks : sequence of int
        Rising, from 0 on.
    """
    run, copies = Run(design, subset), {}
    for mark in marks:
        while len(run.history.losses) < mark and not run.stopped:
            run.step()
        copies[mark] = deepcopy(run.network)
    return copies


def drop(network: Sequential, image: Array, p: float, seed: int) -> Dropped:
    """Draw once which values of the network's dropout layer fall silent for an image (28, 28) of 0–1.

    Parameters
    ----------
    p : float
        In place of the layer's own; 0 ≤ p < 1.
    seed : int

    Raises
    ------
    ShapeError
        If the network has no dropout layer, or p is none.
    """
    place = place_of(network, Dropout)
    layers = [*network.layers[:place], Dropout(p), *network.layers[place + 1 :]]
    given, training, _ = two_ways(Sequential(layers), place, image[None], seed)
    ones = Dropout(p, np.random.default_rng(seed)).forward(np.ones_like(given), training=True)[0]
    return Dropped(given[0], training[0], ones[0] == 0, 1 / (1 - p))


def mean_of_draws(given: Array, p: float, seed: int, draws: int) -> Array:
    """What the mean over the first 1, 2, … `draws` draws of dropout is, (draws, C, H, W).

    The first draw is that of `drop` with this seed.
    """
    copies = np.broadcast_to(given, (draws, *given.shape))
    drawn = Dropout(p, np.random.default_rng(seed)).forward(copies, training=True)[0]
    counts = np.arange(1, draws + 1).reshape(-1, 1, 1, 1)
    return np.asarray(drawn.cumsum(axis=0, dtype=np.float64) / counts)


def normalise(
    network: Sequential, place: int, images: Array, weight: float | None = None, bias: float | None = None
) -> Normed:
    """Send a batch (N, 28, 28) of 0–1 through the batch norm at a place, in training and in a test.

    Parameters
    ----------
    weight, bias : float, optional
        A γ and a β for all maps in place of those that were learned.

    Raises
    ------
    ShapeError
        If there is no batch norm at this place.
    """
    if not 0 <= place < len(network.layers) or not isinstance(network.layers[place], BatchNorm2d):
        raise ShapeError(f"layer {place} is no batch norm; choose one of {places_of(network, BatchNorm2d)}")
    norm = deepcopy(network.layers[place])
    for name, value in (("weight", weight), ("bias", bias)):
        if value is not None:
            norm.parameters[name] = np.full_like(norm.parameters[name], value)
    changed = Sequential([*network.layers[:place], norm, *network.layers[place + 1 :]])
    given, training, test = two_ways(changed, place, images, seed=0)
    return Normed(
        given,
        training,
        test,
        given.mean(axis=(0, 2, 3)),
        given.var(axis=(0, 2, 3)),
        norm.buffers["running_mean"],
        norm.buffers["running_var"],
        norm.parameters["weight"],
        norm.parameters["bias"],
    )


def moved(one: Normed, other: Normed, training: bool) -> float:
    """Root mean square of how far the first image's maps moved because it came with other images."""
    before, after = (each.training if training else each.test for each in (one, other))
    return float(np.sqrt(np.square(before[0] - after[0], dtype=np.float64).mean()))


def places_of(network: Sequential, kind: type[Layer]) -> list[int]:
    """Where the layers of a kind are."""
    return [i for i, layer in enumerate(network.layers) if isinstance(layer, kind)]


def place_of(network: Sequential, kind: type[Layer]) -> int:
    """Where the first layer of a kind is.

    Raises
    ------
    ShapeError
        If there is none.
    """
    found = places_of(network, kind)
    if not found:
        raise ShapeError(f"this network has no {kind.__name__} layer; design one that has")
    return found[0]


def histogram(values: Array, limits: tuple[float, float], bins: int) -> Array:
    """Share of values in each of `bins` equal parts of a range, (bins,); what lies beyond counts to the ends.

    >>> histogram(np.array([0.1, 0.2, 0.9, 5.0]), (0, 1), 2)
    array([0.5, 0.5])
    """
    counts, _ = np.histogram(np.clip(values, *limits), bins, limits)
    return np.asarray(counts / max(values.size, 1))
