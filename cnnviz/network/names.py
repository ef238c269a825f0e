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

    Dropout, flatten and dense are numbered only if there are several of them.

    >>> from cnnviz.network.layers import ReLU
    >>> layer_names(Sequential([Conv2d(1, 4), ReLU(), Conv2d(4, 4), Flatten()]))
    ('conv 1', 'relu 1', 'conv 2', 'flatten')
    >>> layer_names(Sequential([Flatten(), Linear(9, 4), ReLU(), Linear(4, 2)]))
    ('flatten', 'dense 1', 'relu 1', 'dense 2')
    """
    words = [
        layer.activation.key if isinstance(layer, ActivationLayer) else _WORDS[type(layer)]
        for layer in network.layers
    ]
    of_kind, counts, names = Counter(words), Counter[str](), []
    for word in words:
        counts[word] += 1
        is_only = word in _ONCE and of_kind[word] == 1
        names.append(word if is_only else f"{word} {counts[word]}")
    return tuple(names)
