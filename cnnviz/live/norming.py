"""Batch norm on the maps of a batch: with the batch's own statistics, and with the running ones."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.live.modes import layer_indices_of
from cnnviz.live.subset import Subset
from cnnviz.live.views import two_ways
from cnnviz.network.layers import BatchNorm2d
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


@dataclass(frozen=True)
class Normed:
    """What a batch norm makes of a batch; statistics are (C,), one for each map.

    Attributes
    ----------
    given, training, test : ndarray, shape (N, C, H, W)
    batch_mean, batch_var : ndarray
        Of the batch that is given; what training subtracts and divides by.
    running_mean, running_var : ndarray
        Kept from the batches before; what test time uses.
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

    def in_mode(self, training: bool) -> Array:
        """What the layer gives, (N, C, H, W), in training or at test time."""
        return self.training if training else self.test


def batch_with(image: Array, subset: Subset, count: int, seed: int) -> Array:
    """A batch of one image and held-out images that a seed draws.

    Parameters
    ----------
    image : ndarray, shape (28, 28)
        0–1; it comes first.
    subset : Subset
        Whose held-out images are drawn from, each at most once.
    count : int
        Images in the batch, at least 1.
    seed : int

    Returns
    -------
    ndarray, shape (count, 28, 28)
    """
    rng = np.random.default_rng(seed)
    others = rng.choice(len(subset.held_out), count - 1, replace=False)
    return np.concatenate([image[None], subset.held_out[others, 0]])


def normalise(
    network: Sequential,
    layer_index: int,
    images: Array,
    weight: float | None = None,
    bias: float | None = None,
) -> Normed:
    """Send a batch through the batch norm at an index, in training and at test time.

    Parameters
    ----------
    network : Sequential
        Nothing in it is changed.
    layer_index : int
        Which layer, from 0.
    images : ndarray, shape (N, 28, 28)
        0–1.
    weight, bias : float, optional
        A γ and a β for all maps in place of those that were learned.

    Returns
    -------
    Normed

    Raises
    ------
    ShapeError
        If there is no batch norm at this index.
    """
    if not 0 <= layer_index < len(network.layers) or not isinstance(network.layers[layer_index], BatchNorm2d):
        raise ShapeError(
            f"layer {layer_index} is not a batch norm; choose one of {layer_indices_of(network, BatchNorm2d)}"
        )
    norm = deepcopy(network.layers[layer_index])
    for name, value in (("weight", weight), ("bias", bias)):
        if value is not None:
            norm.parameters[name] = np.full_like(norm.parameters[name], value)
    changed = Sequential([*network.layers[:layer_index], norm, *network.layers[layer_index + 1 :]])
    given, training, test = two_ways(changed, layer_index, images, seed=0)
    return Normed(
        given,
        training,
        test,
        *statistics(given),
        norm.buffers["running_mean"],
        norm.buffers["running_var"],
        norm.parameters["weight"],
        norm.parameters["bias"],
    )


def statistics(maps: Array) -> tuple[Array, Array]:
    """Mean and variance of each map over a batch (N, C, H, W); both (C,)."""
    return maps.mean(axis=(0, 2, 3)), maps.var(axis=(0, 2, 3))


def moved(one: Normed, other: Normed, training: bool) -> float:
    """Root mean square of how far the first image's maps moved because it came with other images."""
    before, after = (each.in_mode(training) for each in (one, other))
    return float(np.sqrt(np.square(before[0] - after[0], dtype=np.float64).mean()))
