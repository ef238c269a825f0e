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
    """Write batch norm as what it does once a network is trained: each map scaled and shifted.

    Parameters
    ----------
    layers : sequence of Layer
        They fit each other.

    Returns
    -------
    layers : list of Layer
        Convolutions, activations and pooling, then Flatten, and dense layers with activations between them.
    notes : list of str
        What was changed, in sentences.

    Raises
    ------
    WeightsError
        If the network is of another build.
    """
    notes = []
    found = _activation_first(_folded(layers))
    if len(found) < len(layers):
        notes.append("Batch norm is folded into the layer beside it: once trained it only scales and shifts.")
    _check(found)
    if BatchNorm2d in kinds(found):
        notes.append("A batch norm that follows no convolution is shown as what it does: each map scaled.")
        found = [_scale(layer) if isinstance(layer, BatchNorm2d) else layer for layer in found]
    return found, notes


def _folded(layers: Sequence[Layer]) -> list[Layer]:
    """Fold batch norm into the convolution or dense layer before it, or the dense layer behind it."""
    found: list[Layer] = []
    for layer in fold_batch_norm(Sequential(layers)).layers:
        before = found[-1] if found else None
        if isinstance(layer, BatchNorm2d) and isinstance(before, Linear):
            factor, offset = _line(layer)
            weight, bias = before.parameters["weight"], before.parameters["bias"]
            found[-1] = _linear(weight * factor[:, None], bias * factor + offset)
        elif isinstance(layer, Linear) and isinstance(before, BatchNorm2d):
            factor, offset = _line(before)
            weight, bias = layer.parameters["weight"], layer.parameters["bias"]
            found[-1] = _linear(weight * factor, bias + weight @ offset)
        else:
            found.append(layer)
    return found


def kinds(layers: Sequence[Layer]) -> list[type[Layer]]:
    """Give the classes of layers."""
    return [type(layer) for layer in layers]


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
    behind = layers[kinds(layers).index(Flatten) :] if Flatten in kinds(layers) else []
    if BatchNorm2d in kinds(behind):
        raise WeightsError("a batch norm behind Flatten must stand right before or behind a Linear layer")
    if not layers or not isinstance(layers[0], Conv2d | BatchNorm2d):
        raise WeightsError(
            "the first layer must be a Conv2d layer: pages show maps and the kernels that made them"
        )
    if not isinstance(layers[-1], Linear):
        raise WeightsError(
            "the last layer must be a Linear layer, whose numbers are the scores of the classes; only a "
            "Softmax may follow it"
        )
