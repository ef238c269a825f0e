"""What is to be explained: the network's prediction for a picture, and which class of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.models.model import Model, Prediction
from cnnviz.numbers import percents
from pages.ui.classifier.input import Input
from pages.ui.classifier.prediction import warning_of
from pages.ui.classifier.spot import look_at_class, pick_class
from pages.ui.figures.bars import Bar, show_bars


@dataclass(frozen=True)
class Case:
    """A prediction, and the class that is looked at."""

    model: Model
    given: Input
    prediction: Prediction
    label: int

    @property
    def name(self) -> str:
        """What the class is called."""
        return self.model.labels[self.label]

    @property
    def image(self) -> NDArray[np.float32]:
        """The network's input, (channels, rows, columns)."""
        return self.prediction.channels

    @property
    def score(self) -> float:
        """The class's."""
        return float(self.prediction.logits[self.label])


def pick_case(model: Model, given: Input) -> Case | None:
    """Show the choice of a class, and the probabilities, each to be clicked; None for a blank picture."""
    prediction = model.predict(given.image)
    if warning := warning_of(given, prediction):
        st.html(warning)
    if given.blank:
        return None
    chosen = pick_class("Why does it predict", "stretch")
    case = Case(model, given, prediction, int(prediction.logits.argmax()) if chosen is None else chosen)
    _show_outputs(case, look_at_class)
    return case


def _show_outputs(case: Case, on_pick: Callable[[int], None]) -> None:
    shares = case.prediction.probabilities.tolist()
    lines = [
        Bar(name, text, share, chosen=i == case.label)
        for i, (name, text, share) in enumerate(zip(case.model.labels, percents(shares), shares, strict=True))
    ]
    label = "Probability of each class; choose one"
    show_bars(lines, key="outputs", label=label, on_pick=on_pick, limits=(0, 1))
