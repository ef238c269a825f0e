"""Operating on a trained network: silence a map or a kernel, replace a kernel, shuffle the weights.

Every function returns a new network; the original, which may be shared, is not changed.
"""

from __future__ import annotations

from copy import copy
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.arguments import floats
from cnnviz.attribution.checks import layer_of_maps, map_of
from cnnviz.errors import KernelError
from cnnviz.network.layers import Conv2d, Layer
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


def silence_map(network: Sequential, layer_index: int, unit: int) -> Sequential:
    """Return a network one of whose feature maps is 0 everywhere.

    Parameters
    ----------
    network : Sequential
    layer_index : int
        Of a convolution, or of a ReLU or pool after it: then the convolution's map is silenced.
    unit : int
        Which map.

    Raises
    ------
    CnnvizError
        If there is no such layer or map.
    """
    layer_index, conv = convolution_of(network, layer_index)
    unit = map_of(unit, conv.out_channels)
    weight, bias = conv.parameters["weight"].copy(), conv.parameters["bias"].copy()
    weight[unit], bias[unit] = 0, 0
    return _with(network, layer_index, weight, bias)


def silence_kernel(network: Sequential, layer_index: int, unit: int, channel: int) -> Sequential:
    """Return a network in which one map no longer sees one channel below it; see `silence_map`."""
    layer_index, conv = convolution_of(network, layer_index)
    weight = conv.parameters["weight"].copy()
    weight[map_of(unit, conv.out_channels), map_of(channel, conv.in_channels)] = 0
    return _with(network, layer_index, weight, conv.parameters["bias"])


def replace_kernel(
    network: Sequential,
    kernel: ArrayLike,
    unit: int,
    layer_index: int = 0,
    channel: int = 0,
    rescale: bool = True,
) -> Sequential:
    """Return a network with another kernel in one of its convolutions.

    Parameters
    ----------
    network : Sequential
    kernel : array_like, shape (k, l)
        Odd sides up to 15. One smaller than the layer's is set into zeros; for a larger one, all kernels
        of the layer are, and its padding grows, which changes no other map.
    unit, channel : int
        Which map's kernel, and for which channel below.
    layer_index : int
        Of the convolution, the first layer if not given.
    rescale : bool
        Scale the kernel to the Euclidean norm of the one it replaces, which the layers above
        expect. The map's bias stays in any case.

    Raises
    ------
    CnnvizError
        If there is no such layer, map or channel, or the kernel can't be used.
    """
    layer_index, conv = convolution_of(network, layer_index)
    unit, channel = map_of(unit, conv.out_channels), map_of(channel, conv.in_channels)
    new = _odd(kernel, conv)
    old = conv.parameters["weight"][unit, channel]
    if rescale and np.linalg.norm(new) > 0:
        new = new * (np.linalg.norm(old) / np.linalg.norm(new))
    side = max(conv.kernel_size, *new.shape)
    weight = _centred(conv.parameters["weight"], side)
    weight[unit, channel] = _centred(new, side)
    changed = _with(network, layer_index, weight, conv.parameters["bias"])
    larger = changed.layers[layer_index]
    assert isinstance(larger, Conv2d)
    larger.kernel_size, larger.padding = side, conv.padding + (side - conv.kernel_size) // 2
    return changed


def shuffled(network: Sequential, seed: int = 0) -> Sequential:
    """Return a network whose weights are the same numbers in another order, within each layer.

    What it learned is gone, so a map that explains what it learned has to change: Adebayo et al. (2018),
    "Sanity Checks for Saliency Maps".
    """
    rng = np.random.default_rng(seed)
    mixed = Sequential([_copied(layer) for layer in network.layers])
    mixed.assign(
        {
            name: rng.permutation(value.ravel()).reshape(value.shape)
            for name, value in network.parameters.items()
        }
    )
    return mixed


def convolution_of(network: Sequential, layer_index: int) -> tuple[int, Conv2d]:
    """Find the convolution that made a layer's maps: its index and itself."""
    at = last_convolution(network, layer_of_maps(network, layer_index))
    layer = network.layers[at]
    assert isinstance(layer, Conv2d)
    return at, layer


def last_convolution(network: Sequential, layer_index: int) -> int:
    """Give the index of the last convolution up to any layer after the first one."""
    below = enumerate(network.layers[: layer_index + 1])
    return max(at for at, layer in below if isinstance(layer, Conv2d))


def convolution_before(network: Sequential, layer_index: int) -> int:
    """Give the index of the last convolution up to a layer, or of the layer where there is none."""
    below = range(layer_index, -1, -1)
    return next((at for at in below if isinstance(network.layers[at], Conv2d)), layer_index)


def _with(network: Sequential, layer_index: int, weight: Array, bias: Array) -> Sequential:
    changed = Sequential([_copied(layer) for layer in network.layers])
    changed.assign({f"{layer_index}.weight": weight, f"{layer_index}.bias": bias})
    return changed


def _copied(layer: Layer) -> Layer:
    """A layer that can be given other arrays; those it has are shared and not to be written to."""
    made = copy(layer)
    made.parameters, made.buffers = dict(layer.parameters), dict(layer.buffers)
    return made


def _odd(kernel: ArrayLike, conv: Conv2d) -> Array:
    values = floats(kernel, np.float32)
    if values.ndim != 2 or not all(side in range(1, 16, 2) for side in (*values.shape, conv.kernel_size)):
        shape = "×".join(map(str, values.shape)) if values.ndim == 2 else f"shape {values.shape}"
        raise KernelError(
            f"a kernel of {shape} can't take the place of one of {conv.kernel_size}×{conv.kernel_size}; both "
            f"need odd sides of at most 15, so that their centres coincide"
        )
    if not np.isfinite(values).all():
        raise KernelError("the kernel holds a number that is not finite; give plain numbers")
    return values


def _centred(kernels: Array, side: int) -> Array:
    """Centre kernels (…, k, l) in zeros (…, side, side)."""
    edges = [((side - old) // 2,) * 2 for old in kernels.shape[-2:]]
    return np.pad(kernels, [(0, 0)] * (kernels.ndim - 2) + edges)
