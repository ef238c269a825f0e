"""Handwritten digits: their names, and how a picture of one is prepared."""

from __future__ import annotations

from cnnviz.models.about import About
from cnnviz.network.prepare_digit import prepare_digit

LABELS = tuple("0123456789")
DIGITS = About(
    "digits",
    "Digits",
    "digit",
    LABELS,
    LABELS,
    prepare=prepare_digit,
    changes=("polarity", "trim", "brighten", "margin", "shift"),
    samples="digit",
    data="MNIST",
)
