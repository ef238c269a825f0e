"""From a probability back to a patch of the image, each step's numbers adding up to the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.attribution.checks import class_of, map_of, one_image
from cnnviz.attribution.path_steps import Step, down_to_image
from cnnviz.network.evidence import Evidence, evidence
from cnnviz.network.sequential import Sequential
from cnnviz.network.summary import Window
from cnnviz.numbers import format_number
from cnnviz.operators import softmax_trace
from cnnviz.operators.words import factor, named

Array = NDArray[Any]


@dataclass(frozen=True)
class PathBack:
    """The strongest path from one class's probability to the image: one of many that add up to it.

    Attributes
    ----------
    steps : tuple of Step
        Probability, logit, feature map, position, then layer by layer down to the image. Each one's total
        is the part that the one before chose.
    patch : ndarray, shape (C, h, w)
        The image's pixels in `window`.
    """

    steps: tuple[Step, ...]
    patch: Array

    @property
    def window(self) -> Window:
        """What the last convolution on the path sees of the image."""
        return self._last_convolution.window

    @property
    def cell(self) -> tuple[int, int, int]:
        """Where the path enters the last maps: (map, row, column)."""
        unit, row, column = next(step.at for step in self.steps if step.title == "Position")
        return unit, row, column

    @property
    def strongest(self) -> int:
        """The map that contributes most to the score, which is followed if no other was asked for."""
        of_maps_and_bias = next(step.parts for step in self.steps if step.title == "Logit")
        return int(of_maps_and_bias[:-1].argmax())

    @property
    def _last_convolution(self) -> Step:
        return next(step for step in reversed(self.steps) if step.title == "Convolution")

    def sentence(self) -> str:
        """Say which part of the image the path ends at."""
        top, left, height, width = self.window
        unit, row, column = self._last_convolution.at
        return (
            f"The path ends at {named('row', range(top, top + height))}, "
            f"{named('column', range(left, left + width))} of the image: that is the receptive field of row "
            f"{row}, column {column} of map {unit} in the last convolution on the path."
        )


def trace_back(
    network: Sequential, activations: list[Array], label: int, image: Array, unit: int | None = None
) -> PathBack:
    """Follow a class's probability back to the patch of the image that contributes most to it.

    Parameters
    ----------
    network : Sequential
        Convolutions, ReLUs and max pools, then Flatten and Linear.
    activations : list of ndarray
        What each layer gave for the image, without the batch's axis.
    label : int
        The class, which need not be the predicted one.
    image : ndarray, shape (C, H, W)
        The network's input.
    unit : int, optional
        Which map of the last ones to follow; the one that contributes most if not given.

    Returns
    -------
    PathBack
        "Most" is the map with the largest sum of products, its cell with the largest product, and at each
        convolution the largest product. Where no map speaks for the class, it is the one that speaks least
        against it, and the sentence says so.

    Raises
    ------
    CnnvizError
        If the network has other layers, there is no such class or map, or the image can't be read.
    """
    image = one_image(image)
    label = class_of(label, len(activations[-1]))
    found = evidence(network, activations, label)
    unit = int(found.of_maps.argmax()) if unit is None else map_of(unit, len(found.of_maps))
    row, column = divmod(int(found.products[unit].argmax()), found.products.shape[2])
    last, at = len(network.layers) - 1, (unit, row, column)
    deeper = down_to_image(network, [image, *activations], last - 2, at)
    whole = Window(0, 0, *image.shape[1:])
    steps = (
        _probability(activations[-1], label, last + 1, whole),
        _score(found, unit, label, last, whole),
        _map(found, at, last - 2, whole),
        _position(found, at, last - 2, deeper[0].window),
        *deeper,
    )
    top, left, height, width = next(step.window for step in reversed(steps) if step.title == "Convolution")
    return PathBack(steps, image[:, top : top + height, left : left + width])


def _probability(logits: Array, label: int, layer_index: int, window: Window) -> Step:
    share = softmax_trace(logits, at=label)
    text = f"{share.sentence()}."
    return Step("Probability", text, "share", logits, label, share.value, layer_index, (label,), window)


def _score(found: Evidence, unit: int, label: int, layer_index: int, window: Window) -> Step:
    text = f"{found.sentence()}; {_choice(found.of_maps, unit)}."
    parts = np.append(found.of_maps, found.bias)
    return Step("Logit", text, "sum", parts, unit, found.logit, layer_index, (label,), window)


def _choice(of_maps: Array, unit: int) -> str:
    """Say why a map is followed."""
    if unit != of_maps.argmax():
        return f"map {unit}, which contributes {format_number(of_maps[unit])}, was chosen"
    if of_maps[unit] > 0:
        return f"map {unit} contributes most"
    return f"no map counts for the class; map {unit} counts least against it"


def _map(found: Evidence, at: tuple[int, int, int], layer_index: int, window: Window) -> Step:
    unit, row, column = at
    products = found.products[unit]
    total = float(found.of_maps[unit])
    text = (
        f"The {products.size} products of map {unit} add up to {format_number(total)}; the largest, "
        f"{format_number(products[row, column])}, belongs to row {row}, column {column}."
    )
    chosen = row * products.shape[1] + column
    return Step("Feature map", text, "sum", products.ravel(), chosen, total, layer_index, (unit,), window)


def _position(found: Evidence, at: tuple[int, int, int], layer_index: int, window: Window) -> Step:
    weight, activation, product = (
        float(values[at]) for values in (found.weights, found.activations, found.products)
    )
    text = f"Weight times activation: {factor(weight)} · {factor(activation)} = {format_number(product)}."
    return Step(
        "Position", text, "product", np.array([weight, activation]), 1, product, layer_index, at, window
    )
