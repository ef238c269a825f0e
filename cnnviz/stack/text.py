"""A stack as text, as an address holds it; stack_text.js reads and writes the same.

Layers stand between ``~``, their fields between ``_``: ``conv_k_stride_padding_activation_F``, then all
weights filter by filter, then the biases; ``pool_kind_size_stride``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from cnnviz.channels.text import plain_numbers, written_number
from cnnviz.stack.layers import (
    CURVES,
    KINDS,
    MOST_LAYERS,
    MOST_MAPS,
    MOST_PADDING,
    MOST_STRIDE,
    MOST_TAPS,
    MOST_WINDOW,
    Conv,
    Float64,
    Layer,
    Pool,
    Stack,
)

LONGEST: Final = 6000
"""Characters of a stack."""
_PART, _NEXT = "_", "~"


def read_stack(text: str, channels: int = 1) -> Stack | None:
    """Read a stack of 1 to `MOST_LAYERS` layers; None if the text is none.

    A layer's weights have to be for as many channels as come to it.

    Examples
    --------
    >>> read_stack("pool_max_2_2")
    (Pool(kind='max', size=2, stride=2),)
    >>> read_stack("conv_1_1_0_relu_2_1_-1_0_0.5")[0].biases
    (0.0, 0.5)
    >>> read_stack("conv_1_1_0_relu_2_1_-1_0") is None
    True
    """
    if len(text) > LONGEST:
        return None
    parts = text.split(_NEXT, MOST_LAYERS)
    if len(parts) > MOST_LAYERS:
        return None
    stack: list[Layer] = []
    for part in parts:
        layer = _layer(part.split(_PART), channels)
        if layer is None:
            return None
        stack.append(layer)
        channels = layer.depth(channels)
    return tuple(stack)


def write_stack(stack: Sequence[Layer]) -> str:
    """Write a stack as `read_stack` reads it.

    >>> write_stack(read_stack("conv_1_1_0_leaky-relu_1_.50_0~pool_min_3_1"))
    'conv_1_1_0_leaky-relu_1_0.5_0~pool_min_3_1'
    """
    return _NEXT.join(_written(layer) for layer in stack)


def _written(layer: Layer) -> str:
    if isinstance(layer, Pool):
        return _PART.join(("pool", layer.kind, str(layer.size), str(layer.stride)))
    filters, curve = layer.filters, layer.activation.replace("_", "-")
    told = (filters.shape[-1], layer.stride, layer.padding, curve, len(filters))
    numbers = (*filters.ravel().tolist(), *layer.biases)
    return _PART.join(("conv", *map(str, told), *map(written_number, numbers)))


def _layer(fields: list[str], channels: int) -> Layer | None:
    match fields:
        case ["pool", kind, size, stride] if kind in KINDS:
            window, step = _whole(size, 1, MOST_WINDOW), _whole(stride, 1, MOST_WINDOW)
            return Pool(kind, window, step) if window and step else None
        case ["conv", taps, stride, padding, curve, filters, *numbers]:
            sizes = (
                _whole(taps, 1, MOST_TAPS),
                _whole(stride, 1, MOST_STRIDE),
                _whole(padding, 0, MOST_PADDING),
                _whole(filters, 1, MOST_MAPS),
            )
            activation = curve.replace("-", "_")
            return _conv(sizes, activation, numbers, channels) if activation in CURVES else None
    return None


def _conv(sizes: tuple[int | None, ...], curve: str, texts: list[str], channels: int) -> Conv | None:
    match sizes:
        case int(taps), int(stride), int(padding), int(filters):
            shape = (filters, channels, taps, taps)
            numbers = plain_numbers(texts) if len(texts) == filters * (channels * taps**2 + 1) else None
            if numbers is None:
                return None
            weights: Float64 = np.array(numbers[:-filters]).reshape(shape)
            return Conv(weights, tuple(numbers[-filters:]), stride, padding, curve)
    return None


def _whole(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) < 3):
        return None
    return int(text) if least <= int(text) <= most else None
