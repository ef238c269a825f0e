"""The layers a network is made of, named as in ``torch.nn``."""

from cnnviz.network.layers.base import Backward, Layer
from cnnviz.network.layers.conv import Conv2d
from cnnviz.network.layers.dense import Flatten, Linear
from cnnviz.network.layers.norm import BatchNorm2d
from cnnviz.network.layers.pointwise import GELU, Dropout, ReLU, Sigmoid, Tanh
from cnnviz.network.layers.pool import AvgPool2d, MaxPool2d
from cnnviz.network.layers.upsample import Upsample

#: Every layer by its name, as a file of weights spells it.
LAYERS: dict[str, type[Layer]] = {
    layer.__name__: layer
    for layer in (
        Conv2d,
        ReLU,
        Sigmoid,
        Tanh,
        GELU,
        MaxPool2d,
        AvgPool2d,
        Upsample,
        Flatten,
        Linear,
        BatchNorm2d,
        Dropout,
    )
}

__all__ = [
    "GELU",
    "LAYERS",
    "AvgPool2d",
    "Backward",
    "BatchNorm2d",
    "Conv2d",
    "Dropout",
    "Flatten",
    "Layer",
    "Linear",
    "MaxPool2d",
    "ReLU",
    "Sigmoid",
    "Tanh",
    "Upsample",
]
