"""Pooling as a layer."""

from itertools import product

import numpy as np

from cnnviz.network.layers.base import Array, Backward, Layer, check_whole
from cnnviz.operators import avg_pool2d, max_pool2d
from cnnviz.operators.windows import window_axes


class _Pool2d(Layer):
    """What both poolings share: a square window, its stride, and where each window's elements lie."""

    settings = ("kernel_size", "stride")

    def __init__(self, kernel_size: int = 2, stride: int | None = None) -> None:
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        check_whole(self, 1, "kernel_size", "stride")

    def _elements(self, x: Array) -> list[tuple[slice, slice]]:
        """For each of the k·k positions in a window, the slices that pick it from all windows at once."""
        k, s = self.kernel_size, self.stride
        rows, columns = (axis.count for axis in window_axes(x.shape, k, s))
        return [
            (slice(i, i + s * rows, s), slice(j, j + s * columns, s)) for i, j in product(range(k), repeat=2)
        ]


class MaxPool2d(_Pool2d):
    """The largest value of each window; only the winner gets the gradient (on a tie the first in scan order).

    Parameters
    ----------
    kernel_size : int
    stride : int, optional
        The kernel size if not given.
    """

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Pool a batch ``(N, C, H, W)``; see `Layer.forward`."""
        elements = self._elements(x)
        output = max_pool2d(x, self.kernel_size, self.stride)

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            d_x = np.zeros_like(x)
            free = np.ones(output.shape, bool)  # windows whose winner has not been met yet
            for element in elements:
                wins = (x[(..., *element)] == output) & free
                free ^= wins
                d_x[(..., *element)] += gradient * wins
            return d_x, {}

        return output, backward


class AvgPool2d(_Pool2d):
    """The mean of each window; every element gets an equal share of the gradient.

    Parameters
    ----------
    kernel_size : int
    stride : int, optional
        The kernel size if not given.
    """

    def forward(self, x: Array, training: bool = False) -> tuple[Array, Backward]:
        """Pool a batch ``(N, C, H, W)``; see `Layer.forward`."""
        elements = self._elements(x)

        def backward(gradient: Array) -> tuple[Array, dict[str, Array]]:
            d_x = np.zeros_like(x)
            for element in elements:
                d_x[(..., *element)] += gradient / x.dtype.type(len(elements))
            return d_x, {}

        return avg_pool2d(x, self.kernel_size, self.stride), backward
