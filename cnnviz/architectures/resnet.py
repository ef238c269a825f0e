"""ResNet-18 to ResNet-152: blocks whose input is added to what they make of it."""

from __future__ import annotations

from typing import Final

from cnnviz.architectures.graph import Builder, Node

#: Blocks in each of the four stages, and whether a block is a bottleneck.
_STAGES: Final = {
    18: ((2, 2, 2, 2), False),
    34: ((3, 4, 6, 3), False),
    50: ((3, 4, 6, 3), True),
    101: ((3, 4, 23, 3), True),
    152: ((3, 8, 36, 3), True),
}
_FIRST, _WIDER = 64, 4
"""Filters of the first stage; a bottleneck gives four times as many maps as its 3 × 3 convolution."""


def resnet(layers: int) -> list[Node]:
    """ResNet with so many layers that have weights.

    Where a block halves the size, its 3 × 3 convolution has stride 2, as in PyTorch; in the paper the
    bottleneck's first 1 × 1 had it. Sizes and parameters are the same.
    """
    blocks, is_bottleneck = _STAGES[layers]
    net = Builder(norm=True)
    net.conv("conv1", _FIRST, 7, 2, 3)
    net.pool("maxpool", 3, 2, 1)
    depth = _FIRST
    for stage, count in enumerate(blocks):
        filters = _FIRST * 2**stage
        made = filters * (_WIDER if is_bottleneck else 1)
        for number in range(count):
            stride = 2 if stage and not number else 1
            net.block = f"layer{stage + 1}.{number}"
            add_block(net, filters, made, stride, is_bottleneck=is_bottleneck, is_as_deep=depth == made)
            depth = made
    net.block = ""
    net.mean("avgpool")
    net.dense("fc", 1000)
    return net.nodes


def add_block(
    net: Builder, filters: int, made: int, stride: int, *, is_bottleneck: bool, is_as_deep: bool
) -> None:
    """Add one block: convolutions, and the skip, with a 1 × 1 convolution where sizes or depths differ."""
    name, start = net.block, net.last
    sizes = ((1, filters), (3, filters), (1, made)) if is_bottleneck else ((3, filters), (3, made))
    strided = 1 if is_bottleneck else 0
    for at, (kernel, maps) in enumerate(sizes):
        net.conv(
            f"{name}.conv{at + 1}",
            maps,
            kernel,
            stride if at == strided else 1,
            kernel // 2,
            after=start if at == 0 else "",
            activation="relu" if at < len(sizes) - 1 else "",
        )
    end, skip = net.last, start
    if stride > 1 or not is_as_deep:
        skip = net.conv(f"{name}.downsample", made, 1, stride, after=start, activation="")
    net.join(f"{name}.add", "add", end, skip)
