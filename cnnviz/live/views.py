"""Looking into a network in training: filters, an image's maps, how training differs from test time."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.network.layers import Conv2d, Dropout, Layer
from cnnviz.network.names import layer_names
from cnnviz.network.sequential import Sequential
from cnnviz.operators import softmax

Array = NDArray[Any]


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


def answers(network: Sequential, images: Array) -> tuple[Array, Array]:
    """Which class each image gets at test time, and the share of the softmax that it gets.

    Parameters
    ----------
    images : ndarray, shape (N, 28, 28)
        0–1.

    Returns
    -------
    classes : ndarray of int, shape (N,)
    shares : ndarray, shape (N,)
        0–1; 0 where the numbers have become too large.
    """
    with np.errstate(all="ignore"):
        logits = network(_as_batch(images))
    shares = softmax(np.nan_to_num(logits))
    finite = np.isfinite(logits).all(axis=1)
    return shares.argmax(axis=1), np.where(finite, shares.max(axis=1), 0.0)


def two_ways(network: Sequential, layer_index: int, images: Array, seed: int) -> tuple[Array, Array, Array]:
    """What one layer is given, and what it gives for that in training and at test time; nothing is changed.

    Dropout silences and batch norm uses the statistics of these very images in training only. All other
    layers do the same both times.

    Parameters
    ----------
    layer_index : int
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
    if not 0 <= layer_index < len(network.layers):
        raise ShapeError(f"there is no layer {layer_index}; the network has 0 to {len(network.layers) - 1}")
    given = _as_batch(images)
    for layer in network.layers[:layer_index]:
        given = layer(given)
    here: Layer = deepcopy(network.layers[layer_index])  # batch norm follows what it sees
    if isinstance(here, Dropout):
        here.rng = np.random.default_rng(seed)
    return given, here.forward(given, training=True)[0], network.layers[layer_index](given)


def _as_batch(images: Array) -> Array:
    return np.asarray(images, np.float32)[:, None]
