"""Two inputs and two weights as arrows in a plane: their directions, and the angle between them."""

import math
from dataclasses import dataclass

from cnnviz.errors import ShapeError
from cnnviz.neurons.weighted import Array, WeightedSum


@dataclass(frozen=True)
class Plane:
    """Where arrows of one length point to, as CSS turns things: in degrees, clockwise from the right.

    Attributes
    ----------
    inputs, weights : float or None
        Directions, −180–180; None for an arrow without length.
    start, span : float
        Where the angle between them begins, and how wide it is, 0–180.
    shadow : float
        The arrow of the inputs, seen along that of the weights: cos θ, −1–1.
    """

    inputs: float | None
    weights: float | None
    start: float = 0.0
    span: float = 0.0
    shadow: float = 0.0


def plane(neuron: WeightedSum) -> Plane:
    """Lay a neuron of two inputs out; the first input runs to the right, the second one upwards.

    Raises
    ------
    ShapeError
        If the neuron has another number of inputs.

    Examples
    --------
    >>> from cnnviz.neurons.weighted import weighted_sum
    >>> laid = plane(weighted_sum([0, 3], [2, 2]))
    >>> laid.inputs, laid.weights, laid.span, round(laid.shadow, 2)
    (-90.0, -45.0, 45.0, 0.71)
    """
    if neuron.inputs.shape != (2,):
        raise ShapeError(f"{neuron.inputs.size} inputs can't be drawn in a plane; give two")
    inputs, weights = _direction(neuron.inputs), _direction(neuron.weights)
    if neuron.cosine is None or inputs is None or weights is None:
        return Plane(inputs, weights)
    turn = (weights - inputs + 180) % 360 - 180
    return Plane(inputs, weights, inputs if turn >= 0 else weights, abs(turn), neuron.cosine)


def _direction(vector: Array) -> float | None:
    across, up = vector.tolist()
    return math.degrees(math.atan2(-up, across)) + 0.0 if across or up else None
