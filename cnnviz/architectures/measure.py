"""What each layer of a network makes and costs, in the order of its nodes: the numbers are the geometry's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from cnnviz import geometry
from cnnviz.architectures.graph import INPUT, Node
from cnnviz.architectures.row import Row, without_layer
from cnnviz.counting import Layer, Sign, count
from cnnviz.counting.formula import counted, term
from cnnviz.counting.made import Shape
from cnnviz.errors import ShapeError

_Seen = tuple[geometry.Layer, geometry.Layer] | None
"""All layers up to one, along rows and columns, as one window that sees as much; None where it sees all."""
_NORM = 2
"""Numbers that a batch norm learns for each map: a scale and a shift."""


@dataclass(frozen=True)
class Measured:
    """A network for one size of input.

    Attributes
    ----------
    rows : tuple of Row
        Up to the first layer that cannot be.
    fault : str
        Why that one cannot be, in a sentence; "" where all can.
    """

    rows: tuple[Row, ...]
    fault: str = ""

    @property
    def parameters(self) -> int:
        """All that is learned."""
        return sum(row.parameters.value for row in self.rows)

    @property
    def multiplications(self) -> int:
        """Products that one picture takes."""
        return sum(row.multiplications.value for row in self.rows)

    @property
    def memory(self) -> int:
        """Bytes of all layers' outputs together."""
        return sum(row.memory.value for row in self.rows)


def measure(nodes: Sequence[Node], input_shape: Shape) -> Measured:
    """Measure each layer, from the input upwards.

    Examples
    --------
    >>> from cnnviz.architectures import NETWORKS
    >>> lenet = NETWORKS["lenet5"]
    >>> measure(lenet.nodes(), lenet.input_shape()).parameters
    61706
    """
    shapes: dict[str, Shape] = {INPUT: input_shape}
    windows: dict[str, _Seen] = {INPUT: (geometry.Layer(1), geometry.Layer(1))}
    rows: list[Row] = []
    for node in nodes:
        given = tuple(shapes[name] for name in node.inputs)
        seen = _seen(node, [windows[name] for name in node.inputs])
        try:
            row = _row(node, given, None if seen is None else (seen[0].kernel, seen[1].kernel))
        except ShapeError as error:
            return Measured(tuple(rows), f"{node.name} does not fit: {error}")
        rows.append(row)
        shapes[node.name], windows[node.name] = row.shape, seen
    return Measured(tuple(rows))


def least_side(nodes: Sequence[Node], input_shape: Shape) -> int:
    """Give the least rows and columns that a network takes, at most those of an input that it takes.

    >>> from cnnviz.architectures import NETWORKS
    >>> least_side(NETWORKS["lenet5"].nodes(), (1, 32, 32))
    16
    """
    channels, most = input_shape[:2]
    sides = range(1, most + 1)
    return 1 + bisect_left(sides, True, key=lambda side: not measure(nodes, (channels, side, side)).fault)


def _row(node: Node, given: tuple[Shape, ...], field: tuple[int, int] | None) -> Row:
    if node.layer is None:
        return without_layer(node, given, field)
    (made,) = count([node.layer], given[0], node.remainder)
    if isinstance(made, str):
        raise ShapeError(made)
    parameters, normed = made.parameters, 0
    if node.norm:
        normed = _NORM * made.shape[0]
        more = (Sign(" + 2 × ", " + 2·"), term("filters", made.shape[0]))
        parameters = counted((*parameters.pieces, *more), parameters.value + normed)
    return Row(
        node=node,
        inputs=given,
        shape=made.shape,
        sizes=made.sizes,
        parameters=parameters,
        multiplications=made.multiplications,
        memory=made.memory,
        weights=made.weights,
        biases=made.biases,
        normed=normed,
        field=field,
    )


def _seen(node: Node, given: list[_Seen]) -> _Seen:
    """Give what a unit sees: where branches are joined, what the one that sees most does."""
    known = [one for one in given if one is not None]
    if node.kind in ("dense", "mean") or len(known) < len(given):
        return None
    rows, columns = (max((one[axis] for one in known), key=lambda one: one.kernel) for axis in (0, 1))
    if node.layer is None:
        return rows, columns
    return _behind(rows, node.layer, 0), _behind(columns, node.layer, 1)


def _behind(before: geometry.Layer, layer: Layer, axis: int) -> geometry.Layer:
    """Give the one window that sees as much as a layer behind all before it."""
    own = geometry.Layer(layer.kernel[axis], layer.stride[axis], layer.dilation[axis])
    field = geometry.receptive_field([before, own])[-1]
    return geometry.Layer(field.size, field.jump)
