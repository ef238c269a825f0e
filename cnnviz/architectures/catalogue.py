"""The networks that can be chosen, with what is said about each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from cnnviz.architectures.classic import alexnet, lenet5, vgg
from cnnviz.architectures.googlenet import googlenet
from cnnviz.architectures.graph import Node
from cnnviz.architectures.inception_v3 import inception_v3
from cnnviz.architectures.inception_v4 import inception_v4
from cnnviz.architectures.resnet import resnet


@dataclass(frozen=True)
class Architecture:
    """A network.

    Attributes
    ----------
    title : str
    year : int
        Of its paper.
    paper : str
        Who published it.
    build : callable
        Gives its nodes; one with auxiliary heads takes ``heads``.
    note : str
        What its numbers stand for, in a sentence or two.
    side, channels : int
        Of its published input.
    has_heads : bool
        Whether it has auxiliary heads.
    """

    title: str
    year: int
    paper: str
    build: Callable[..., list[Node]]
    note: str
    side: int = 224
    channels: int = 3
    has_heads: bool = False

    def nodes(self, *, heads: bool = False) -> list[Node]:
        """Give its layers."""
        return self.build(heads=heads) if self.has_heads else self.build()

    def input_shape(self, side: int | None = None) -> tuple[int, int, int]:
        """Give the shape of its input: channels, rows, columns."""
        side = side or self.side
        return self.channels, side, side


_KRIZHEVSKY = "Krizhevsky, Sutskever and Hinton"
_SIMONYAN = "Simonyan and Zisserman"
_HE = "He, Zhang, Ren and Sun"
_VGG = "All its kernels are 3 × 3, all biases are counted; it has no batch norm."
_NORM = "Batch norm follows each convolution, so none has a bias"
_RESNET = f"{_NORM}; a 1 × 1 convolution in a skip is not counted in the name."


def _resnet(layers: int) -> Architecture:
    return Architecture(f"ResNet-{layers}", 2015, _HE, partial(resnet, layers), _RESNET)


NETWORKS: Final[dict[str, Architecture]] = {
    "lenet5": Architecture(
        "LeNet-5",
        1998,
        "LeCun, Bottou, Bengio and Haffner",
        lenet5,
        "As it is taught today. In the paper its pools learn two numbers a map, and each map of the second "
        "convolution sees only some maps.",
        32,
        1,
    ),
    "alexnet": Architecture(
        "AlexNet",
        2012,
        _KRIZHEVSKY,
        partial(alexnet, grouped=False),
        "Without groups: every filter sees all maps. The paper says 224, but its 55 × 55 maps need 227.",
        227,
    ),
    "alexnet_grouped": Architecture(
        "AlexNet, grouped",
        2012,
        _KRIZHEVSKY,
        partial(alexnet, grouped=True),
        "As it was trained: three convolutions are split into two groups, one on each of two processors.",
        227,
    ),
    "vgg16": Architecture("VGG-16", 2014, _SIMONYAN, partial(vgg, 16), _VGG),
    "vgg19": Architecture("VGG-19", 2014, _SIMONYAN, partial(vgg, 19), _VGG),
    "googlenet_paper": Architecture(
        "GoogLeNet, as in the paper",
        2014,
        "Szegedy and others",
        partial(googlenet, as_torchvision=False),
        "With biases and without batch norm.",
        has_heads=True,
    ),
    "googlenet": Architecture(
        "GoogLeNet, as in torchvision",
        2014,
        "Szegedy and others",
        partial(googlenet, as_torchvision=True),
        f"{_NORM}; where the paper has 5 × 5 kernels, it has 3 × 3.",
        has_heads=True,
    ),
    "resnet18": _resnet(18),
    "resnet34": _resnet(34),
    "resnet50": _resnet(50),
    "resnet101": _resnet(101),
    "resnet152": _resnet(152),
    "inception_v3": Architecture(
        "Inception-v3",
        2015,
        "Szegedy, Vanhoucke, Ioffe, Shlens and Wojna",
        inception_v3,
        f"As torchvision has it. {_NORM}.",
        299,
        has_heads=True,
    ),
    "inception_v4": Architecture(
        "Inception-v4",
        2016,
        "Szegedy, Ioffe, Vanhoucke and Alemi",
        inception_v4,
        f"{_NORM}.",
        299,
    ),
}
