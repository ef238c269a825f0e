"""What one layer makes and costs, and how that is found for layers without window and weights."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.architectures.graph import Node
from cnnviz.counting import formulas
from cnnviz.counting.formula import counted, term
from cnnviz.counting.made import Made, Shape
from cnnviz.errors import ShapeError


@dataclass(frozen=True, kw_only=True)
class Row(Made):
    """A layer of a network, with what it makes.

    Its attributes besides those of `Made`:

    Attributes
    ----------
    node : Node
    inputs : tuple of Shape
        Of what it is given.
    normed : int
        Parameters of its batch norm, which are neither weights nor biases.
    """

    node: Node
    inputs: tuple[Shape, ...]
    normed: int


def without_layer(node: Node, given: tuple[Shape, ...], field: tuple[int, int] | None) -> Row:
    """Measure what learns nothing and has no window."""
    first = given[0]
    if node.kind in ("mean", "response") and len(first) == 1:
        raise ShapeError("it works on maps, but gets a row of numbers; put it before the first dense layer")
    shape, size, work = first, counted((term("maps", first[0]),), first[0]), "it adds"
    if node.kind == "mean":
        shape = (first[0], 1, 1)
        size, work = counted((term("a number for each map", 1),), 1), "it adds, and divides once a map"
    elif node.kind == "response":
        work = "not counted: no weights"
    else:
        _check_sizes(node, given)
        if node.kind == "concat":
            maps = sum(one[0] for one in given)
            pieces = [
                piece
                for name, one in zip(node.inputs, given, strict=True)
                for piece in (" + ", term(name, one[0]))
            ]
            shape, size, work = (maps, *first[1:]), counted(tuple(pieces[1:]), maps), "it stacks maps"
    nothing = formulas.nothing("it learns nothing")
    return Row(
        node=node,
        inputs=given,
        shape=shape,
        sizes=(size,),
        parameters=nothing,
        multiplications=formulas.nothing(work),
        memory=formulas.memory(shape),
        weights=0,
        biases=0,
        normed=0,
        field=field,
    )


def _check_sizes(node: Node, given: tuple[Shape, ...]) -> None:
    for name, one in zip(node.inputs, given, strict=True):
        same = one == given[0] if node.kind == "add" else one[1:] == given[0][1:]
        if not same:
            verb = "added" if node.kind == "add" else "stacked"
            texts = [" × ".join(map(str, (*shape[1:], shape[0]))) for shape in (given[0], one)]
            raise ShapeError(
                f"{node.inputs[0]} gives {texts[0]} and {name} {texts[1]}; "
                f"only maps of one size can be {verb}"
            )
