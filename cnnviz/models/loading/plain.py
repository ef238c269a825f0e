"""A trained network with fewer kinds of layers, which every page can show; its numbers stay the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import WeightsError
from cnnviz.models.loading.limits import MOST_PARAMETERS
from cnnviz.network.archive import exceeds
from cnnviz.network.fold import fold_batch_norm
from cnnviz.network.layers import ActivationLayer, BatchNorm2d, Conv2d, Flatten, Layer, Linear, Scale
from cnnviz.network.sequential import Sequential

Array = NDArray[Any]


def plain(layers: Sequence[Layer]) -> tuple[list[Layer], list[str]]:
    """Write batch norm and hidden dense layers as convolutions.

    Parameters
    ----------
    layers : sequence of Layer
        They fit each other.

    Returns
    -------
    layers : list of Layer
        Convolutions, activations and pooling, then Flatten and one Linear.
    notes : list of str
        What was changed, in sentences.

    Raises
    ------
    WeightsError
        If the network is of another build.
    """
    notes = []
    found = _folded(layers)
    if len(found) < len(layers):
        notes.append(
            "Batch norm is folded into the layer before it, as it only scales and shifts once trained."
        )
    if any(isinstance(layer, BatchNorm2d) for layer in found):
        notes.append("A batch norm that follows no such layer is shown as what it does: each map scaled.")
        found = [_scale(layer) if isinstance(layer, BatchNorm2d) else layer for layer in found]
    found = _activation_first(found)
    _check(found)
    at = kinds(found).index(Flatten)
    if kinds(found[at:]) != (Flatten, Linear):
        found = _as_convolutions(found, at)
        notes.append(
            "Dense layers but the last are shown as convolutions whose windows are as large as the maps."
        )
    return found, notes


def kinds(layers: Sequence[Layer]) -> tuple[type[Layer], ...]:
    """Give the classes of layers."""
    return tuple(map(type, layers))


def _folded(layers: Sequence[Layer]) -> list[Layer]:
    """Fold batch norm into the convolution or the dense layer right before it."""
    found: list[Layer] = []
    for layer in fold_batch_norm(Sequential(layers)).layers:
        if isinstance(layer, BatchNorm2d) and found and isinstance(found[-1], Linear):
            factor, offset = _line(layer)
            before = found[-1].parameters
            found[-1] = _linear(before["weight"] * factor[:, None], before["bias"] * factor + offset)
        else:
            found.append(layer)
    return found


def _line(layer: BatchNorm2d) -> tuple[Array, Array]:
    """What a trained batch norm multiplies each map with, and what it adds."""
    factor = layer.parameters["weight"] / np.sqrt(layer.buffers["running_var"] + np.float32(layer.eps))
    return factor, layer.parameters["bias"] - layer.buffers["running_mean"] * factor


def _scale(layer: BatchNorm2d) -> Scale:
    if exceeds((layer.num_features, layer.num_features), MOST_PARAMETERS):
        raise WeightsError(
            f"a batch norm of {layer.num_features:,} numbers can't be shown; put it right behind a Conv2d or "
            "Linear layer"
        )
    return Scale(*_line(layer))


def _linear(weight: Array, bias: Array) -> Linear:
    layer = Linear(weight.shape[1], weight.shape[0])
    layer.parameters = {"weight": weight.astype(np.float32), "bias": bias.astype(np.float32)}
    return layer


def _activation_first(layers: list[Layer]) -> list[Layer]:
    """Put activations before a Flatten that they follow: they treat each number alone."""
    found: list[Layer] = []
    for layer in layers:
        if isinstance(layer, ActivationLayer) and found and isinstance(found[-1], Flatten):
            found.insert(len(found) - 1, layer)
        else:
            found.append(layer)
    return found


def _check(layers: Sequence[Layer]) -> None:
    if not layers or not isinstance(layers[0], Conv2d):
        raise WeightsError(
            "the first layer must be a Conv2d layer: pages show maps and the kernels that made them"
        )
    if not isinstance(layers[-1], Linear):
        raise WeightsError(
            "the last layer must be a Linear layer, whose numbers are the scores of the classes; only a "
            "Softmax may follow it"
        )
    after = layers[kinds(layers).index(Flatten) + 1]
    if not isinstance(after, Linear):
        raise WeightsError("behind Flatten there must be a Linear layer; move what stands there before it")


def _as_convolutions(layers: list[Layer], at: int) -> list[Layer]:
    """Write all dense layers behind Flatten (at an index) but the last one as convolutions.

    Long, Shelhamer, Darrell (2015), "Fully Convolutional Networks for Semantic Segmentation", section 3.1.
    """
    found = layers[:at]
    maps = next(layer.out_channels for layer in reversed(found) if isinstance(layer, Conv2d))
    for layer in layers[at + 1 : -1]:
        if isinstance(layer, Linear):
            side = round((layer.in_features / maps) ** 0.5)
            conv = Conv2d(maps, layer.out_features, side)
            weight = layer.parameters["weight"].reshape(layer.out_features, maps, side, side)
            conv.parameters = {"weight": weight, "bias": layer.parameters["bias"]}
            found.append(conv)
            maps = layer.out_features
        else:
            found.append(layer)
    return [*found, Flatten(), layers[-1]]
