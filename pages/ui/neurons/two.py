"""Two neurons of two inputs each: weighted sum, ReLU, and the same sum as an angle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.figures import format_number
from cnnviz.neurons.plane import Plane, plane
from cnnviz.neurons.weighted import WeightedSum, weighted_sum
from cnnviz.operators import activation_trace, linear_trace, loops
from cnnviz.operators.words import factor
from cnnviz.scripts import neurons_script
from pages.ui.inputs.controls import HALF, pick_slider
from pages.ui.inputs.typed_numbers import pick_decimal
from pages.ui.neurons.told import tell_two
from pages.ui.session import state
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import Folded, folded

#: The first weights of the two neurons; with the first inputs one of them fires and the other is silent.
_FIRST_INPUTS = (155, 60)
_FIRST_WEIGHTS = {"A": (0.27, 0.2), "B": (-0.1, -0.4)}
#: What + or − adds to a weight. These buttons round to as many decimals: two, as the first weights have.
_STEP = 0.01
#: How large a weight and a bias can be.
_LARGEST_WEIGHT, _LARGEST_BIAS = 100.0, 100_000.0


@state.fragment
def show_two_inputs(controls: DeltaGenerator, main: DeltaGenerator) -> None:
    """Show the controls, beside them both neurons with their numbers, and below these the code."""
    with controls:
        inputs = [
            pick_slider(f"Input {i}", f"two_in{i}", first, 0, 255, 1)
            for i, first in enumerate(_FIRST_INPUTS, start=1)
        ]
        chosen = {name: _pick_weights(name, first) for name, first in _FIRST_WEIGHTS.items()}
    given = np.array(inputs, np.float64)
    neurons = {
        name: weighted_sum(given, np.array(weights), bias) for name, (*weights, bias) in chosen.items()
    }
    tell_two(neurons)
    with main:
        for column, (name, neuron) in zip(st.columns(2, gap="medium"), neurons.items(), strict=True):
            with column:
                st.html(_neuron(name, neuron))
        st.html(
            '<p class="words">A neuron multiplies each input by a weight of its own and adds these and '
            "its bias; ReLU keeps positive sums and sets the rest to 0. The arrow x has both inputs as its "
            "coordinates and w the two weights; both are drawn with length 1. The grey "
            "bar is the projection of x onto w, which is cos θ: 1 if both point the same way, 0 at a right "
            "angle, −1 if they point opposite ways.</p>"
        )
        _show_code(folded("Code", "code"), list(neurons.values()))


def _pick_weights(name: str, first: tuple[float, float]) -> list[float]:
    """Show a neuron's two weights and its bias."""
    key, numbers = f"two_{name.lower()}", []
    with st.container(horizontal=True, gap="small"):
        for i, start in enumerate(first, start=1):
            label = f"Neuron {name}: weight {i}"
            numbers.append(pick_decimal(label, f"{key}{i}", start, _LARGEST_WEIGHT, _STEP, width=HALF))
        numbers.append(
            pick_decimal(f"Neuron {name}: bias", f"{key}_bias", 0.0, _LARGEST_BIAS, 1.0, width=HALF)
        )
    return numbers


def _show_code(part: Folded, neurons: Sequence[WeightedSum]) -> None:
    """If unfolded, show both neurons as a layer of two."""
    if not part.is_open:
        return
    weights = np.stack([neuron.weights for neuron in neurons])
    biases = np.array([neuron.bias for neuron in neurons])
    with part.slot:
        show_script(neurons_script(neurons[0].inputs, weights, biases), {}, "code", loops.linear)


def _neuron(name: str, neuron: WeightedSum) -> str:
    trace = linear_trace(neuron.inputs, neuron.weights[None], [neuron.bias])
    summed = replace(trace, total=neuron.total).sentence()
    fired = activation_trace("relu", neuron.total).sentence().partition(";")[0]
    lines = "".join(f'<p class="sum">{escape(line)}</p>' for line in (summed, fired))
    angle = f'<p class="words">{escape(_angle(neuron))}</p>'
    lines = f'<div role="status">{lines}</div>'
    return f'<div class="neuron"><h2>Neuron {name}</h2>{lines}{_drawing(name, neuron)}{angle}</div>'


def _angle(neuron: WeightedSum) -> str:
    if neuron.cosine is None or neuron.angle is None:
        return "One of the arrows has length 0, so there is no angle, and the products add up to 0."
    lengths = " · ".join(format_number(length) for length in neuron.norms)
    return (
        f"‖w‖ ‖x‖ cos θ = {lengths} · cos {format_number(neuron.angle)}° = {lengths} · "
        f"{factor(neuron.cosine)} ≈ {format_number(neuron.aggregate)}"
    )


def _drawing(name: str, neuron: WeightedSum) -> str:
    """Draw both arrows, the angle between them, and what the weights see of the input; all in HTML."""
    laid = plane(neuron)
    said = f"Neuron {name}: its input and its weights as arrows"
    said += "" if neuron.angle is None else f", {format_number(neuron.angle)}° apart"
    parts = [_shadow(laid), _arrow("w", laid.weights), _arrow("x", laid.inputs)]
    return f'<div class="plane" role="img" aria-label="{escape(said)}">{"".join(parts)}</div>'


def _shadow(laid: Plane) -> str:
    if laid.weights is None or laid.inputs is None:
        return ""
    back = 180 if laid.shadow < 0 else 0
    return (
        f'<i class="angle" style="--start:{laid.start:.2f}deg;--span:{laid.span:.2f}deg"></i>'
        f'<i class="shadow" style="--turn:{laid.weights + back:.2f}deg;--long:{abs(laid.shadow):.4f}"></i>'
    )


def _arrow(name: str, direction: float | None) -> str:
    if direction is None:
        return ""
    return f'<i class="arrow {name}" style="--turn:{direction:.2f}deg"><b>{name}</b></i>'
