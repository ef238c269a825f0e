"""The words a design is chosen in, and the layers they stand for."""

from typing import Final, Literal

from cnnviz.errors import CnnvizError
from cnnviz.network.layers import GELU, AvgPool2d, Layer, MaxPool2d, ReLU, Sigmoid, Tanh

Pooling = Literal["max", "avg", "none"]
Activation = Literal["relu", "sigmoid", "tanh", "gelu"]
Optimiser = Literal["adam", "momentum", "sgd"]

ACTIVATIONS: Final[dict[str, type[Layer]]] = {"relu": ReLU, "sigmoid": Sigmoid, "tanh": Tanh, "gelu": GELU}
POOLS: Final[dict[str, type[MaxPool2d | AvgPool2d]]] = {"max": MaxPool2d, "avg": AvgPool2d}


def refuse(what: str, chosen: object, choices: str) -> CnnvizError:
    """The error that says a design can't have this.

    >>> refuse("kernel size", 4, "3 or 5")
    CnnvizError('a kernel size of 4 is not on offer here; choose 3 or 5')
    """
    article = "an" if what[0] in "aeiou" else "a"
    return CnnvizError(f"{article} {what} of {chosen} is not on offer here; choose {choices}")
