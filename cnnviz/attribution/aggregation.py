"""A unit as a detector: its sum b·x = ‖b‖ ‖x‖ cos θ, of the kernel b and the patch x that it looks at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import position_in
from cnnviz.attribution.checks import map_of, number_in, one_image
from cnnviz.attribution.surgery import convolution_of
from cnnviz.network.sequential import Sequential
from cnnviz.neurons.weighted import WeightedSum, weighted_sum

Array = NDArray[Any]


@dataclass(frozen=True)
class Aggregation:
    """What one unit of a convolution adds up.

    Attributes
    ----------
    kernel, patch : ndarray, shape (C, k, k)
        The weights b, and the numbers x under them, with zeros beyond the border.
    bias : float
    at : (row, column)
        Of the unit in its map.
    """

    kernel: Array
    patch: Array
    bias: float
    at: tuple[int, int]

    @cached_property
    def _added(self) -> WeightedSum:
        return weighted_sum(self.patch, self.kernel, self.bias)

    @property
    def sum(self) -> float:
        """b·x, the sum of the products."""
        return self._added.aggregate

    @property
    def kernel_size(self) -> float:
        """‖b‖, the root of the sum of squared weights."""
        return self._added.norms[0]

    @property
    def patch_size(self) -> float:
        """‖x‖: grows with the patch's brightness."""
        return self._added.norms[1]

    @property
    def cosine(self) -> float:
        """The cosine of the angle between b and x, −1…1; NaN where one of them is 0 everywhere."""
        cosine = self._added.cosine
        return math.nan if cosine is None else cosine

    @property
    def output(self) -> float:
        """b·x + bias: the map's number."""
        return self._added.total

    @property
    def products(self) -> Array:
        """Weight times number, position by position, (C, k, k)."""
        return np.asarray(self.kernel * self.patch)


@dataclass(frozen=True)
class Dimmed:
    """One unit's sum for an image, and for the same image with less light.

    Attributes
    ----------
    brightness : float
        What the pixels were multiplied by, 0–1.
    image : ndarray, shape (C, H, W)
        The dimmer one.
    full, less : Aggregation
        At the same position in the map.
    """

    brightness: float
    image: Array
    full: Aggregation
    less: Aggregation

    @property
    def kept(self) -> float:
        """What share of the sum is left; NaN where there was none."""
        return self.less.sum / self.full.sum if self.full.sum else math.nan

    @property
    def limits(self) -> tuple[float, float]:
        """A range from 0 that both patches lie in (pixels, or maps after ReLU), and light of 0–1 too."""
        return 0.0, max(1.0, float(self.full.patch.max()), float(self.less.patch.max()))


def aggregation(
    network: Sequential, image: ArrayLike, layer_index: int, unit: int, at: tuple[int, int] | None = None
) -> Aggregation:
    """Look at a convolution's sum at one position of one of its maps.

    Parameters
    ----------
    network : Sequential
    image : array_like, shape (C, H, W)
        0–1.
    layer_index : int
        Of a convolution, or of a ReLU or pool after it.
    unit : int
        Which of its maps.
    at : (row, column), optional
        Of the convolution's map; where it is largest if not given.

    Returns
    -------
    Aggregation
        In float64.

    Raises
    ------
    CnnvizError
        If there is no such layer, map or position, or the image can't be read.
    """
    layer_index, conv = convolution_of(network, layer_index)
    unit = map_of(unit, conv.out_channels)
    given = one_image(image)[None]
    for layer in network.layers[:layer_index]:
        given = layer(given)
    made = conv(given)[0, unit]
    if at is None:
        at = divmod(int(made.argmax()), made.shape[1])
    row, column = position_in(made.shape, at)
    edges = [(0, 0), (conv.padding, conv.padding), (conv.padding, conv.padding)]
    padded = np.pad(given[0].astype(np.float64), edges)
    top, left = row * conv.stride, column * conv.stride
    side = conv.kernel_size
    return Aggregation(
        conv.parameters["weight"][unit].astype(np.float64),
        padded[:, top : top + side, left : left + side],
        float(conv.parameters["bias"][unit]),
        (row, column),
    )


def dimmed(network: Sequential, image: ArrayLike, layer_index: int, unit: int, brightness: float) -> Dimmed:
    """Look at the position where a map is largest for an image, in full and in less light.

    Parameters
    ----------
    network, image, layer_index, unit
        As of `aggregation`.
    brightness : float
        0–1; all pixels are multiplied by it.

    Raises
    ------
    CnnvizError
        If an argument makes no sense.
    """
    image, share = one_image(image), number_in(brightness, "the brightness", 0, 1)
    dim = image * image.dtype.type(share)
    full = aggregation(network, image, layer_index, unit)
    return Dimmed(share, dim, full, aggregation(network, dim, layer_index, unit, full.at))
