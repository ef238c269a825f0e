"""The layers a network is made of, named as in ``torch.nn``."""

from cnnviz.network.layers.base import Backward, Layer
from cnnviz.network.layers.conv import Conv2d
from cnnviz.network.layers.dense import Flatten, Linear
from cnnviz.network.layers.norm import BatchNorm2d
from cnnviz.network.layers.pointwise import ACTIVATION_LAYERS, ActivationLayer, Dropout, ReLU
from cnnviz.network.layers.pool import AvgPool2d, MaxPool2d
from cnnviz.network.layers.scale import Scale
from cnnviz.network.layers.upsample import Upsample

#: Every layer by its name, as a file of weights spells it.
LAYERS: dict[str, type[Layer]] = {
    layer.__name__: layer
    for layer in [
        *ACTIVATION_LAYERS.values(),
        Conv2d,
        MaxPool2d,
        AvgPool2d,
        Upsample,
        Flatten,
        Linear,
        BatchNorm2d,
        Dropout,
    ]
}

__all__ = [
    "ACTIVATION_LAYERS",
    "LAYERS",
    "ActivationLayer",
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
    "Scale",
    "Upsample",
]
