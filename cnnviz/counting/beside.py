"""A dense layer and a convolution on the same picture: what each has to learn, for any size of picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cnnviz.counting.count import Counted, count
from cnnviz.counting.formula import Formula
from cnnviz.counting.layer import Layer
from cnnviz.geometry import Remainder

#: Sides of pictures that are compared.
SIDES: Final = tuple(range(4, 513, 4))


@dataclass(frozen=True)
class Beside:
    """Both on one picture.

    Attributes
    ----------
    dense, conv : Counted
    neurons : int
        Outputs of the convolution, which share its parameters.
    weights : (int, int)
        Of one neuron of each: the dense layer's sees all.
    """

    dense: Counted
    conv: Counted

    @property
    def neurons(self) -> int:
        """Outputs of the convolution, which share its parameters: of each map rows × columns."""
        maps, rows, columns = self.conv.shape
        return maps * rows * columns

    @property
    def weights(self) -> tuple[int, int]:
        """Weights of one neuron of each: the dense layer's sees all."""
        return self.dense.weights // self.dense.layer.units, self.conv.weights // self.conv.layer.units

    @property
    def formulas(self) -> tuple[Formula, Formula]:
        """The parameters of both."""
        return self.dense.parameters, self.conv.parameters


def beside(units: int, conv: Layer, shape: tuple[int, int, int], remainder: Remainder) -> Beside | None:
    """Count both; None where the convolution does not fit.

    >>> both = beside(128, Layer("conv", 1, (5, 5)), (1, 420, 420), "floor")
    >>> both.dense.parameters.value, both.neurons, both.conv.parameters.value
    (22579328, 173056, 26)
    """
    dense, other = count([Layer("dense", units)], shape)[0], count([conv], shape, remainder)[0]
    if isinstance(dense, str) or isinstance(other, str):
        return None
    return Beside(dense, other)


def curves(units: int, conv: Layer, channels: int) -> tuple[list[int], list[int]]:
    """Parameters of the dense layer and of the convolution, for square pictures of each of `SIDES`.

    The convolution's are the same for all: its kernel does not know how large the picture is.

    >>> dense, shared = curves(128, Layer("conv", 1, (5, 5)), 1)
    >>> dense[SIDES.index(28)], set(shared)
    (100480, {26})
    """
    dense = [units * (channels * side * side + 1) for side in SIDES]
    learnt = count([conv], (channels, 4096, 4096))[0]
    shared = 0 if isinstance(learnt, str) else learnt.parameters.value
    return dense, [shared] * len(SIDES)
