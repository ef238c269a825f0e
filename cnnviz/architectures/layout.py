"""Where a network's layers are drawn: blocks one after the other, in each its branches side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cnnviz.architectures.graph import Node


@dataclass(frozen=True)
class Place:
    """Where a layer stands in its block: its column, counted from 0, and its lane: the branch."""

    column: int
    lane: int


@dataclass(frozen=True)
class Block:
    """Layers that are drawn together.

    Attributes
    ----------
    name : str
        "" for a layer that stands alone.
    places : dict
        Of each layer, by its name.
    edges : list of (from, to)
        Names of layers; "" for what comes in. A skip is an edge from "" to the join.
    is_head : bool
        Whether it is an auxiliary head.
    """

    name: str
    places: dict[str, Place]
    edges: list[tuple[str, str]]
    is_head: bool

    @property
    def columns(self) -> int:
        """How wide it is."""
        return 1 + max(place.column for place in self.places.values())

    @property
    def lanes(self) -> int:
        """How many branches lie side by side."""
        return 1 + max(place.lane for place in self.places.values())


def blocks(nodes: Sequence[Node]) -> list[Block]:
    """Lay out all blocks of a network.

    >>> from cnnviz.architectures import NETWORKS
    >>> (stem, *_) = [one for one in blocks(NETWORKS["resnet18"].nodes()) if one.name == "layer2.0"]
    >>> stem.columns, stem.lanes, len(stem.edges)
    (3, 2, 5)
    """
    grouped = groupby(nodes, key=lambda node: (node.block, "" if node.block else node.name))
    return [_block(name, list(group)) for (name, _), group in grouped]


def _block(name: str, nodes: list[Node]) -> Block:
    inside = {node.name for node in nodes}
    edges = [(one if one in inside else "", node.name) for node in nodes for one in node.inputs]
    places: dict[str, Place] = {}
    lane = -1
    for node in nodes:
        before = [places[one] for one in node.inputs if one in inside]
        taken = {(place.column, place.lane) for place in places.values()}
        column = 1 + max((place.column for place in before), default=-1)
        if len(node.inputs) > 1:
            at = before[0].lane if node.kind == "add" else 0
        elif before and (column, before[0].lane) not in taken:
            at = before[0].lane
        else:
            lane = max([lane, *(place.lane for place in places.values())]) + 1
            at = lane
        places[node.name] = Place(column, at)
    return Block(name, places, edges, nodes[0].is_head)
