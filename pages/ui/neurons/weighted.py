"""A picture times a neuron's weights: three pictures linked in the browser, and below them the sum."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import ends_text, format_number, shade
from cnnviz.figures.hues import signed, signed_text
from cnnviz.figures.shade import Shade
from cnnviz.neurons.rounding import adding_up, fixed
from cnnviz.neurons.weighted import WeightedSum
from cnnviz.operators.first_look import strongest
from cnnviz.operators.words import factor
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.linked.pins import pin, pinned
from pages.ui.neurons.look import Look
from pages.ui.session.component import register
from pages.ui.session.payload import pack

_component = register("weighted")
_AT = "pixel_at"
_SIZE = (28, 28)


@dataclass(frozen=True)
class Told:
    """A neuron in words.

    Attributes
    ----------
    name : str
        The class it stands for, or its number.
    result : str
        What its sum is called.
    """

    name: str
    result: str


def show_weighted(neuron: WeightedSum, weights: Shade, look: Look, told: Told, alt: str) -> None:
    """Draw input, weights and contributions; pointing at a pixel shows its product.

    Parameters
    ----------
    neuron : WeightedSum
        With 28×28 inputs.
    weights : Shade
        As they are drawn among the others.
    alt : str
        What the input is, for those who do not see it.
    """
    inputs = shade(neuron.inputs.reshape(_SIZE), "raw", (0, 1))
    products = signed(neuron.products.reshape(_SIZE), look.hues)
    figures = [
        _figure("Input x", inputs, f"The input. {alt}; 0 black, 1 white"),
        _figure(
            f"Weights w of {told.name}",
            weights,
            f"Weights of {told.name}; {signed_text(weights, look.hues)}",
        ),
        _figure(
            "Contributions x · w",
            products,
            f"Each pixel times its weight; {signed_text(products, look.hues)}",
        ),
    ]
    header = {
        "label": f"Input times weights of {told.name}, pixel by pixel; the arrow keys move the pixel",
        "at": pinned(_AT, (1, *_SIZE), lambda: (0, *strongest(neuron.products.reshape(_SIZE))))[1:],
        "signs": ["×", "="],
        "figures": figures,
    }
    drawn = [inputs, weights, products]
    blocks: dict[str, NDArray[Any]] = {
        "index": np.stack([one.index for one in drawn]),
        **{f"palette {i}": one.palette for i, one in enumerate(drawn)},
        "inputs": neuron.inputs.reshape(_SIZE).astype(np.float32),
        "weights": neuron.weights.reshape(_SIZE).astype(np.float32),
    }
    _component(key="weighted", data=pack(header, blocks), react={"pin": _take_pin})


def _figure(label: str, shown: Shade, alt: str) -> dict[str, str]:
    return {"label": label, "note": ends_text((shown.low, shown.high)), "alt": alt}


def _take_pin(sent: object) -> None:
    match sent:
        case [int(row), int(column)]:
            pin(_AT, [0, row, column])


def sum_line(neuron: WeightedSum, told: Told, *, rectified: bool = False) -> str:
    """Write the sum out in HTML: what speaks for it, what against it, the bias, and what a ReLU leaves."""
    (plus, minus, bias), total = adding_up([neuron.positive, neuron.negative, neuron.bias], 3)
    terms = [("positive products", plus), ("negative products", minus), ("bias", bias)]
    parts = " + ".join(_term(name, value) for name, value in terms)
    line = f"{parts} = {_term(told.result, total, strong=True)}"
    if rectified:
        line += f" → ReLU → {_term('output', max(total, 0.0), strong=True)}"
    return f'<p class="sum">{line}</p>'


def _term(name: str, value: float, strong: bool = False) -> str:
    number = fixed(value)
    number = f"({number})" if value < 0 and not strong else number
    return f'<span class="term{" total" if strong else ""}">{number} <small>{escape(name)}</small></span>'


def show_angle(neuron: WeightedSum, scale: float = 255) -> None:
    """Show the sum of the products as lengths and an angle, and why inputs are scaled first."""
    (weights, inputs), cosine, angle = neuron.norms, neuron.cosine, neuron.angle
    total = format_number(neuron.aggregate)
    if cosine is None or angle is None:
        show_facts([], "The input is all zeros, so there is no angle: the output is the bias alone.")
        return
    large = neuron.scaled(scale)
    product = " · ".join([format_number(weights), format_number(inputs), factor(cosine)])
    show_facts(
        [
            Fact("Length of the weights ‖w‖", format_number(weights)),
            Fact("Length of the input ‖x‖", format_number(inputs)),
            Fact("Angle between them θ", f"{format_number(angle)}°", f"cos θ = {format_number(cosine)}"),
            Fact("w · x = ‖w‖ ‖x‖ cos θ", total, f"{product} ≈ {total}"),
        ],
        "The smaller the angle, the more the picture looks like the weights; at a right angle it counts "
        "neither for nor against. But a bright picture counts for more than a dark one. That is why inputs "
        f"are scaled first: with pixels up to {format_number(scale)} in place of 1, ‖x‖ would be "
        f"{format_number(large.norms[1])} and w · x {format_number(large.aggregate)}, beside a bias of "
        f"still {format_number(neuron.bias)}.",
    )
