"""One hidden layer: all units' weight pictures, one unit followed, and those that look for the same."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Shade, ends_text, format_number
from cnnviz.models.garments import LABELS
from cnnviz.neurons.duplicates import Pair, nearest
from cnnviz.neurons.shipped import Prediction
from cnnviz.neurons.weighted import WeightedSum, weighted_sum
from pages.ui.classifier.input import Input
from pages.ui.figures.columns import Cell, Column, show_columns
from pages.ui.inputs.controls import pick_number
from pages.ui.neurons.look import Look
from pages.ui.neurons.pairs import UNIT, pick_pairs, show_pairs
from pages.ui.neurons.prediction import show_prediction
from pages.ui.neurons.shipped import shipped
from pages.ui.neurons.slots import Slots
from pages.ui.neurons.told import tell_units
from pages.ui.neurons.weighted import Told, show_angle, show_weighted, sum_line
from pages.ui.session import state

#: Units in each column of weight pictures.
_TALL = 4


def show_hidden(given: Input, look: Look, slots: Slots) -> None:
    """Show the hidden units, follow one of them, and show near-duplicates."""
    weights, biases = shipped().weights("mlp")
    with slots.pick:
        unit = pick_number(f"Hidden unit (0–{len(weights) - 1})", UNIT, 0, 0, len(weights) - 1)
        found = pick_pairs(weights)
    neuron = weighted_sum(given.image.ravel(), weights[unit], biases[unit])
    prediction = shipped().predict("mlp", given.image)
    shades, columns = _pictures(look)
    twins = [pair.other(unit) for pair in found.pairs if unit in pair[:2]]
    tell_units(unit, twins, len(found.pairs))
    told = Told(f"unit {unit}", "weighted sum")
    with slots.top:
        show_columns(
            columns,
            key="units",
            label="Weights of the hidden units",
            widths=(30, 72),
            on_pick=_take_unit,
            chosen=divmod(unit, _TALL),
            sources=[divmod(twin, _TALL) for twin in twins],
            heads=False,
        )
    with slots.main:
        show_weighted(neuron, shades[unit], look, told, given.alt)
        st.html(sum_line(neuron, told, rectified=True))
        st.html(f'<p class="words">{_speaks_for(unit, neuron, prediction)}</p>')
        show_angle(neuron)
    with slots.side:
        show_prediction("mlp", prediction, given)
    with slots.below:
        show_pairs(found, shades)
        words = f"{look.words(shades[unit])} Dashed above: the chosen unit’s near-duplicates."
        st.html(f'<p class="words">{escape(words)}</p>')


@st.cache_resource(show_spinner=False, max_entries=4)
def _pictures(look: Look) -> tuple[list[Shade], list[Column]]:
    """All units' weight pictures, one by one and in columns."""
    weights, columns = shipped().weights("mlp")[0], []
    shades, pairs = look.shades(weights.reshape(-1, 28, 28)), nearest(weights)
    for first in range(0, len(shades), _TALL):
        units = range(first, min(first + _TALL, len(shades)))
        index = np.stack([shades[unit].index for unit in units])
        names = tuple(_name(unit, weights[unit], pairs[unit]) for unit in units)
        columns.append(Column("", "", f"Units {first} to {units[-1]}", index, shades[0].palette, names))
    return shades, columns


def _name(unit: int, weights: NDArray[np.float32], pair: Pair) -> str:
    twin = f"most like unit {pair.other(unit)}, cosine {format_number(pair.cosine, 2)}"
    return f"Unit {unit}: weights {ends_text(weights)}; {twin}"


def _take_unit(cell: Cell) -> None:
    state.put(UNIT, cell[0] * _TALL + cell[1])


def _speaks_for(unit: int, neuron: WeightedSum, prediction: Prediction) -> str:
    """What the second layer makes of the unit's output, in a sentence."""
    outgoing = shipped().weights("mlp", 1)[0][:, unit]
    most, least = int(outgoing.argmax()), int(outgoing.argmin())
    if not neuron.output:
        return (
            f"The sum is not above 0, so unit {unit} is inactive for this picture and adds nothing to any "
            f"class. When active, it counts most for {LABELS[most]} and against {LABELS[least]}."
        )
    added = neuron.adds(outgoing)
    return (
        f"To the ten logits unit {unit} adds its output times a weight for each class: most to "
        f"{LABELS[most]} ({format_number(added[most], 3)}), least to {LABELS[least]} "
        f"({format_number(added[least], 3)}). The network predicts {LABELS[prediction.best]}."
    )
