"""What a layer over several channels costs: its parameters and multiplications, with their formulas.

assets/components/cnnviz/layer_costs.js writes the same, letter for letter.
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnviz.numbers import format_number as text


@dataclass(frozen=True)
class Cost:
    """Numbers that are learned, and multiplications for one output position of all maps.

    Attributes
    ----------
    weights, biases : int
    at_each : int
        Multiplications at each place of the output.
    formula : str
        How the parameters come about.
    """

    weights: int
    biases: int
    at_each: int
    formula: str

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return self.weights + self.biases


def full_cost(filters: int, channels: int, taps: int) -> Cost:
    """Count a full layer: each filter is as deep as the input, and has one bias.

    >>> full_cost(8, 3, 3).formula
    '8·(3·3·3 + 1) = 216 weights + 8 biases = 224'
    """
    weights = filters * channels * taps * taps
    formula = f"{text(filters)}·({text(channels)}·{taps}·{taps} + 1)"
    return Cost(weights, filters, weights, f"{formula} = {_added(weights, filters)}")


def separable_cost(filters: int, channels: int, taps: int) -> Cost:
    """Count a depthwise layer with one kernel for each channel, and the pointwise one that mixes its maps.

    >>> separable_cost(8, 3, 3).formula
    '3·3·3 + 8·3 + 8 = 51 weights + 8 biases = 59'
    """
    weights = channels * taps * taps + filters * channels
    formula = f"{text(channels)}·{taps}·{taps} + {text(filters)}·{text(channels)} + {text(filters)}"
    return Cost(weights, filters, weights, f"{formula} = {_added(weights, filters)}")


def pointwise_cost(maps_in: int, maps_out: int) -> Cost:
    """Count a 1×1 layer that mixes maps into others.

    >>> pointwise_cost(128, 64).formula
    '128·64 + 64 = 8192 weights + 64 biases = 8256'
    """
    weights = maps_in * maps_out
    formula = f"{text(maps_in)}·{text(maps_out)} + {text(maps_out)}"
    return Cost(weights, maps_out, weights, f"{formula} = {_added(weights, maps_out)}")


def _added(weights: int, biases: int) -> str:
    of_weights = f"{text(weights)} weight{'s' * (weights != 1)}"
    of_biases = f"{text(biases)} bias{'es' * (biases != 1)}"
    return f"{of_weights} + {of_biases} = {text(weights + biases)}"
