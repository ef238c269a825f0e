"""Checks of this package's arguments: images, classes, layers, amounts."""

from __future__ import annotations

import math
from operator import index
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import floats, whole
from cnnviz.errors import CnnvizError, ShapeError
from cnnviz.network.layers import Conv2d, Flatten, Linear
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


def batch_of(image: ArrayLike) -> Array:
    """Read an image (C, H, W) or a batch (N, C, H, W) as a batch of finite floats.

    Raises
    ------
    CnnvizError
        If it has another shape, is empty, or holds a number that is not finite.

    Examples
    --------
    >>> batch_of(np.zeros((1, 28, 28))).shape
    (1, 1, 28, 28)
    """
    values = floats(image)
    if values.ndim not in (3, 4) or values.size == 0:
        raise ShapeError(
            f"an image of shape {values.shape} can't be explained; give one as (channels, rows, columns), "
            "or a batch of them, with at least one pixel"
        )
    if not np.isfinite(values).all():
        raise CnnvizError("the image holds a number that is not finite; use numbers from 0 to 1")
    return values.reshape(-1, *values.shape[-3:])


def one_image(image: ArrayLike) -> Array:
    """Read one image (C, H, W) of finite floats; see `batch_of`."""
    if np.ndim(image) == 4:
        raise ShapeError("this looks at one image at a time; give it as (channels, rows, columns)")
    return np.asarray(batch_of(image)[0])


def class_of(label: int, classes: int) -> int:
    """Read a class, 0 ≤ label < classes, or raise a `ShapeError`.

    >>> class_of(np.int64(3), 10)
    3
    """
    try:
        number = index(label)
    except TypeError:
        number = -1
    if not 0 <= number < classes:
        raise ShapeError(f"there is no class {label} among {classes}; use 0 to {classes - 1}")
    return number


def layer_of_maps(network: Sequential, layer_index: int) -> int:
    """Read the index of a layer that gives maps: a convolution, a ReLU or a pool after one.

    Raises
    ------
    ShapeError
        If there is no such layer, or it gives no maps.
    """
    layer_index = whole(layer_index, "the layer's place", 0)
    if layer_index >= len(network.layers):
        raise ShapeError(f"there is no layer {layer_index} among {len(network.layers)}; count them from 0")
    layer, below = network.layers[layer_index], network.layers[: layer_index + 1]
    gives_maps = not any(isinstance(one, (Flatten, Linear)) for one in below)
    if not gives_maps or not any(isinstance(before, Conv2d) for before in below):
        raise ShapeError(
            f"layer {layer_index} is a {type(layer).__name__} layer and gives no feature maps to look at; "
            "choose a convolution, or a ReLU or pool after one"
        )
    return layer_index


def map_of(unit: int, maps: int) -> int:
    """Read which of a layer's maps is meant, 0 ≤ unit < maps, or raise a `ShapeError`."""
    number = whole(unit, "the map", 0)
    if number >= maps:
        raise ShapeError(f"there is no map {unit} among {maps}; use 0 to {maps - 1}")
    return number


def number_in(value: Any, name: str, low: float, high: float) -> float:
    """Read a number of low–high; `name` is what the sentence of a `CnnvizError` calls it.

    >>> number_in(0.5, "the fill", 0, 1)
    0.5
    """
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not low <= number <= high:
        raise CnnvizError(f"{name} is {value!r}, but must be a number from {low:g} to {high:g}")
    return number
