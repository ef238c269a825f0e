"""Steps of training to start from."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from cnnviz.backward.passing import Float64, Reduce
from cnnviz.backward.step import Step
from cnnviz.images import parse_matrix


def read_numbers(text: str) -> Float64:
    """Read a matrix in double precision: each number as it is typed, to the digits that float32 has.

    Raises
    ------
    ImageError
        As `cnnviz.images.parse_matrix` does.

    Examples
    --------
    >>> read_numbers("0.1 1/2").tolist()
    [[0.1, 0.5]]
    """
    return np.array([[float(str(cell)) for cell in row] for row in parse_matrix(text)], np.float64)


class Example(NamedTuple):
    """All that is set, an input and weights as they are typed."""

    title: str
    input: str
    weight: str
    target: float = 4.0
    rate: float = 0.05
    stride: int = 1
    padding: int = 0
    relu: bool = False
    pool: int = 1
    reduce: Reduce = "max"
    steps: int = 0

    @property
    def first(self) -> Step:
        """The step from these weights."""
        given = (self.target, self.rate, self.stride, self.padding, self.relu, self.pool, self.reduce)
        return Step(read_numbers(self.input), read_numbers(self.weight), *given)


_INPUT, _WEIGHT = "1 2 0\n3 1 2\n0 1 1", "1 -1\n0 2"
_EDGE = "0 0 3 3 3\n0 1 3 2 3\n0 0 2 3 3\n1 0 3 3 2\n0 0 3 3 3"

#: The first as the page begins.
EXAMPLES: Final[tuple[Example, ...]] = (
    Example("One step", _INPUT, _WEIGHT),
    Example("The mean, not the largest", _INPUT, _WEIGHT, reduce="mean"),
    Example("Rate too large", _INPUT, _WEIGHT, rate=0.2, steps=3),
    Example("ReLU and pooling", _EDGE, "-1 1\n-1 1", 11, 0.005, relu=True, pool=2, reduce="sum"),
    Example("ReLU stops all", _INPUT, "-1 -1\n0 -2", relu=True),
    Example("Two equally large", "2 0 2\n0 1 0\n2 0 2", "1 0\n0 1"),
    Example("Stride and padding", _INPUT, _WEIGHT, stride=2, padding=1, reduce="sum", rate=0.01),
)
