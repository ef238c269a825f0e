"""Laying a small map over the image it came from."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import Pair, pair
from cnnviz.attribution.checks import one_image
from cnnviz.network.evidence import evidence
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


def upsample(maps: ArrayLike, size: Pair) -> Array:
    """Enlarge maps (…, h, w) to (…, H, W) by bilinear interpolation, as torch does without aligned corners.

    Examples
    --------
    >>> upsample([[0.0, 1.0]], (1, 4)).tolist()
    [[0.0, 0.25, 0.75, 1.0]]
    """
    values = np.asarray(maps)
    rows, columns = (
        _interpolation(new, old) for new, old in zip(pair(size, "size", 1), values.shape[-2:], strict=True)
    )
    return np.asarray(rows @ values @ columns.T)


def spread(maps: ArrayLike, size: Pair) -> Array:
    """Share each cell of maps (…, h, w) evenly among the pixels of (…, H, W) it lies over: the sum stays.

    Examples
    --------
    >>> spread([[4.0, 8.0]], (2, 4)).tolist()
    [[1.0, 1.0, 2.0, 2.0], [1.0, 1.0, 2.0, 2.0]]
    """
    values = np.asarray(maps)
    rows, columns = (
        _shares(new, old) for new, old in zip(pair(size, "size", 1), values.shape[-2:], strict=True)
    )
    return np.asarray(rows @ values @ columns.T)


def evidence_map(network: Sequential, image: ArrayLike, label: int) -> Array:
    """What each position adds to a class's logit through the last maps, spread over the image's pixels.

    Parameters
    ----------
    network : Sequential
        Ends with Flatten and Linear.
    image : array_like, shape (C, H, W)
        0–1.
    label : int
        The class.

    Returns
    -------
    ndarray of the image's shape, float64
        It adds up to logit − bias, but for rounding. A cell of the last maps is drawn where it lies, though
        it saw more of the image than the pixels under it.

    Raises
    ------
    CnnvizError
        If the image, the class or the network's end is not valid.
    """
    image = one_image(image)
    activations = [activation[0] for activation in network.activations(image[None])]
    cells = evidence(network, activations, label).of_pixels
    return np.broadcast_to(spread(cells, image.shape[-2:]) / len(image), image.shape).copy()


def _interpolation(new: int, old: int) -> Array:
    """Weights (new, old) of bilinear interpolation: centres lie at (i + ½)·old/new − ½, ends are repeated."""
    at = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    return np.asarray(np.maximum(0, 1 - np.abs(at[:, None] - np.arange(old))))


def _shares(new: int, old: int) -> Array:
    """Which share of each of `old` cells lies over each of `new` pixels, (new, old); columns add up to 1."""
    edges, cells = np.arange(new + 1) * old / new, np.arange(old)
    overlap = np.minimum(edges[1:, None], cells + 1) - np.maximum(edges[:-1, None], cells)
    return np.asarray(np.maximum(0, overlap))
