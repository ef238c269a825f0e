"""One step of the path from a probability back to the image, and the steps through layers of maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ShapeError
from cnnviz.network.explain import explain
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import Window, seen_by
from cnnviz.numbers import format_number
from cnnviz.operators import ActivationTrace, ConvTrace, PoolTrace, softmax
from cnnviz.operators.words import factor

Array = NDArray[Any]
#: How a step's parts make its total: the softmax share of the chosen one, their sum, their product, the
#: largest of them, or the only one where it is positive, else 0.
Rule = Literal["share", "sum", "product", "largest", "positive"]
WAY = "choose a network of convolutions, ReLUs and max pools that ends with flatten and a dense layer"


@dataclass(frozen=True)
class Step:
    """How one number on the path is computed, and which part of it the next step looks into.

    Attributes
    ----------
    title, sentence : str
        What is looked at, and its arithmetic in words.
    rule : Rule
        How the parts make the total.
    parts : ndarray, shape (n,)
        The numbers it came from.
    chosen : int
        The part that is the next step's total.
    total : float
        The number itself.
    layer : int
        Index of the layer that gave it, or for a product its value; −1 stands for the image, and the number
        of layers for the softmax after them.
    at : tuple of int
        Where it is in that layer's output: (class,), (map,) or (map, row, column).
    window : Window
        The part of the image that the number depends on; for a product, that its value depends on.
    """

    title: str
    sentence: str
    rule: Rule
    parts: Array
    chosen: int
    total: float
    layer: int
    at: tuple[int, ...]
    window: Window

    @property
    def made(self) -> float:
        """The total, recomputed from the parts in float64: it differs by the layer's rounding."""
        parts = self.parts.astype(np.float64)
        match self.rule:
            case "share":
                return float(softmax(parts)[self.chosen])
            case "sum":
                return float(parts.sum())
            case "product":
                return float(parts.prod())
            case "largest":
                return float(parts.max())
        return max(0.0, float(parts[self.chosen]))

    @property
    def passed_on(self) -> float:
        """The chosen part: the number that the next step explains."""
        return float(self.parts[self.chosen])


def down_to_image(
    network: Sequential, outputs: list[Array], layer: int, at: tuple[int, int, int]
) -> list[Step]:
    """Follow one number of a layer's maps down to the image, at each convolution through its largest product.

    Parameters
    ----------
    network : Sequential
    outputs : list of ndarray
        The image, then what each layer made of it, without the batch's axis.
    layer : int
        Index of the layer in the network.
    at : (map, row, column)
        The number's position in its output.

    Returns
    -------
    list of Step
        The last one is a product with a pixel; or the sum of a convolution none of whose products is
        positive, where the path ends early.

    Raises
    ------
    ShapeError
        If the path meets other layers than convolutions, max pools and ReLUs.
    """
    steps: list[Step] = []
    for layer_index in range(layer, -1, -1):
        trace = explain(network.layers[layer_index], outputs[layer_index], at)
        window = seen_by(network, layer_index, at[1:], outputs[0].shape[1:])
        match trace:
            case ConvTrace():
                steps.append(_convolution(trace, layer_index, at, window))
                if trace.products.max() <= 0:
                    return steps
                at = _strongest(trace)
                below = seen_by(network, layer_index - 1, at[1:], outputs[0].shape[1:])
                steps.append(_product(trace, layer_index - 1, at, below))
            case ActivationTrace():
                text, parts = f"{trace.sentence()}.", np.array([trace.input])
                steps.append(Step("ReLU", text, "positive", parts, 0, trace.output, layer_index, at, window))
            case PoolTrace() if trace.winner is not None:
                text, parts = f"{trace.sentence()}.", trace.window[trace.valid]
                won = int(parts.argmax())
                steps.append(
                    Step("Max pool", text, "largest", parts, won, trace.value, layer_index, at, window)
                )
                at = (at[0], *trace.winner)
            case _:
                raise ShapeError(f"the path back can't pass layer {layer_index}; {WAY}")
    if not any(step.title == "Convolution" for step in steps):
        raise ShapeError(f"the path back finds no convolution; {WAY}")
    return steps


def _convolution(trace: ConvTrace, layer_index: int, at: tuple[int, ...], window: Window) -> Step:
    parts = np.append(trace.products.ravel(), trace.bias)
    text = f"{trace.sentence()}."
    return Step(
        "Convolution", text, "sum", parts, int(trace.products.argmax()), trace.total, layer_index, at, window
    )


def _strongest(trace: ConvTrace) -> tuple[int, int, int]:
    """Where in the layer below the largest product's value is: (map, row, column)."""
    channel, i, j = np.unravel_index(int(trace.products.argmax()), trace.products.shape)
    return int(trace.channels[channel]), int(trace.rows[i]), int(trace.columns[j])


def _product(trace: ConvTrace, layer_index: int, at: tuple[int, int, int], window: Window) -> Step:
    best = int(trace.products.argmax())
    weight, value, product = (
        float(values.flat[best]) for values in (trace.weights, trace.window, trace.products)
    )
    what = "a pixel" if layer_index < 0 else f"map {at[0]}"
    text = (
        f"The largest product belongs to {what} at row {at[1]}, column {at[2]}: {factor(weight)} · "
        f"{factor(value)} = {format_number(product)}."
    )
    return Step("Product", text, "product", np.array([weight, value]), 1, product, layer_index, at, window)
