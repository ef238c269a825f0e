"""Which images excite a feature map most, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import whole
from cnnviz.attribution.checks import batch_of, layer_of_maps, map_of
from cnnviz.errors import CnnvizError
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import Window, seen_by

Array = NDArray[Any]
#: A map's response to an image counts by its strongest position, or by all of it.
ORDERS = ("max", "mean")
_BATCH = 250


@dataclass(frozen=True)
class Favourite:
    """One of the images that excite a map most.

    Attributes
    ----------
    index : int
        Which image it is.
    value : float
        The map's largest or mean value on it.
    at : (row, column)
        The map's strongest position.
    window : Window
        What that position sees of the image.
    """

    index: int
    value: float
    at: tuple[int, int]
    window: Window


def favourites(
    network: Sequential, images: ArrayLike, layer_index: int, unit: int, count: int = 9, by: str = "max"
) -> list[Favourite]:
    """Find the images that excite a feature map most, strongest first.

    Parameters
    ----------
    network : Sequential
    images : array_like, shape (N, C, H, W)
        0–1.
    layer_index : int
        Of the layer: a convolution, or a ReLU or pool after one.
    unit : int
        Which of its maps.
    count : int
        How many images, or all if there are fewer.
    by : {"max", "mean"}
        What counts: the map's strongest position, or all of it.

    Returns
    -------
    list of Favourite
        Of equally exciting images the first comes first.

    Raises
    ------
    CnnvizError
        If there is no such layer or map, or another argument makes no sense.
    """
    batch = batch_of(images)
    if by not in ORDERS:
        raise CnnvizError(f"images can't be ordered by “{by}”; use “max” or “mean”")
    count = whole(count, "the number of images")
    maps = batch
    for layer in network.layers[: layer_of_maps(network, layer_index) + 1]:
        maps = layer(maps)
    unit = map_of(unit, maps.shape[1])
    summed = _summary(maps[:, unit : unit + 1])
    return _best(network, layer_index, summed, 0, count, by, batch.shape[2:])


def all_favourites(
    network: Sequential, images: ArrayLike, count: int = 9
) -> dict[tuple[int, int, str], list[Favourite]]:
    """Find the images that excite each map of each layer most, looking at every image only once.

    Parameters
    ----------
    network, images, count
        As for `favourites`.

    Returns
    -------
    dict
        What `favourites` returns, by (layer_index, unit, by), for every layer from the first convolution on
        that gives maps.

    Raises
    ------
    CnnvizError
        If an argument makes no sense.
    """
    batch = batch_of(images)
    count = whole(count, "the number of images")
    found: dict[int, list[Summary]] = {}
    for start in range(0, len(batch), _BATCH):
        for layer_index, maps in enumerate(network.activations(batch[start : start + _BATCH])):
            if maps.ndim == 4:
                found.setdefault(layer_index, []).append(_summary(maps))
    joined = {
        layer_index: tuple(map(np.concatenate, zip(*parts, strict=True)))
        for layer_index, parts in found.items()
    }
    return {
        (layer_index, unit, by): _best(network, layer_index, summary, unit, count, by, batch.shape[2:])
        for layer_index, summary in joined.items()
        for unit in range(summary[0].shape[1])
        for by in ORDERS
    }


Summary = tuple[Array, ...]
"""Of maps (N, F, h, w) the largest values, the means, and rows and columns of the largest; (N, F) each."""


def _summary(maps: Array) -> Summary:
    flat = maps.reshape(*maps.shape[:2], -1)
    at = flat.argmax(axis=2)
    largest = np.take_along_axis(flat, at[..., None], axis=2)[..., 0]
    return largest, maps.mean(axis=(2, 3)), *np.divmod(at, maps.shape[3])


def _best(
    network: Sequential,
    layer_index: int,
    summary: Summary,
    unit: int,
    count: int,
    by: str,
    size: tuple[int, ...],
) -> list[Favourite]:
    largest, mean, rows, columns = (part[:, unit] for part in summary)
    values = largest if by == "max" else mean
    order = np.argsort(-values, kind="stable")[:count]
    return [
        _favourite(network, layer_index, int(i), float(values[i]), (int(rows[i]), int(columns[i])), size)
        for i in order
    ]


def _favourite(
    network: Sequential,
    layer_index: int,
    index: int,
    value: float,
    at: tuple[int, int],
    size: tuple[int, ...],
) -> Favourite:
    return Favourite(index, value, at, seen_by(network, layer_index, at, (size[0], size[1])))
