"""A layer of filters over several channels, with sheets, filters and biases that can be switched off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.channels.text import Float64
from cnnviz.errors import ShapeError
from cnnviz.operators import ConvTrace, conv2d, conv2d_trace
from cnnviz.operators.matrix import ConvMatrix, conv2d_matrix

Way = Literal["full", "separable", "matrix"]


@dataclass(frozen=True)
class ChannelLayer:
    """Filters, (F, C, k, k), with what is switched off.

    Attributes
    ----------
    filters : ndarray, (F, C, k, k)
    biases : tuple of float
        One for each filter.
    mix : ndarray, (F, C)
        In a separable layer, the weights of its pointwise half. Its depthwise half has one kernel for each
        channel: the sheets of filter 0.
    stride, padding : int
    off : frozenset of str
        "1" is filter 1, "1.0" its sheet for channel 0, "1.b" its bias. A filter that is off leaves no map; a
        sheet or a bias that is off counts as zeros.
    way : {"full", "separable", "matrix"}
        A matrix computes the same as a full layer.
    """

    filters: Float64
    biases: tuple[float, ...]
    mix: Float64
    stride: int = 1
    padding: int = 0
    off: frozenset[str] = frozenset()
    way: Way = "full"

    @property
    def depth(self) -> int:
        """How many channels it takes."""
        return int(self.filters.shape[1])

    @property
    def taps(self) -> int:
        """Rows, and columns, of its kernels."""
        return int(self.filters.shape[-1])

    @property
    def active(self) -> list[int]:
        """The filters that are on."""
        return [f for f in range(len(self.filters)) if str(f) not in self.off]

    def sheets(self, f: int) -> Float64:
        """What filter `f` multiplies by, (C, k, k): zeros where a sheet is off.

        In a separable layer each sheet is the channel's kernel times the filter's weight for that channel.
        """
        sheets = self.filters[f]
        if self.way == "separable":
            sheets = self.mix[f][:, None, None] * self.filters[0]
        on = [f"{f}.{c}" not in self.off for c in range(self.depth)]
        return np.asarray(sheets * np.array(on)[:, None, None])

    def bias(self, f: int) -> float:
        """What filter `f` adds at the end."""
        return 0.0 if f"{f}.b" in self.off else self.biases[f]

    def weights(self) -> tuple[Float64, Float64]:
        """Weights, (A, C, k, k), and biases, (A,), of all filters that are on.

        Raises
        ------
        ShapeError
            If none is.
        """
        if not self.active:
            raise ShapeError("all filters are off, so no map leaves the layer; switch one on")
        return np.stack([self.sheets(f) for f in self.active]), np.array([self.bias(f) for f in self.active])

    def output(self, image: ArrayLike) -> NDArray[np.float64]:
        """The maps of all filters that are on, (A, H', W'), of an image (C, H, W).

        A separable layer is computed in its two steps.
        """
        maps = np.asarray(image, np.float64)
        weights, biases = self.weights()
        if self.way != "separable":
            return np.asarray(conv2d(maps, weights, biases, self.stride, self.padding))
        between = conv2d(maps, self.filters[0][:, None], None, self.stride, self.padding, groups=self.depth)
        return np.asarray(conv2d(between, self.pointwise()[:, :, None, None], biases))

    def pointwise(self) -> Float64:
        """The weights of a separable layer's second half, (A, C): 0 where a sheet is off."""
        on = [[f"{f}.{c}" not in self.off for c in range(self.depth)] for f in self.active]
        return np.asarray(self.mix[self.active] * np.array(on))

    def trace(self, image: ArrayLike, f: int, at: Sequence[int]) -> ConvTrace:
        """How filter `f` comes to its number at (row, column)."""
        maps = np.asarray(image, np.float64)
        weight, bias = self.sheets(f)[None], [self.bias(f)]
        return conv2d_trace(maps, weight, bias, self.stride, self.padding, at=(0, *at))

    def matrix(self, size: tuple[int, int], f: int) -> ConvMatrix:
        """Filter `f` as a matrix that multiplies a flat image of rows × columns in all channels."""
        return conv2d_matrix((self.depth, *size), self.sheets(f)[None], self.stride, self.padding)


def fitted(values: ArrayLike, filters: int, channels: int) -> Float64:
    """Bring weights, (F, C, …), to as many filters and channels: what is missing repeats the last.

    Examples
    --------
    >>> fitted([[1, 2]], 2, 3).tolist()
    [[1.0, 2.0, 2.0], [1.0, 2.0, 2.0]]
    """
    given = np.asarray(values, np.float64)
    rows = np.minimum(np.arange(filters), given.shape[0] - 1)
    columns = np.minimum(np.arange(channels), given.shape[1] - 1)
    return np.asarray(given[rows][:, columns])
