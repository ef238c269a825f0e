"""A step of the path in the linked view: the layer's maps, the window that made the number, and its sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import ClassVar

from streamlit.delta_generator import DeltaGenerator

from cnnviz.attribution.path_stops import Stop
from pages.ui.classifier import current
from pages.ui.classifier.linked import LayerLesson
from pages.ui.classifier.links import made_of
from pages.ui.classifier.spot import Spot, look_at_class
from pages.ui.classifier.view import View
from pages.ui.linked.channel import channels, enlarge, large_channel
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Made
from pages.ui.linked.pins import zoom, zoomed
from pages.ui.linked.saved import hold_page
from pages.ui.linked.view import listen, publish, show_lesson
from pages.ui.shell.downloads import Latest
from pages.ui.shell.saved_kit import offer_saved
from pages.ui.why.case import Case

HUB = "why"
_ZOOM = "why_zoom"
_LARGE = "why_large"


@dataclass(frozen=True)
class StopLesson(LayerLesson):
    """A layer on the path, pinned at the path's number."""

    stop: Stop
    hub: ClassVar[str] = HUB

    @cached_property
    def how(self) -> Made:
        """How the layer made its outputs, and which input map is followed."""
        how = made_of(self.view)
        return replace(how, facts={**how.facts, "channel": self.stop.source})

    def fields(self) -> Mapping[str, object]:
        """Give the path's number, how far was zoomed, and the input map that is shown large."""
        spot = self.view.spot
        return {
            "at": spot.at if spot.label is None else (0, spot.label, 0),
            "zoom": zoomed(_ZOOM),
            "large": large_channel(_LARGE, self._step, channels(self.how), self.stop.source),
        }

    def options(self) -> ViewOptions:
        """Let nothing be typed over."""
        return replace(super().options(), channels_of=self._step)

    @property
    def _step(self) -> str:
        """The step whose input maps are chosen among."""
        return f"{self.name} {self.stop.at} {self.stop.source}"


def show_stop_linked(case: Case, stop: Stop, slot: DeltaGenerator) -> None:
    """Link what the layer was given with what it made, pinned at the path's number."""
    spot = _spot(stop, current.names()[stop.layer])
    lesson = StopLesson(View(case.model, case.prediction, spot, "layer", Latest()), stop)
    with slot:
        listen(
            HUB, {"at": partial(_pin, spot), "large": partial(enlarge, _LARGE), "zoom": partial(zoom, _ZOOM)}
        )
        publish(HUB, "source", lesson.source())
    show_lesson(lesson, parts=slot, view=slot)
    hold_page(lesson.view.latest, lesson, predict=False)
    with slot:
        offer_saved(lesson.view.latest.html, HUB)


def _spot(stop: Stop, name: str) -> Spot:
    if len(stop.at) == 1:
        return Spot(stop.layer, name, label=stop.at[0])
    unit, row, column = stop.at
    return Spot(stop.layer, name, unit, row, column)


def _pin(spot: Spot, sent: object) -> None:
    """Go to the class that was clicked among scores or shares; elsewhere the path stays."""
    match sent:
        case [int(), int(row), int()] if spot.label is not None and 0 <= row < len(current.labels()):
            look_at_class(row)
