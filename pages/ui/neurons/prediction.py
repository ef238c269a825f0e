"""What a network says to the picture, and how often it is right."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from cnnviz.models.garments import LABELS
from cnnviz.neurons.shipped import Name, Prediction
from cnnviz.numbers import percent, percents
from pages.ui.classifier.input import Input
from pages.ui.classifier.prediction import bars, checked
from pages.ui.neurons.shipped import shipped


def show_prediction(name: Name, prediction: Prediction, given: Input) -> None:
    """Show the verdict, the softmax as bars, and the measured accuracy."""
    measured = shipped().card["networks"][name]
    shown = bars(prediction.probabilities, "Softmax: the probability of each class")
    st.html(
        f'<p class="verdict"><strong>{escape(verdict(prediction))}</strong>{_truth(prediction, given)}</p>'
        f"{shown}"
    )
    st.html(f'<p class="words">{escape(accuracy(measured["test"], given))}</p>')


def verdict(prediction: Prediction) -> str:
    """The class it names, and with which probability."""
    return f"{LABELS[prediction.best]}, {percents(prediction.probabilities)[prediction.best]}"


def accuracy(test: Mapping[str, Any], given: Input) -> str:
    """How often the network is right on the test images, as a sentence."""
    low, high = (percent(end) for end in test["interval"])
    return (
        f"On {test['images']:,} test images this network classifies {percent(test['accuracy'])} correctly "
        f"(95 % interval {low} to {high}).{caveat(given)}"
    )


def caveat(given: Input) -> str:
    """What the measured accuracy does not say of this picture; nothing for a test image."""
    if given.blank:
        return " This picture is blank, so the prediction means nothing."
    return (
        ""
        if given.label is not None
        else " Accuracy on other kinds of pictures was not measured: expect it to be lower."
    )


def _truth(prediction: Prediction, given: Input) -> str:
    told = checked(prediction.best, given.label)
    return f"<small>{escape(told)}</small>" if told else ""
