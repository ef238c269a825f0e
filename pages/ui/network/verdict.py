"""What the network says of the picture, in a title and two sentences, and beside it each class's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from cnnviz.models.model import Prediction
from cnnviz.network.certainty import certainty
from cnnviz.numbers import percent, percents
from pages.ui.classifier import current
from pages.ui.classifier.input import Input
from pages.ui.classifier.prediction import honesty, warning_of
from pages.ui.classifier.view import View
from pages.ui.network.scores import show_scores


def show_verdict(given: Input, view: View) -> None:
    """Show what it says and how sure it is; a warning first, and of a blank picture nothing else."""
    prediction = view.prediction
    warning = warning_of(given, prediction)
    if given.blank:
        st.html(warning)
        return
    st.html(
        f'{warning}<h2 class="verdict">{escape(title(prediction))}</h2>'
        f'<p class="said">{escape(against(given, prediction))}</p>'
    )
    show_scores(view)


def show_accuracy(test: Mapping[str, Any] | None) -> None:
    """Say how often the network is right, and where that is looked into; nothing where nobody measured it."""
    if test is None:
        return
    with st.container(key="accuracy"):
        st.html(
            f"<p>Of {test['images']:,} test images it gets {escape(percent(test['accuracy']))} right.</p>"
        )
        st.page_link("pages/evaluation.py", label="How good is that?")


def show_trust(given: Input, prediction: Prediction) -> None:
    """Say which picture it is, and how far the prediction can be trusted."""
    picture = f"<p>{escape(given.alt)} Framed there: the receptive field of the chosen number.</p>"
    if given.blank:
        st.html(picture)
        return
    notes = "".join(f"<li>{line}</li>" for line in honesty(given, prediction))
    st.html(f'<h3>How far can this be trusted?</h3>{picture}<ul class="honesty">{notes}</ul>')


def title(prediction: Prediction) -> str:
    """Name the class, and how sure the network is; not for a picture unlike those it learned from."""
    best = current.labels()[int(prediction.probabilities.argmax())]
    return f"{best}?" if prediction.unlike else f"{best}, {certainty(prediction.probabilities)}"


def against(given: Input, prediction: Prediction) -> str:
    """Say whether the label agrees, and set the first class's probability against the second's."""
    shares = percents(prediction.probabilities)
    *_, second, best = prediction.probabilities.argsort(kind="stable").tolist()
    duel = f"{shares[best]} against {shares[second]} for {current.labels()[second]}."
    if given.label is None:
        return f"No label says whether that is right: {duel}"
    if given.label == best:
        return f"✓ The label says so, too: {duel}"
    return f"≠ The label says {current.labels()[given.label]}: {duel}"
