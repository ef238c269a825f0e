"""The words a design is chosen in, and the layers they stand for."""

from typing import Final, Literal

from cnnviz.live.sheets import SHEETS
from cnnviz.network.layers import ACTIVATION_LAYERS, AvgPool2d, MaxPool2d
from cnnviz.operators import ACTIVATIONS

Pooling = Literal["max", "avg", "none"]
Optimiser = Literal["adam", "momentum", "sgd"]

#: What each is called on a page, in the order of a list.
POOLING_NAMES: Final[dict[Pooling, str]] = {"max": "Maximum", "avg": "Average", "none": "None"}
ACTIVATION_NAMES: Final[dict[str, str]] = {
    **{key: ACTIVATIONS[key].title for key in ACTIVATION_LAYERS},
    "none": "None: linear",
}
OPTIMISER_NAMES: Final[dict[Optimiser, str]] = {
    "adam": "Adam",
    "momentum": "Momentum",
    "sgd": "Plain descent",
}

#: What a network may learn from.
DATA_NAMES: Final[dict[str, str]] = {key: sheet.about.name for key, sheet in SHEETS.items()}

POOLS: Final[dict[str, type[MaxPool2d | AvgPool2d]]] = {"max": MaxPool2d, "avg": AvgPool2d}
