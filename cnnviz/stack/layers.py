"""The layers of a stack, and what a stack makes of maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.errors import ShapeError
from cnnviz.geometry import Layer as Window
from cnnviz.operators import ACTIVATIONS, POOLINGS, conv2d

Float64 = NDArray[np.float64]
Shape = tuple[int, int, int]

MOST_LAYERS: Final = 6
MOST_MAPS: Final = 8
"""Maps that leave a layer."""
MOST_TAPS: Final = 7
"""Rows, and columns, of the largest kernel."""
MOST_STRIDE: Final = 4
MOST_PADDING: Final = 6
MOST_WINDOW: Final = 8
"""Rows, and columns, of the largest pool; and its largest stride."""
KINDS: Final = ("max", "min", "average", "sum")
"""The pools, by their keys in `cnnviz.operators.POOLINGS`."""
CURVES: Final = ("linear", "relu", "leaky_relu", "sigmoid", "tanh", "gelu")
"""The activations, by their keys in `cnnviz.operators.ACTIVATIONS`; linear is none."""


@dataclass(frozen=True)
class Conv:
    """A convolution, and what bends its numbers.

    Attributes
    ----------
    filters : ndarray, (F, C, k, k)
    biases : tuple of float
        One for each filter.
    stride, padding : int
        Around the maps lie zeros.
    activation : str
        One of `CURVES`.
    """

    filters: Float64
    biases: tuple[float, ...]
    stride: int = 1
    padding: int = 0
    activation: str = "linear"

    @property
    def window(self) -> Window:
        """Its kernel along one axis."""
        return Window(self.filters.shape[-1], self.stride, 1, self.padding)

    @property
    def is_linear(self) -> bool:
        """Whether nothing bends its numbers."""
        return self.activation == "linear"

    def depth(self, channels: int) -> int:
        """How many maps leave it."""
        return len(self.filters)

    def made(self, maps: Float64) -> Float64:
        """Convolve maps, (C, H, W), and bend every number: (F, H', W')."""
        sums = conv2d(maps, self.filters, np.asarray(self.biases), self.stride, self.padding)
        return np.asarray(ACTIVATIONS[self.activation].function(sums), np.float64)


@dataclass(frozen=True)
class Pool:
    """A pool over each map by itself; what does not fill a window is left out.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    size, stride : int
        Of its windows.
    """

    kind: str
    size: int
    stride: int

    @property
    def window(self) -> Window:
        """Its window along one axis."""
        return Window(self.size, self.stride)

    def depth(self, channels: int) -> int:
        """How many maps leave it: as many as come."""
        return channels

    def made(self, maps: Float64) -> Float64:
        """Pool maps, (C, H, W): (C, H', W')."""
        pooled = POOLINGS[self.kind].function(maps, kernel_size=self.size, stride=self.stride)
        return np.asarray(pooled, np.float64)


Layer = Conv | Pool
Stack = tuple[Layer, ...]


def shapes(stack: Sequence[Layer], shape: Shape) -> list[Shape]:
    """Maps, rows and columns that leave each layer.

    Raises
    ------
    ShapeError
        If a layer's window is larger than what comes to it.

    Examples
    --------
    >>> shapes([Pool("max", 2, 2), Pool("max", 2, 2)], (1, 9, 8))
    [(1, 4, 4), (1, 2, 2)]
    """
    found = []
    for number, layer in enumerate(stack, 1):
        taps, stride, _, padding = layer.window
        rows, columns = ((side + 2 * padding - taps) // stride + 1 for side in shape[1:])
        if min(rows, columns) < 1:
            name = "kernel" if isinstance(layer, Conv) else "pool"
            around = f" with padding {padding}" if padding else ""
            raise ShapeError(
                f"layer {number}’s {taps}×{taps} {name} does not fit on {shape[1]}×{shape[2]} "
                f"numbers{around}; use a smaller one, or less pooling and stride before it"
            )
        shape = (layer.depth(shape[0]), rows, columns)
        found.append(shape)
    return found


def outputs(stack: Sequence[Layer], image: ArrayLike) -> list[Float64]:
    """Maps that leave each layer, (F, H', W'), of an image (C, H, W).

    Raises
    ------
    ShapeError
        If a layer does not fit; see `shapes`.
    """
    maps = np.asarray(image, np.float64)
    _, found = shapes(stack, maps.shape), []
    for layer in stack:
        maps = layer.made(maps)
        found.append(maps)
    return found
