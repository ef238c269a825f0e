"""Inception-v4: modules of three kinds behind a stem that branches three times, batch norm everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cnnviz.architectures.graph import Builder, Node
from cnnviz.architectures.inception import Branch, Fork, Pool, Step, add_module

_THREE, _ROW, _COLUMN, _SHORT_ROW, _SHORT_COLUMN = (3, 3), (1, 7), (7, 1), (1, 3), (3, 1)
_FORK: Final = Fork(Step(256, _SHORT_ROW), Step(256, _SHORT_COLUMN))
Module = tuple[Branch, ...]

_STEM: Final[tuple[Module, ...]] = (
    ((Pool("max", 2),), (Step(96, _THREE, 2, is_same=False),)),
    (
        (Step(64), Step(96, _THREE, is_same=False)),
        (Step(64), Step(64, _ROW), Step(64, _COLUMN), Step(96, _THREE, is_same=False)),
    ),
    ((Step(192, _THREE, 2, is_same=False),), (Pool("max", 2),)),
)
_A: Final[Module] = (
    (Step(96),),
    (Step(64), Step(96, _THREE)),
    (Step(64), Step(96, _THREE), Step(96, _THREE)),
    (Pool("avg"), Step(96)),
)
_REDUCTION_A: Final[Module] = (
    (Step(384, _THREE, 2, is_same=False),),
    (Step(192), Step(224, _THREE), Step(256, _THREE, 2, is_same=False)),
    (Pool("max", 2),),
)
_B: Final[Module] = (
    (Step(384),),
    (Step(192), Step(224, _ROW), Step(256, _COLUMN)),
    (Step(192), Step(192, _COLUMN), Step(224, _ROW), Step(224, _COLUMN), Step(256, _ROW)),
    (Pool("avg"), Step(128)),
)
_REDUCTION_B: Final[Module] = (
    (Step(192), Step(192, _THREE, 2, is_same=False)),
    (Step(256), Step(256, _ROW), Step(320, _COLUMN), Step(320, _THREE, 2, is_same=False)),
    (Pool("max", 2),),
)
_C: Final[Module] = (
    (Step(256),),
    (Step(384), _FORK),
    (Step(384), Step(448, _SHORT_COLUMN), Step(512, _SHORT_ROW), _FORK),
    (Pool("avg"), Step(256)),
)
_TIMES: Final = ((_A, "A", 4), (_B, "B", 7), (_C, "C", 3))


def inception_v4() -> list[Node]:
    """Inception-v4."""
    net = Builder(norm=True)
    net.conv("conv1", 32, 3, 2)
    net.conv("conv2", 32, 3)
    trunk = net.conv("conv3", 64, 3, 1, 1)
    for name, branches in _modules():
        trunk = add_module(net, name, branches, trunk)
    net.mean("avgpool")
    net.dense("fc", 1000)
    return net.nodes


def _modules() -> Iterator[tuple[str, Module]]:
    yield from ((f"stem{number}", branches) for number, branches in enumerate(_STEM, 1))
    for branches, kind, times in _TIMES:
        yield from ((f"inception{kind}.{number}", branches) for number in range(times))
        if kind != "C":
            yield f"reduction{kind}", _REDUCTION_A if kind == "A" else _REDUCTION_B
