"""One weight of a run, followed batch by batch: its value and its gradient."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError

Array = NDArray[Any]


class Place(NamedTuple):
    """Where a weight of a convolution is.

    Attributes
    ----------
    convolution : int
        From 1.
    filter, channel, row, column : int
        From 0.
    """

    convolution: int
    filter: int
    channel: int
    row: int
    column: int


class Watched:
    """What is recorded of one weight, from the moment it is chosen.

    Parameters
    ----------
    place : Place
    name : str
        Of the convolution's weights among the network's parameters.
    start : int
    value : float

    Attributes
    ----------
    place : Place
    start : int
        Batches that the run had learned from by then.
    values : array of float
        The weight before each batch since, and after the last one.
    gradients : array of float
        The derivative of each batch's loss by the weight; one less than there are values.
    """

    def __init__(self, place: Place, name: str, start: int, value: float) -> None:
        self.place, self.name, self.start = place, name, start
        self.values, self.gradients = array("f", [value]), array("f")

    @classmethod
    def begin(cls, place: Place, names: Sequence[str], parameters: dict[str, Array], steps: int) -> Watched:
        """Begin to follow a weight of a network.

        Parameters
        ----------
        place : Place
        names : sequence of str
            Of the weights of its convolutions, in order.
        parameters : dict of str to ndarray
        steps : int
            Batches that it has learned from.

        Raises
        ------
        ShapeError
            If there is no such weight.
        """
        if not 1 <= place.convolution <= len(names):
            raise ShapeError(f"there is no convolution {place.convolution}; there are {len(names)}")
        name = names[place.convolution - 1]
        shape = parameters[name].shape
        if not all(0 <= at < size for at, size in zip(place[1:], shape, strict=True)):
            raise ShapeError(f"convolution {place.convolution} has no weight {place[1:]}; it has {shape}")
        return cls(place, name, steps, float(parameters[name][place[1:]]))

    def add(self, gradients: dict[str, Array], parameters: dict[str, Array]) -> None:
        """Take in a batch: all gradients, and all parameters after it, by their names."""
        self.gradients.append(float(gradients[self.name][self.place[1:]]))
        self.values.append(float(parameters[self.name][self.place[1:]]))

    @property
    def nbytes(self) -> int:
        """What it takes of the memory, in bytes."""
        return self.values.itemsize * (len(self.values) + len(self.gradients))

    @property
    def against(self) -> float:
        """Share of the batches, 0–1, after which the weight had moved against that batch's gradient.

        >>> one = Watched(Place(1, 0, 0, 0, 0), "0.weight", 0, 1.0)
        >>> for value in (0.5, 0.75):
        ...     one.add({"0.weight": np.full((1, 1, 1, 1), 2.0)}, {"0.weight": np.full((1, 1, 1, 1), value)})
        >>> one.against
        0.5
        """
        moves = np.diff(np.array(self.values)) * np.array(self.gradients)
        return float((moves < 0).sum() / max((moves != 0).sum(), 1))

    def means(self, points: int = 200) -> tuple[Array, Array, Array]:
        """Batches learned from, values and gradients, (n,) each, thinned to at most so many means."""
        edges = np.unique(np.linspace(0, len(self.gradients), points + 1).round().astype(int))
        if len(edges) < 2:
            return np.zeros(0, int), np.zeros(0), np.zeros(0)
        both = np.array([self.values[1:], self.gradients], float)
        means = np.add.reduceat(both, edges[:-1], axis=1) / np.diff(edges)
        return self.start + edges[1:], means[0], means[1]
