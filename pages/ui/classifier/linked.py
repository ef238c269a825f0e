"""The lesson of a layer: what it was given, and what it made of it. Why's is made of the Network page's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import ClassVar

from cnnviz.errors import CnnvizError
from cnnviz.network.explain import FlattenTrace, explain
from cnnviz.network.layers import Layer
from cnnviz.predict import neighbours_of
from cnnviz.predict.values import question_of
from cnnviz.predict.verdict import Question
from pages.ui.classifier.figures import given_to, made_by
from pages.ui.classifier.links import made_of, placement_of
from pages.ui.classifier.spot import Spot, look_at_number, maps_of
from pages.ui.classifier.view import View
from pages.ui.linked.channel import channels, enlarge, large_channel
from pages.ui.linked.lesson import Lesson, Saved
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Grid, Made, Part, result_part, source_part, windows_part
from pages.ui.linked.pins import At, zoom, zoomed
from pages.ui.linked.predictions import Task, ask
from pages.ui.session.visit import Reaction

HUB = "network"
_ZOOM = "net_zoom"
_LARGE = "net_large"

#: What is done with what the learner sets in the view.
REACTIONS: dict[str, Reaction] = {
    "at": look_at_number,
    "large": partial(enlarge, _LARGE),
    "zoom": partial(zoom, _ZOOM),
    "guess": partial(ask, HUB),
}


@dataclass(frozen=True)
class LayerLesson(Lesson):
    """What a layer was given, and what it made of it."""

    view: View
    hub: ClassVar[str] = HUB

    @property
    def name(self) -> str:
        """What the layer is called."""
        return self.view.spot.name

    @cached_property
    def made(self) -> Grid:
        """What the layer made, as it is drawn."""
        return made_by(self.view)

    @cached_property
    def how(self) -> Made:
        """How it made that."""
        return made_of(self.view)

    def source(self) -> Part:
        """Give what the layer was given."""
        return source_part(self._source, given_to(self.view), is_fleeting=True)

    def windows(self) -> Part:
        """Give where the layer's windows lie on that."""
        return windows_part(self.name, placement_of(self.view))

    def result(self, asking: str = "") -> Part:
        """Give what the layer made."""
        facts = {**self.how.facts, "asking": asking} if asking else self.how.facts
        return result_part(self._source, self.name, self.made, replace(self.how, facts=facts))

    def saved(self) -> Saved:
        """Give the map that is looked at."""
        chosen = self.view.spot.map if len(self.made.values) > 1 else 0
        return self.made.values[chosen].squeeze(), self.made.shown[chosen]

    def task(self) -> Task | None:
        """Give any number of a layer's maps to be predicted."""
        layer = self.view.layer
        if layer is None or not can_be_predicted(self.view.spot):
            return None
        outputs = self.view.values(self.view.spot.layer)
        name = f"{self._source} {self.name}"
        return Task.judged_by(name, outputs.shape, partial(_question, self.view, layer))

    def fields(self) -> Mapping[str, object]:
        """Give the number that is looked at, how far was zoomed, and the input map that is shown large."""
        return {
            "at": _at(self.view),
            "zoom": zoomed(_ZOOM),
            "large": large_channel(_LARGE, self.name, channels(self.how)),
        }

    def options(self) -> ViewOptions:
        """Let nothing be typed over."""
        return ViewOptions(f"{self.name}, and what it was made of", layout="beside", channels_of=self.name)

    def told(self) -> tuple[str, list[tuple[str, str]]]:
        """Say which layer is looked at, and what it was given and made."""
        said = [("Network", self.view.model.about.name), ("Layer", self.name)]
        for name, (header, _) in (("Given", self.source()), ("Made", self.result())):
            said.append((name, str(header["alt"])))
        return f"{self.name}: {self.view.model.about.name}", said

    @property
    def _source(self) -> str:
        return self.view.fingerprint(self.view.source)


def can_be_predicted(spot: Spot) -> bool:
    """Whether a layer makes maps, whose numbers a learner can be asked for."""
    return bool(maps_of(spot.layer)) and spot.name != "flatten"


def _question(view: View, layer: Layer, at: At) -> Question:
    """Ask for a number of the layer's maps."""
    made = view.values(view.spot.layer)
    trace = explain(layer, view.values(view.source), at, made)
    if isinstance(trace, FlattenTrace):
        raise CnnvizError("flatten only moves numbers, so there is nothing to predict; choose another layer")
    return question_of(trace, neighbours_of(made[at[0]], at[1:]))


def _at(view: View) -> tuple[int, int, int]:
    """Where in the view's result the number lies that is looked at."""
    map_, row, column = view.spot.at
    if view.layer is None or view.is_scores:
        return 0, view.label, 0
    if view.map_layer is None:
        return 0, view.spot.map, 0
    if view.spot.name == "flatten":
        return 0, map_, row * view.values(view.source).shape[2] + column
    return map_, row, column
