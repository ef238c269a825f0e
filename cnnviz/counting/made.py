"""What a layer makes of its input, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.counting.formula import Formula

Shape = tuple[int, ...]
"""(channels, rows, columns), or (numbers,)."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """What one layer makes and costs.

    Attributes
    ----------
    shape : Shape
    sizes : tuple of Formula
        Of the output's rows and columns, once where they agree; of a dense layer its units, of a join its
        maps.
    parameters, multiplications, memory : Formula
        Parameters are all that is learned; memory is the output's, in bytes.
    weights, biases : int
    field : (rows, columns) or None
        Pixels of the input that one unit sees; None where it sees all.
    """

    shape: Shape
    sizes: tuple[Formula, ...]
    parameters: Formula
    multiplications: Formula
    memory: Formula
    weights: int
    biases: int
    field: tuple[int, int] | None
