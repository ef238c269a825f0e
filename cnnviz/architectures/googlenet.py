"""GoogLeNet: nine Inception modules, each of four branches."""

from __future__ import annotations

from typing import Final, NamedTuple

from cnnviz.architectures.graph import Builder, Node
from cnnviz.architectures.inception import Branch, Pool, Step, add_module


class Filters(NamedTuple):
    """Filters of an Inception module.

    Attributes
    ----------
    one : int
        Of the branch that is only 1 × 1.
    before_three, three, before_five, five : int
        Of the 1 × 1 that reduces, and of the 3 × 3 and 5 × 5 behind it.
    pooled : int
        Of the 1 × 1 behind the pool.
    """

    one: int
    before_three: int
    three: int
    before_five: int
    five: int
    pooled: int

    def branches(self, large: int = 5) -> tuple[Branch, ...]:
        """Give the module's branches; `large` is the kernel of the third."""
        return (
            (Step(self.one),),
            (Step(self.before_three), Step(self.three, (3, 3))),
            (Step(self.before_five), Step(self.five, (large, large))),
            (Pool("max"), Step(self.pooled)),
        )


#: Table 1 of the paper; behind 3b and 4e is a pool.
MODULES: Final = {
    "3a": Filters(64, 96, 128, 16, 32, 32),
    "3b": Filters(128, 128, 192, 32, 96, 64),
    "4a": Filters(192, 96, 208, 16, 48, 64),
    "4b": Filters(160, 112, 224, 24, 64, 64),
    "4c": Filters(128, 128, 256, 24, 64, 64),
    "4d": Filters(112, 144, 288, 32, 64, 64),
    "4e": Filters(256, 160, 320, 32, 128, 128),
    "5a": Filters(256, 160, 320, 32, 128, 128),
    "5b": Filters(384, 192, 384, 48, 128, 128),
}
_HEADS: Final = {"4a": "aux1", "4d": "aux2"}


def googlenet(*, heads: bool, as_torchvision: bool) -> list[Node]:
    """GoogLeNet as its paper has it, or as torchvision has it.

    Torchvision's has batch norm, 3 × 3 where the paper has 5 × 5, and a 2 × 2 pool behind 4e.
    """
    net = Builder(norm=as_torchvision)
    net.conv("conv1", 64, 7, 2, 3)
    net.pool("maxpool1", 3, 2, remainder="pad")
    net.conv("conv2", 64, 1)
    net.conv("conv3", 192, 3, 1, 1)
    trunk = net.pool("maxpool2", 3, 2, remainder="pad")
    for name, filters in MODULES.items():
        branches = filters.branches(3 if as_torchvision else 5)
        trunk = add_module(net, f"inception{name}", branches, trunk)
        if heads and name in _HEADS:
            _add_head(net, _HEADS[name], trunk)
        if name in ("3b", "4e"):
            kernel = 2 if as_torchvision and name == "4e" else 3
            trunk = net.pool(f"maxpool{name[0]}", kernel, 2, after=trunk, remainder="pad")
    net.mean("avgpool")
    net.dense("fc", 1000)
    return net.nodes


def _add_head(net: Builder, name: str, start: str) -> None:
    """Add an auxiliary head, which gives the middle of the network a loss of its own while it is trained."""
    net.block, net.is_head = name, True
    net.pool(f"{name}.pool", 5, 3, after=start, kind="avg")
    net.conv(f"{name}.conv", 128, 1)
    net.dense(f"{name}.fc1", 1024, "relu")
    net.dense(f"{name}.fc2", 1000)
    net.block, net.is_head = "", False
