"""Inception-v3 as torchvision has it: 5 × 5 as two 3 × 3, 7 × 7 as 1 × 7 and 7 × 1, batch norm everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cnnviz.architectures.graph import Builder, Node
from cnnviz.architectures.inception import Branch, Fork, Pool, Step, add_module

_THREE, _ROW, _COLUMN, _SHORT_ROW, _SHORT_COLUMN = (3, 3), (1, 7), (7, 1), (1, 3), (3, 1)


def _square(pooled: int) -> tuple[Branch, ...]:
    return (
        (Step(64),),
        (Step(48), Step(64, (5, 5))),
        (Step(64), Step(96, _THREE), Step(96, _THREE)),
        (Pool("avg"), Step(pooled)),
    )


def _long(inner: int) -> tuple[Branch, ...]:
    return (
        (Step(192),),
        (Step(inner), Step(inner, _ROW), Step(192, _COLUMN)),
        (Step(inner), Step(inner, _COLUMN), Step(inner, _ROW), Step(inner, _COLUMN), Step(192, _ROW)),
        (Pool("avg"), Step(192)),
    )


_FORK: Final = Fork(Step(384, _SHORT_ROW), Step(384, _SHORT_COLUMN))
_WIDE: Final[tuple[Branch, ...]] = (
    (Step(320),),
    (Step(384), _FORK),
    (Step(448), Step(384, _THREE), _FORK),
    (Pool("avg"), Step(192)),
)
_SMALLER: Final[tuple[Branch, ...]] = (
    (Step(384, _THREE, 2, is_same=False),),
    (Step(64), Step(96, _THREE), Step(96, _THREE, 2, is_same=False)),
    (Pool("max", 2),),
)
_SMALLEST: Final[tuple[Branch, ...]] = (
    (Step(192), Step(320, _THREE, 2, is_same=False)),
    (Step(192), Step(192, _ROW), Step(192, _COLUMN), Step(192, _THREE, 2, is_same=False)),
    (Pool("max", 2),),
)


def inception_v3(*, heads: bool) -> list[Node]:
    """Inception-v3, with or without its auxiliary head."""
    net = Builder(norm=True)
    net.conv("Conv2d_1a_3x3", 32, 3, 2)
    net.conv("Conv2d_2a_3x3", 32, 3)
    net.conv("Conv2d_2b_3x3", 64, 3, 1, 1)
    net.pool("maxpool1", 3, 2)
    net.conv("Conv2d_3b_1x1", 80, 1)
    net.conv("Conv2d_4a_3x3", 192, 3)
    trunk = net.pool("maxpool2", 3, 2)
    for name, branches in _modules():
        trunk = add_module(net, name, branches, trunk)
        if heads and name == "Mixed_6e":
            _add_head(net, trunk)
    net.mean("avgpool")
    net.dense("fc", 1000)
    return net.nodes


def _modules() -> Iterator[tuple[str, tuple[Branch, ...]]]:
    yield from zip(("Mixed_5b", "Mixed_5c", "Mixed_5d"), map(_square, (32, 64, 64)), strict=True)
    yield "Mixed_6a", _SMALLER
    yield from zip([f"Mixed_6{letter}" for letter in "bcde"], map(_long, (128, 160, 160, 192)), strict=True)
    yield "Mixed_7a", _SMALLEST
    yield from (("Mixed_7b", _WIDE), ("Mixed_7c", _WIDE))


def _add_head(net: Builder, start: str) -> None:
    net.block, net.is_head = "AuxLogits", True
    net.pool("AuxLogits.pool", 5, 3, after=start, kind="avg")
    net.conv("AuxLogits.conv0", 128, 1)
    net.conv("AuxLogits.conv1", 768, 5)
    net.mean("AuxLogits.avgpool")
    net.dense("AuxLogits.fc", 1000)
    net.block, net.is_head = "", False
