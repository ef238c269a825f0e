"""Folding batch norm into the convolution before it."""

import numpy as np

from cnnviz.network.layers import BatchNorm2d, Conv2d, Layer
from cnnviz.network.sequential import Sequential


def fold_batch_norm(network: Sequential) -> Sequential:
    """Return a network with the same outputs at test time, without its batch-norm layers.

    A batch norm with fixed statistics scales and shifts each map, and a convolution before it can do that
    itself: weight · γ/σ, and (bias − μ) · γ/σ + β. Only batch norms that directly follow a convolution are
    folded.
    """
    layers: list[Layer] = []
    for layer in network.layers:
        before = layers[-1] if layers else None
        if isinstance(layer, BatchNorm2d) and isinstance(before, Conv2d):
            layers[-1] = _fold(before, layer)
        else:
            layers.append(layer)
    return Sequential(layers)


def _fold(conv: Conv2d, norm: BatchNorm2d) -> Conv2d:
    folded = Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding)
    scale = norm.parameters["weight"] / np.sqrt(norm.buffers["running_var"] + norm.eps)
    folded.parameters = {
        "weight": conv.parameters["weight"] * scale[:, None, None, None],
        "bias": (conv.parameters["bias"] - norm.buffers["running_mean"]) * scale + norm.parameters["bias"],
    }
    return folded
