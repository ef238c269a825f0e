"""Looking into a network in training: filters, an image's maps, what training does that a test doesn't."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.network.layers import Conv2d, Dropout, Layer
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]
_WORDS: Final = {
    "Conv2d": "conv",
    "BatchNorm2d": "batch norm",
    "ReLU": "relu",
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "GELU": "gelu",
    "MaxPool2d": "pool",
    "AvgPool2d": "pool",
    "Upsample": "upsample",
    "Dropout": "dropout",
    "Flatten": "flatten",
    "Linear": "dense",
}
_ONCE: Final = {"dropout", "flatten", "dense"}


def layer_names(network: Sequential) -> tuple[str, ...]:
    """A short name for each layer.

    >>> from cnnviz.live.design import Design
    >>> layer_names(Design(filters=(4,), batch_norm=True).build())
    ('conv 1', 'batch norm 1', 'relu 1', 'pool 1', 'flatten', 'dense')
    """
    counts: Counter[str] = Counter()
    names = []
    for layer in network.layers:
        word = _WORDS[type(layer).__name__]
        counts[word] += 1
        names.append(word if word in _ONCE else f"{word} {counts[word]}")
    return tuple(names)


def filters(network: Sequential, convolution: int = 1) -> Array:
    """A copy of the kernels of a convolution, counted from 1, (F, C, k, k).

    Raises
    ------
    ShapeError
        If there is no such convolution.
    """
    found = [layer for layer in network.layers if isinstance(layer, Conv2d)]
    if not 1 <= convolution <= len(found):
        raise ShapeError(f"there is no convolution {convolution}; the network has 1 to {len(found)}")
    return np.array(found[convolution - 1].parameters["weight"])


def maps(network: Sequential, image: Array) -> dict[str, Array]:
    """What each layer makes of one image at test time, by `layer_names`: maps (C, H, W), then vectors (n,).

    Parameters
    ----------
    image : ndarray, shape (28, 28)
        0–1.
    """
    with np.errstate(all="ignore"):  # shortly before a run diverges its numbers may be too large already
        made = network.activations(_as_batch(image[None]))
    return dict(zip(layer_names(network), (each[0] for each in made), strict=True))


def two_ways(network: Sequential, place: int, images: Array, seed: int) -> tuple[Array, Array, Array]:
    """What one layer is given, and what it makes of that while training and in a test; nothing is changed.

    Dropout silences and batch norm uses the statistics of these very images in training only. All other
    layers do the same both times.

    Parameters
    ----------
    place : int
        Which layer, from 0.
    images : ndarray, shape (N, 28, 28)
        0–1, a batch.
    seed : int
        Of what dropout silences.

    Returns
    -------
    given, training, test : ndarray, shape (N, ...)

    Raises
    ------
    ShapeError
        If there is no such layer.
    """
    if not 0 <= place < len(network.layers):
        raise ShapeError(f"there is no layer {place}; the network has 0 to {len(network.layers) - 1}")
    given = _as_batch(images)
    for layer in network.layers[:place]:
        given = layer(given)
    here: Layer = deepcopy(network.layers[place])  # batch norm follows what it sees
    if isinstance(here, Dropout):
        here.rng = np.random.default_rng(seed)
    return given, here.forward(given, training=True)[0], network.layers[place](given)


def _as_batch(images: Array) -> Array:
    return np.asarray(images, np.float32)[:, None]
