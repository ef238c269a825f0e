"""Chains of convolutions and pools with dense layers at their end: LeNet-5, AlexNet, VGG."""

from __future__ import annotations

from typing import Final

from cnnviz.architectures.graph import Builder, Node

#: Filters of VGG's convolutions, all 3 × 3; each row ends with a pool.
_VGG: Final = {
    16: ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512)),
    19: ((64, 64), (128, 128), (256,) * 4, (512,) * 4, (512,) * 4),
}
#: Filters, kernel, stride, padding and groups of AlexNet's convolutions; behind 1, 2 and 5 is a pool.
_ALEXNET: Final = (
    (96, 11, 4, 0, 1),
    (256, 5, 1, 2, 2),
    (384, 3, 1, 1, 1),
    (384, 3, 1, 1, 2),
    (256, 3, 1, 1, 2),
)
_CLASSES: Final = 1000


def lenet5() -> list[Node]:
    """LeNet-5 as it is taught today: every map sees all maps before it, pools learn nothing."""
    net = Builder()
    net.conv("conv1", 6, 5, activation="tanh")
    net.pool("pool1", 2, 2, kind="avg")
    net.conv("conv2", 16, 5, activation="tanh")
    net.pool("pool2", 2, 2, kind="avg")
    net.dense("fc1", 120, "tanh")
    net.dense("fc2", 84, "tanh")
    net.dense("fc3", 10)
    return net.nodes


def alexnet(*, grouped: bool) -> list[Node]:
    """AlexNet; in groups as it was trained, half of the maps on each of two processors."""
    net = Builder()
    for number, (filters, kernel, stride, padding, groups) in enumerate(_ALEXNET, 1):
        net.conv(f"conv{number}", filters, kernel, stride, padding, groups if grouped else 1)
        if number in (1, 2):
            net.response(f"norm{number}")
        if number in (1, 2, 5):
            net.pool(f"pool{number}", 3, 2)
    _three_dense(net)
    return net.nodes


def vgg(layers: int) -> list[Node]:
    """VGG with 16 or 19 layers that have weights."""
    net = Builder()
    for stage, filters in enumerate(_VGG[layers], 1):
        for number, maps in enumerate(filters, 1):
            net.conv(f"conv{stage}_{number}", maps, 3, 1, 1)
        net.pool(f"pool{stage}", 2, 2)
    _three_dense(net)
    return net.nodes


def _three_dense(net: Builder) -> None:
    net.dense("fc1", 4096, "relu")
    net.dense("fc2", 4096, "relu")
    net.dense("fc3", _CLASSES)
