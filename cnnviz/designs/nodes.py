"""A design as layers with their inputs, and such layers as a design."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile
from typing import Final

from cnnviz.architectures import INPUT, Node
from cnnviz.arguments import pair
from cnnviz.counting import Layer
from cnnviz.designs.design import Chain, Design, Join, Single

_CALLED: Final = {
    "max": "pool",
    "avg": "pool",
    "dense": "fc",
    "mean": "gap",
    "response": "norm",
    "concat": "cat",
}


def nodes_of(design: Design) -> list[tuple[Node, Single | Join]]:
    """Give all layers in the order of the design's text, a join behind its branches, each with its part.

    >>> from cnnviz.designs import read_design
    >>> found = nodes_of(read_design("Input_1_9_9~Add~Conv2d_1_3_p1~Or~End~MaxPool2d_2"))
    >>> [(node.name, node.inputs) for node, _ in found]
    [('conv1', ('input',)), ('add1', ('conv1', 'input')), ('pool1', ('add1',))]
    """
    found = _Flat()
    found.add(design.layers, INPUT)
    return found.nodes


@dataclass
class _Flat:
    nodes: list[tuple[Node, Single | Join]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, chain: Chain, last: str) -> str:
        """Add layers behind one; give the name of the last."""
        for part in chain:
            if isinstance(part, Join):
                ends = tuple(self.add(branch, last) for branch in part.branches)
                node = Node(self._name(part.kind), part.kind, ends, activation=part.activation)
            else:
                how = part.layer, part.norm, part.activation, part.remainder
                node = Node(self._name(part.kind), part.kind, (last,), *how)
            self.nodes.append((node, part))
            last = node.name
        return last

    def _name(self, kind: str) -> str:
        name = _CALLED.get(kind, kind)
        self.counts[name] += 1
        return f"{name}{self.counts[name]}"


def design_of(nodes: Sequence[Node], shape: tuple[int, int, int]) -> Design:
    """Give a network as a design; where branches share their first layers, joins lie within each other.

    >>> from cnnviz.architectures import NETWORKS
    >>> from cnnviz.designs import write_design
    >>> write_design(design_of(NETWORKS["lenet5"].nodes(), (1, 32, 32)))[:50]
    'Input_1_32_32~Conv2d_6_5~Tanh~AvgPool2d_2~Conv2d_1'
    """
    return Design(shape, _Structure(nodes).chain(nodes[-1].name, INPUT))


def _with_pair(layer: Layer | None) -> Layer | None:
    """Give a layer that slides with its padding as that of rows and of columns."""
    if layer is None or not layer.slides:
        return layer
    return replace(layer, padding=pair(layer.padding, "padding"))  # type: ignore[arg-type]


class _Structure:
    """Finds the rows and joins that layers with their inputs are made of."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.by_name = {node.name: node for node in nodes}
        #: Of each layer: all that every path to it goes through, from the input on.
        self.through: dict[str, list[str]] = {INPUT: [INPUT]}
        for node in nodes:
            self.through[node.name] = [*self._shared(node.inputs), node.name]

    def chain(self, end: str, start: str) -> Chain:
        """Give what lies behind `start`, up to `end`."""
        found: list[Single | Join] = []
        while end != start:
            node = self.by_name[end]
            if len(node.inputs) > 1:
                found.append(self._join(node, node.inputs))
                end = self._shared(node.inputs)[-1]
            else:
                how = _with_pair(node.layer), node.norm, node.activation, node.remainder
                found.append(Single(node.kind, *how))
                end = node.inputs[0]
        return tuple(reversed(found))

    def _join(self, node: Node, ends: Sequence[str], activation: str | None = None) -> Join:
        start = self._shared(ends)[-1]
        at = len(self.through[start])
        grouped = groupby(ends, key=lambda end: self.through[end][at : at + 1])
        branches = tuple(self._branch(node, list(group), start) for _, group in grouped)
        return Join(node.kind, branches, node.activation if activation is None else activation)  # type: ignore[arg-type]

    def _branch(self, node: Node, ends: list[str], start: str) -> Chain:
        """Give one branch; ends that share their first layers part once more behind them."""
        if len(ends) == 1:
            return self.chain(ends[0], start)
        return (*self.chain(self._shared(ends)[-1], start), self._join(node, ends, activation=""))

    def _shared(self, names: Sequence[str]) -> list[str]:
        """Give what all paths to several layers go through."""
        paths = zip(*(self.through[name] for name in names), strict=False)
        return [one[0] for one in takewhile(lambda one: len(set(one)) == 1, paths)]
