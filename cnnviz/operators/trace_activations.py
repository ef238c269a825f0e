"""How one output of an activation is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cnnviz.arguments import floats, position_in
from cnnviz.errors import CnnvizError
from cnnviz.numbers import format_number
from cnnviz.operators.activation_table import ACTIVATIONS
from cnnviz.operators.activations import sigmoid
from cnnviz.operators.gates import glu
from cnnviz.operators.words import factor


@dataclass(frozen=True)
class ActivationTrace:
    """One value through an activation: `input`, `output`, and the activation's `slope` there."""

    name: str
    input: float
    output: float
    slope: float

    def sentence(self) -> str:
        """Say what became of the value."""
        before, after = format_number(self.input), format_number(self.output)
        return f"{self.name}({before}) = {after}; the slope there is {format_number(self.slope)}"


def activation_trace(name: str, value: float) -> ActivationTrace:
    """Return what the activation `name` (a key of `ACTIVATIONS`) makes of one value.

    Raises
    ------
    CnnvizError
        If there is no such activation.

    Examples
    --------
    >>> activation_trace("relu", -39.5).sentence()
    'relu(−39.5) = 0; the slope there is 0'
    """
    if name not in ACTIVATIONS:
        raise CnnvizError(f"there is no activation {name!r}; use one of {', '.join(ACTIVATIONS)}")
    row = ACTIVATIONS[name]
    return ActivationTrace(name, float(value), float(row.function(value)), float(row.derivative(value)))


@dataclass(frozen=True)
class GluTrace:
    """One value let through by another: `passed` a, `gate` b, how far the gate is `open`, and `output`."""

    passed: float
    gate: float
    open: float
    output: float

    def sentence(self) -> str:
        """Write the product out."""
        opened = f"sigmoid({format_number(self.gate)}) = {format_number(self.open)}"
        product = f"{factor(self.passed)}·{factor(self.open)} = {format_number(self.output)}"
        return f"the gate is {opened} open: {product}"


def glu_trace(input: ArrayLike, dim: int = -1, *, at: Sequence[int]) -> GluTrace:
    """Return how the output of `glu` at one position is computed.

    Parameters
    ----------
    input, dim
        As for `cnnviz.operators.glu`.
    at : sequence of int
        The output's position, with as many numbers as `input` has axes.

    Raises
    ------
    ShapeError
        As `glu` does, and if there is no such position.

    Examples
    --------
    >>> glu_trace([3, 5, 0, 1000], at=(0,)).sentence()
    'the gate is sigmoid(0) = 0.5 open: 3·0.5 = 1.5'
    """
    values, output = floats(input), glu(input, dim)
    position = position_in(output.shape, at)
    passed, gate = np.split(values, 2, axis=dim)
    opening = float(sigmoid(gate)[position])
    return GluTrace(float(passed[position]), float(gate[position]), opening, float(output[position]))
