"""What the layers of a network are called."""

from __future__ import annotations

from collections import Counter
from typing import Final

from cnnviz.network.layers import (
    ActivationLayer,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    Dropout,
    Flatten,
    Layer,
    Linear,
    MaxPool2d,
    Scale,
    Upsample,
)
from cnnviz.network.sequential import Sequential

_WORDS: Final[dict[type[Layer], str]] = {
    Conv2d: "conv",
    Scale: "scale",
    BatchNorm2d: "batch norm",
    MaxPool2d: "pool",
    AvgPool2d: "pool",
    Upsample: "upsample",
    Dropout: "dropout",
    Flatten: "flatten",
    Linear: "dense",
}
_ONCE: Final = {"dropout", "flatten", "dense"}


def layer_names(network: Sequential) -> tuple[str, ...]:
    """A short name for each layer, numbered where there may be several: "conv 1", "relu 1", …, "dense".

    >>> from cnnviz.network.layers import ReLU
    >>> layer_names(Sequential([Conv2d(1, 4), ReLU(), Conv2d(4, 4), Flatten()]))
    ('conv 1', 'relu 1', 'conv 2', 'flatten')
    """
    counts: Counter[str] = Counter()
    names = []
    for layer in network.layers:
        word = layer.activation.key if isinstance(layer, ActivationLayer) else _WORDS[type(layer)]
        counts[word] += 1
        names.append(word if word in _ONCE else f"{word} {counts[word]}")
    return tuple(names)
