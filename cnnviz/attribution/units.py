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
        The map's strongest place.
    window : Window
        What that place sees of the image.
    """

    index: int
    value: float
    at: tuple[int, int]
    window: Window


def favourites(
    network: Sequential, images: ArrayLike, place: int, unit: int, count: int = 9, by: str = "max"
) -> list[Favourite]:
    """Find the images that excite a feature map most, strongest first.

    Parameters
    ----------
    network : Sequential
    images : array_like, shape (N, C, H, W)
        0–1.
    place : int
        Of the layer: a convolution, or a ReLU or pool after one.
    unit : int
        Which of its maps.
    count : int
        How many images, or all if there are fewer.
    by : {"max", "mean"}
        What counts: the map's strongest place, or all of it.

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
    if by not in ("max", "mean"):
        raise CnnvizError(f"images can't be ordered by “{by}”; use “max” or “mean”")
    count = whole(count, "the number of images")
    maps = batch
    for layer in network.layers[: layer_of_maps(network, place) + 1]:
        maps = layer(maps)
    seen = maps[:, map_of(unit, maps.shape[1])]  # (N, h, w)
    values = seen.max(axis=(1, 2)) if by == "max" else seen.mean(axis=(1, 2))
    return [
        _favourite(network, place, int(i), float(values[i]), seen[i], batch.shape[2:])
        for i in np.argsort(-values, kind="stable")[:count]
    ]


def _favourite(
    network: Sequential, place: int, index: int, value: float, seen: Array, size: tuple[int, ...]
) -> Favourite:
    row, column = divmod(int(seen.argmax()), seen.shape[1])
    return Favourite(index, value, (row, column), seen_by(network, place, (row, column), (size[0], size[1])))
