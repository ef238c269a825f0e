"""The words a design is chosen in, and the layers they stand for."""

from typing import Final, Literal

from cnnviz.network.layers import GELU, AvgPool2d, Layer, MaxPool2d, ReLU, Sigmoid, Tanh

Pooling = Literal["max", "avg", "none"]
Activation = Literal["relu", "sigmoid", "tanh", "gelu", "none"]
Optimiser = Literal["adam", "momentum", "sgd"]

#: What each is called on a page, in the order of a list.
POOLING_NAMES: Final[dict[Pooling, str]] = {"max": "Maximum", "avg": "Average", "none": "None"}
ACTIVATION_NAMES: Final[dict[Activation, str]] = {
    "relu": "ReLU",
    "sigmoid": "Sigmoid",
    "tanh": "tanh",
    "gelu": "GELU",
    "none": "None: linear",
}
OPTIMISER_NAMES: Final[dict[Optimiser, str]] = {
    "adam": "Adam",
    "momentum": "Momentum",
    "sgd": "Plain descent",
}

ACTIVATIONS: Final[dict[str, type[Layer]]] = {"relu": ReLU, "sigmoid": Sigmoid, "tanh": Tanh, "gelu": GELU}
POOLS: Final[dict[str, type[MaxPool2d | AvgPool2d]]] = {"max": MaxPool2d, "avg": AvgPool2d}
