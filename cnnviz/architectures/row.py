"""What one layer makes and costs, and how that is found for layers without window and weights."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.architectures.graph import Node
from cnnviz.counting import Formula, formulas
from cnnviz.counting.formula import counted, term
from cnnviz.errors import ShapeError

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """One layer.

    Attributes
    ----------
    node : Node
    inputs : tuple of Shape
        Of what it is given: (channels, rows, columns), or (numbers,).
    shape : Shape
        Of what it makes.
    sizes : tuple of Formula
        Of its rows and columns, once where they agree; of a join its maps.
    parameters, multiplications, memory : Formula
        Parameters are with those of its batch norm; memory is the output's, in bytes.
    weights, biases, normed : int
        Its parameters apart; `normed` are the batch norm's.
    field : (rows, columns) or None
        Pixels of the input that one unit sees; None where it sees all.
    """

    node: Node
    inputs: tuple[Shape, ...]
    shape: Shape
    sizes: tuple[Formula, ...]
    parameters: Formula
    multiplications: Formula
    memory: Formula
    weights: int
    biases: int
    normed: int
    field: tuple[int, int] | None


def without_layer(node: Node, given: tuple[Shape, ...], field: tuple[int, int] | None) -> Row:
    """Measure what learns nothing and has no window."""
    first = given[0]
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
        node, given, shape, (size,), nothing, formulas.nothing(work), formulas.memory(shape), 0, 0, 0, field
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
