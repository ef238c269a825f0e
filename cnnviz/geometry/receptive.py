"""The receptive field: how much of the image one unit deep in a network can see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cnnviz.errors import ShapeError


class Layer(NamedTuple):
    """A sliding window, of a convolution or of pooling, along one axis.

    Attributes
    ----------
    kernel, stride, dilation : int
        Taps, pixels from window to window, pixels from tap to tap.
    padding : int
        Pixels added before the start.
    """

    kernel: int
    stride: int = 1
    dilation: int = 1
    padding: int = 0


class ReceptiveField(NamedTuple):
    """What the units of one layer see of the image, along one axis.

    Attributes
    ----------
    size : int
        Pixels of the image that one unit sees.
    jump : int
        Pixels from one unit's field to the next unit's.
    start : int
        First pixel of the first unit's field; negative where it reaches into the padding.
    """

    size: int
    jump: int
    start: int


def receptive_field(layers: Sequence[Layer]) -> list[ReceptiveField]:
    """Follow the receptive field through a stack, layer by layer.

    Parameters
    ----------
    layers : sequence of Layer
        From the image upwards.

    Returns
    -------
    list of ReceptiveField
        One per layer. Unit i of that layer sees the pixels from ``start + i * jump`` on, ``size`` of them.

    Raises
    ------
    ShapeError
        If a number of a layer makes no sense.

    References
    ----------
    A. Araujo, W. Norris, J. Sim (2019), Computing receptive fields of convolutional neural networks.

    Examples
    --------
    Three 3×3 convolutions see as much as one of 7×7:

    >>> [field.size for field in receptive_field([Layer(3), Layer(3), Layer(3)])]
    [3, 5, 7]
    """
    fields = []
    size, jump, start = 1, 1, 0
    for number, layer in enumerate(layers, 1):
        if min(layer.kernel, layer.stride, layer.dilation) < 1 or layer.padding < 0:
            raise ShapeError(
                f"layer {number} has kernel {layer.kernel}, stride {layer.stride}, dilation "
                f"{layer.dilation} and padding {layer.padding}; use whole numbers from 1 up (padding from 0)"
            )
        size += (layer.kernel - 1) * layer.dilation * jump
        start -= layer.padding * jump
        jump *= layer.stride
        fields.append(ReceptiveField(size, jump, start))
    return fields
