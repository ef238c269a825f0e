"""Each kind of layer that can be loaded, by its name in ``torch.nn``, and what becomes of it: one a row."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Final

import numpy as np

from cnnviz.models.loading.convolution import convolution
from cnnviz.models.loading.described import Described, Floats, Shape, told
from cnnviz.models.loading.limits import MOST_PARAMETERS
from cnnviz.models.loading.made import Made, Make
from cnnviz.network.archive import exceeds
from cnnviz.network.layers import (
    ACTIVATION_LAYERS,
    AvgPool2d,
    BatchNorm2d,
    Flatten,
    Linear,
    MaxPool2d,
)
from cnnviz.operators import softmax


def _pool(kind: type[MaxPool2d | AvgPool2d]) -> Make:
    def make(given: Described, shape: Shape) -> Made:
        _, rows, columns = given.maps(shape)
        side = given.whole("kernel_size", least=1)
        stride = side if given.settings.get("stride") is None else given.whole("stride", least=1)
        given.only(padding=0, dilation=1, return_indices=False, divisor_override=None)
        if side > min(rows, columns):
            raise given.refuse(f"has a window of {side}×{side}, but is given {told(shape)}: it does not fit")
        if (rows - side) % stride or (columns - side) % stride:  # else floor and ceil are the same
            given.only(ceil_mode=False)
        return Made(kind(side, stride))

    return make


def _adaptive(kind: type[MaxPool2d | AvgPool2d]) -> Make:
    """Pooling to a size: windows as large as fit side by side."""

    def make(given: Described, shape: Shape) -> Made:
        _, rows, columns = given.maps(shape)
        if given.settings.get("output_size") in (None, [None, None]):
            return Made()
        size = given.whole("output_size", least=1)
        if rows != columns or rows % size:
            raise given.refuse(
                f"makes maps of {size}×{size}, but is given {told(shape)}; here its windows must be squares "
                "of one size that lie side by side"
            )
        return Made(None if rows == size else kind(rows // size))

    return make


def _norm(given: Described, shape: Shape) -> Made:
    if (given.kind == "BatchNorm2d") != (len(shape) == 3):
        raise given.refuse(f"is given {told(shape)}; BatchNorm2d takes maps, BatchNorm1d numbers in a row")
    count = given.whole("num_features", least=1)
    if count != shape[0]:
        raise given.refuse(f"normalises {count} maps, but is given {told(shape)}")
    eps = given.number_of("eps", 1e-5)
    layer = BatchNorm2d(count, eps)
    layer.parameters = {
        name: given.array(name, (count,), at) for name, at in (("weight", 1.0), ("bias", 0.0))
    }
    layer.buffers = {name: given.array(name, (count,)) for name in ("running_mean", "running_var")}
    if (layer.buffers["running_var"] < 0).any():
        raise given.refuse("has negative variances; train the network again")
    return Made(layer)


def _flatten(given: Described, shape: Shape) -> Made:
    given.only(start_dim=1, end_dim=-1)
    return Made(Flatten() if len(shape) == 3 else None)


def _dense(given: Described, shape: Shape) -> Made:
    n_in, n_out = (given.whole(name, least=1) for name in ("in_features", "out_features"))
    if len(shape) != 1:
        raise given.refuse(
            f"takes {n_in:,} numbers in a row, but is given {told(shape)}; put Flatten before it"
        )
    if n_in != prod(shape):
        raise given.refuse(f"takes {n_in:,} numbers in a row, but is given {prod(shape):,}")
    if exceeds((n_in, n_out), MOST_PARAMETERS):
        raise given.refuse(f"has more weights than {MOST_PARAMETERS:,}, the most that are shown")
    layer = Linear(n_in, n_out)
    layer.parameters = {
        "weight": given.array("weight", (n_out, n_in)),
        "bias": given.array("bias", (n_out,), 0.0),
    }
    return Made(layer)


def _activation(key: str) -> Make:
    def make(given: Described, shape: Shape) -> Made:
        given.only(negative_slope=0.01, alpha=1.0, beta=1.0, approximate="none")
        return Made(ACTIVATION_LAYERS[key]())

    return make


def _idle(given: Described, shape: Shape) -> Made:
    return Made()


ROWS: Final[dict[str, Make]] = {
    "Conv2d": convolution,
    "MaxPool2d": _pool(MaxPool2d),
    "AvgPool2d": _pool(AvgPool2d),
    "AdaptiveAvgPool2d": _adaptive(AvgPool2d),
    "AdaptiveMaxPool2d": _adaptive(MaxPool2d),
    "BatchNorm2d": _norm,
    "BatchNorm1d": _norm,
    "Flatten": _flatten,
    "Linear": _dense,
    "Identity": _idle,
    **dict.fromkeys(("Dropout", "Dropout1d", "Dropout2d", "AlphaDropout"), _idle),
    **{layer.__name__: _activation(key) for key, layer in ACTIVATION_LAYERS.items()},
}
"""By the name in ``torch.nn``."""

#: What turns scores into probabilities at a network's end; pages do that themselves.
ENDINGS: Final[dict[str, Callable[[Floats], Floats]]] = {
    "Softmax": softmax,
    "LogSoftmax": lambda scores: scores - np.logaddexp.reduce(scores),
}
