"""How one number inside the network is computed, by the traces of the operators that compute it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.network.layers import ActivationLayer, AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d
from cnnviz.operators import (
    ActivationTrace,
    ConvTrace,
    LinearTrace,
    PoolTrace,
    activation_trace,
    conv2d_trace,
    linear_trace,
    pool_trace,
)

Array = NDArray[Any]


@dataclass(frozen=True)
class FlattenTrace:
    """Where a number of the flattened vector was before.

    Attributes
    ----------
    map, row, column : int
        Its position in the maps.
    shape : (maps, rows, columns)
    index : int
        Its index in the vector.
    value : float
    """

    map: int
    row: int
    column: int
    shape: tuple[int, int, int]
    index: int
    value: float

    def sentence(self) -> str:
        """Write the new index.

        >>> FlattenTrace(3, 2, 5, (16, 7, 7), 166, 0.0).sentence()
        'map 3, row 2, column 5 becomes number (3·7 + 2)·7 + 5 = 166 of 784'
        """
        maps, rows, columns = self.shape
        return (
            f"map {self.map}, row {self.row}, column {self.column} becomes number "
            f"({self.map}·{rows} + {self.row})·{columns} + {self.column} = {self.index} of "
            f"{maps * rows * columns}"
        )


Trace = ConvTrace | PoolTrace | ActivationTrace | FlattenTrace | LinearTrace


def explain(layer: Layer, received: Array, at: tuple[int, ...], made: Array | None = None) -> Trace:
    """Say how one output of a layer is computed.

    Parameters
    ----------
    layer : Layer
        Conv2d, an activation, MaxPool2d, AvgPool2d, Flatten or Linear.
    received : ndarray, shape (C, H, W) or (n,)
        What the layer was given, without the batch's axis.
    at : (map, row, column) or (unit,)
        The output's position. For Flatten its position in the maps.
    made : ndarray, optional
        What the layer made of that, without the batch's axis; without it a convolution is computed again.

    Raises
    ------
    ShapeError
        If the layer is of another kind, or there is no such position.

    Examples
    --------
    >>> from cnnviz.network.layers import ReLU
    >>> explain(ReLU(), np.array([[[-39.5, 53.85]]]), (0, 0, 1)).sentence()
    'relu(53.85) = 53.85; the slope there is 1'
    """
    match layer:
        case Conv2d():
            weight, bias = layer.parameters["weight"], layer.parameters["bias"]
            return conv2d_trace(received, weight, bias, layer.stride, layer.padding, at=at, output=made)
        case MaxPool2d():
            return pool_trace("max", received, layer.kernel_size, layer.stride, at=at)
        case AvgPool2d():
            return pool_trace("average", received, layer.kernel_size, layer.stride, at=at)
        case Linear():
            weight, bias = layer.parameters["weight"], layer.parameters["bias"]
            return linear_trace(received, weight, bias, at=_checked(bias, at)[0])
        case ActivationLayer():
            return activation_trace(layer.activation.key, float(received[_checked(received, at)]))
        case Flatten():
            map_, row, column = _checked(received, at)
            index = int(np.ravel_multi_index(at, received.shape))
            return FlattenTrace(map_, row, column, received.shape, index, float(received[at]))
    raise ShapeError(
        f"a {type(layer).__name__} layer can't be explained number by number; choose another one"
    )


def _checked(received: Array, at: tuple[int, ...]) -> tuple[int, ...]:
    if len(at) != received.ndim or not all(0 <= i < size for i, size in zip(at, received.shape, strict=True)):
        raise ShapeError(f"there is no number {at} in a shape of {received.shape}; count each axis from 0")
    return at
