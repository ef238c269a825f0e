"""A network as layers with their inputs: chains, branches that are joined, skips that are added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from cnnviz.arguments import Pair, pair
from cnnviz.counting import Layer
from cnnviz.geometry import Remainder

Kind = Literal["conv", "max", "avg", "dense", "mean", "response", "add", "concat"]

#: What the input of every network is called.
INPUT: Final = "input"


@dataclass(frozen=True)
class Node:
    """A layer and where its input comes from.

    Attributes
    ----------
    name : str
        As in PyTorch's own models, where they have it.
    kind : {"conv", "max", "avg", "dense", "mean", "response", "add", "concat"}
        "mean" averages each map, "response" is AlexNet's local response normalisation; "add" and "concat"
        join.
    inputs : tuple of str
        Names of nodes, or `INPUT`; several only where they are joined.
    layer : Layer or None
        Of what slides, and of a dense layer.
    norm : bool
        Whether a batch norm follows.
    activation : str
        What follows last: a key of `cnnviz.operators.ACTIVATIONS`, or "".
    remainder : {"floor", "pad"}
        What becomes of a window that does not fit; "pad" is PyTorch's ``ceil_mode``.
    block : str
        The block it belongs to, such as one Inception module; "" where it stands alone.
    is_head : bool
        Whether it belongs to an auxiliary head, which is there only while the network is trained.
    """

    name: str
    kind: Kind
    inputs: tuple[str, ...]
    layer: Layer | None = None
    norm: bool = False
    activation: str = ""
    remainder: Remainder = "floor"
    block: str = ""
    is_head: bool = False


@dataclass
class Builder:
    """Adds node after node; each follows the last one unless it is said what it is `after`.

    Attributes
    ----------
    norm : bool
        Whether each convolution has a batch norm behind it, and therefore no bias.
    bias : bool
        Whether a convolution without batch norm has a bias.
    block : str
        The block that nodes are added to.
    is_head : bool
        Whether they belong to an auxiliary head.
    nodes : list of Node
    """

    norm: bool = False
    bias: bool = True
    block: str = ""
    is_head: bool = False
    nodes: list[Node] = field(default_factory=list)

    @property
    def last(self) -> str:
        """The name of the node that was added last."""
        return self.nodes[-1].name if self.nodes else INPUT

    def conv(
        self,
        name: str,
        filters: int,
        kernel: Pair,
        stride: int = 1,
        padding: Pair = 0,
        groups: int = 1,
        after: str = "",
        activation: str = "relu",
    ) -> str:
        """Add a convolution, with its batch norm and its activation."""
        layer = Layer(
            "conv",
            filters,
            pair(kernel, "kernel", 1),
            (stride, stride),
            padding,
            groups=groups,
            bias=self.bias and not self.norm,
        )
        return self._add(name, "conv", layer, after, norm=self.norm, activation=activation)

    def pool(
        self,
        name: str,
        kernel: int,
        stride: int,
        padding: int = 0,
        after: str = "",
        kind: Literal["max", "avg"] = "max",
        remainder: Remainder = "floor",
    ) -> str:
        """Add a pooling."""
        layer = Layer(kind, 0, (kernel, kernel), (stride, stride), padding)
        return self._add(name, kind, layer, after, remainder=remainder)

    def dense(self, name: str, units: int, activation: str = "") -> str:
        """Add a dense layer; maps are flattened before it."""
        return self._add(name, "dense", Layer("dense", units), activation=activation)

    def mean(self, name: str) -> str:
        """Add a global average pooling: of each map its mean."""
        return self._add(name, "mean")

    def response(self, name: str) -> str:
        """Add a local response normalisation."""
        return self._add(name, "response")

    def join(self, name: str, kind: Literal["add", "concat"], *inputs: str) -> str:
        """Join several: a skip adds, branches are stacked."""
        self.nodes.append(
            Node(
                name,
                kind,
                inputs,
                None,
                activation="relu" if kind == "add" else "",
                block=self.block,
                is_head=self.is_head,
            )
        )
        return name

    def _add(
        self,
        name: str,
        kind: Kind,
        layer: Layer | None = None,
        after: str = "",
        *,
        norm: bool = False,
        activation: str = "",
        remainder: Remainder = "floor",
    ) -> str:
        inputs = (after or self.last,)
        self.nodes.append(
            Node(name, kind, inputs, layer, norm, activation, remainder, self.block, self.is_head)
        )
        return name
