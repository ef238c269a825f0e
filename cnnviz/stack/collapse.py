"""Convolutions that nothing bends, made one: the kernel of all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnnviz.errors import KernelError
from cnnviz.operators import ACTIVATIONS
from cnnviz.stack.layers import MOST_PADDING, MOST_STRIDE, MOST_TAPS, Conv, Layer, Pool


def collapsed(stack: Sequence[Layer]) -> Conv:
    """Give the one convolution that computes what several linear ones compute one after the other.

    With padding in a layer behind the first, the border of the map differs: zeros lie around the maps
    between, too.

    Raises
    ------
    KernelError
        If a layer is not linear, or the one kernel would be larger than the page allows.

    Examples
    --------
    >>> pairs = np.array([[[[1.0, 2]]]]), np.array([[[[3.0, 1]]]])
    >>> collapsed([Conv(pair.repeat(2, 2), (0.0,)) for pair in pairs]).filters[0, 0, 0].tolist()
    [3.0, 7.0, 2.0]
    """
    for number, layer in enumerate(stack, 1):
        if isinstance(layer, Pool):
            raise KernelError(
                f"layer {number} pools, and no one kernel does the same; leave convolutions without "
                f"activation only"
            )
        if not layer.is_linear:
            raise KernelError(
                f"layer {number} bends its numbers by {ACTIVATIONS[layer.activation].title}, so no one "
                f"kernel does the same; set its activation to none"
            )
    first, *rest = (layer for layer in stack if isinstance(layer, Conv))
    for layer in rest:
        first = _joined(first, layer)
    taps = first.filters.shape[-1]
    if taps > MOST_TAPS or first.stride > MOST_STRIDE or first.padding > MOST_PADDING:
        raise KernelError(
            f"the one kernel would be {taps}×{taps} with stride {first.stride} and padding {first.padding}; "
            f"up to {MOST_TAPS}×{MOST_TAPS}, stride {MOST_STRIDE} and padding {MOST_PADDING} are shown"
        )
    return first


def _joined(first: Conv, second: Conv) -> Conv:
    """Put each weight of the second on the first's kernel, moved by the first's strides."""
    inner, outer, step = first.filters.shape[-1], second.filters.shape[-1], first.stride
    taps = (outer - 1) * step + inner
    filters = np.zeros((len(second.filters), first.filters.shape[1], taps, taps))
    for i, j in np.ndindex(outer, outer):
        rows, columns = (slice(at * step, at * step + inner) for at in (i, j))
        filters[:, :, rows, columns] += np.tensordot(second.filters[:, :, i, j], first.filters, 1)
    biases = second.filters.sum((2, 3)) @ np.asarray(first.biases) + np.asarray(second.biases)
    padding = first.padding + step * second.padding
    return Conv(filters, tuple(biases.tolist()), step * second.stride, padding)
