"""The lower half of the network's page: a layer, linked with what it was made of, and its facts."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator

from cnnviz.network.evidence import has_evidence
from pages.ui.classifier import current
from pages.ui.classifier.linked import HUB, LayerLesson
from pages.ui.classifier.view import View
from pages.ui.linked.view import publish, show_lesson
from pages.ui.network.dense import show_evidence, show_softmax
from pages.ui.network.layers import show_layer


def show_story(view: View, linked: DeltaGenerator, more: DeltaGenerator, predict: bool) -> None:
    """Show the layer that is looked at in `linked`; in `more` its facts, and what it says of a class."""
    _show_linked(view, linked, predict)
    with more:
        if view.is_scores and has_evidence(view.model.network):
            show_evidence(view)
        if view.spot.name == current.SOFTMAX:
            show_softmax(view)
        show_layer(view.spot, view.prediction)


def _show_linked(view: View, slot: DeltaGenerator, predict: bool) -> None:
    """Link what the layer was given with what it made; of that the map that is looked at can be saved.

    `predict` hides the numbers of a layer of maps until they are found.
    """
    lesson = LayerLesson(view)
    with slot:
        publish(HUB, "source", lesson.source())
    show_lesson(lesson, parts=slot, view=slot, predict=predict)
    view.latest.numbers, view.latest.shown = lesson.saved()
