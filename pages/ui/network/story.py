"""The lower half of the network's page: a layer, linked with what it was made of, and its facts."""

from __future__ import annotations

from cnnviz.network.evidence import has_evidence
from pages.ui.classifier import current
from pages.ui.classifier.linked import HUB, LayerLesson
from pages.ui.classifier.view import View
from pages.ui.linked.saved import hold_page
from pages.ui.linked.view import publish, show_lesson
from pages.ui.network.dense import show_evidence, show_softmax
from pages.ui.network.detail import Detail
from pages.ui.network.layers import show_layer
from pages.ui.network.predicting import is_place_known


def show_story(view: View, detail: Detail) -> None:
    """Show the layer that is looked at, as a page to save, too; its facts, and what it says of a class."""
    _show_linked(view, detail)
    with detail.more:
        if view.is_scores and has_evidence(view.model.network):
            show_evidence(view)
        if view.spot.name == current.SOFTMAX:
            show_softmax(view)
        show_layer(view.spot, view.prediction)


def _show_linked(view: View, detail: Detail) -> None:
    """Link what the layer was given with what it made; of that the map that is looked at can be saved.

    The numbers of a layer of maps may be hidden until they are found, and where flatten puts one, too.
    """
    lesson, slot = LayerLesson(view), detail.linked
    if detail.predict and view.spot.name == "flatten" and not is_place_known(view, slot):
        view.latest.withdraw_all()
        return
    with slot:
        publish(HUB, "source", lesson.source())
    show_lesson(lesson, parts=slot, view=slot, predict=detail.predict)
    hold_page(view.latest, lesson, predict=detail.predict)
    view.latest.numbers, view.latest.shown = lesson.saved()
