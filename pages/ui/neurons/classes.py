"""No hidden layer: ten weight pictures, each of which is laid over the input and added up."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from cnnviz.figures import Shade, ends_text
from cnnviz.models.garments import LABELS
from cnnviz.neurons.rounding import fixed
from cnnviz.neurons.weighted import WeightedSum, weighted_sum
from cnnviz.operators import softmax_trace
from pages.ui.classifier.input import Input
from pages.ui.classifier.spot import look_at_class, pick_class
from pages.ui.figures.columns import Cell, Column, show_columns
from pages.ui.neurons.look import Look
from pages.ui.neurons.prediction import show_prediction
from pages.ui.neurons.shipped import shipped
from pages.ui.neurons.slots import Slots
from pages.ui.neurons.told import tell_classes
from pages.ui.neurons.weighted import Told, show_angle, show_weighted, sum_line


def show_classes(given: Input, look: Look, slots: Slots) -> None:
    """Show the ten weight pictures, and one of them times the input."""
    prediction = shipped().predict("logistic", given.image)
    with slots.pick:
        label = pick_class(width="stretch")
    label = prediction.best if label is None else label
    weights, biases = shipped().weights("logistic")
    sums = [weighted_sum(given.image.ravel(), *one) for one in zip(weights, biases.tolist(), strict=True)]
    tell_classes(label, sums, prediction)
    shades = look.shades(weights.reshape(-1, 28, 28))
    told = Told(LABELS[label], f"logit of {LABELS[label]}")
    with slots.top:
        show_columns(
            _columns(sums, shades),
            key="weights",
            label="Weights of the ten classes, each with its logit",
            widths=(78, 150),
            on_pick=_take_class,
            chosen=(label, 0),
        )
    with slots.main:
        show_weighted(sums[label], shades[label], look, told, given.alt)
        st.html(sum_line(sums[label], told))
        show_angle(sums[label])
        st.html(f'<p class="words">Softmax: {softmax_trace(prediction.logits, at=label).sentence()}</p>')
    with slots.side:
        show_prediction("logistic", prediction, given)
    with slots.below:
        _explain(look.words(shades[label]))


def _columns(sums: Sequence[WeightedSum], shades: Sequence[Shade]) -> list[Column]:
    """The weight picture of each class, with its logit."""
    return [
        Column(
            LABELS[i],
            fixed(neuron.total),
            f"Weights of {LABELS[i]}",
            one.index[None],
            one.palette,
            (_name(i, neuron),),
        )
        for i, (neuron, one) in enumerate(zip(sums, shades, strict=True))
    ]


def _name(label: int, neuron: WeightedSum) -> str:
    return f"{LABELS[label]}: weights {ends_text(neuron.weights)}; logit {fixed(neuron.total)}"


def _take_class(cell: Cell) -> None:
    look_at_class(cell[0])


def _explain(colours: str) -> None:
    st.html(
        '<p class="words">Logistic regression: each class has one weight for each pixel and a bias, and the '
        f"class with the largest logit is predicted. {escape(colours)}</p>"
    )
