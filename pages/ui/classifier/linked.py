"""The Network page's linked view: what the layer that is looked at was given, and what it made of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cnnviz.errors import CnnvizError
from cnnviz.network.explain import FlattenTrace, explain
from cnnviz.network.layers import Layer
from cnnviz.operators.placement import Placement
from cnnviz.predict import Verdict, check_value, neighbours_of
from pages.ui.classifier import shipped
from pages.ui.classifier.figures import given_to, made_by
from pages.ui.classifier.links import made_of, placement_of
from pages.ui.classifier.spot import Spot, look_at_number, maps_of
from pages.ui.classifier.view import View
from pages.ui.linked.channel import channels, enlarge, large_channel
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Grid, Made, result_part, source_part, windows_part
from pages.ui.linked.places import At, Task, ask, verdicts, zoom, zoomed
from pages.ui.linked.view import listen, publish, show_linked

HUB = "network"
_ZOOM = "net_zoom"
_LARGE = "net_large"


def show_layer_linked(view: View, predict: bool) -> None:
    """Link what the layer was given with what it made; of that the map that is looked at can be saved.

    `predict` hides the numbers of a layer of maps until they are found.
    """
    source = view.fingerprint(view.source)
    given, placement, made, how = described(view)
    task = _task(view, f"{source} {view.spot.name}") if predict else None
    if task is not None:
        how = replace(how, facts={**how.facts, "asking": task.name})
    publish(HUB, "source", source_part(source, given))
    publish(HUB, "windows", windows_part(view.spot.name, placement))
    publish(HUB, "result", result_part(source, view.spot.name, made, how))
    show_linked(
        HUB,
        fields={
            "at": _at(view),
            "zoom": zoomed(_ZOOM),
            "large": large_channel(_LARGE, view.spot.name, channels(how)),
        },
        options=_options(view, task),
    )
    chosen = view.spot.map if len(made.values) > 1 else 0
    view.latest.numbers, view.latest.shown = made.values[chosen].squeeze(), made.shown[chosen]


def listen_to_layer() -> None:
    """Take over what a learner has set in the linked view."""
    listen(
        HUB,
        {
            "at": look_at_number,
            "large": partial(enlarge, _LARGE),
            "zoom": partial(zoom, _ZOOM),
            "guess": partial(ask, HUB),
        },
    )


def described(view: View) -> tuple[Grid, Placement, Grid, Made]:
    """What the layer was given, where its windows lie on that, what it made, and how."""
    return given_to(view), placement_of(view), made_by(view), made_of(view)


def can_be_predicted(spot: Spot) -> bool:
    """Whether a layer makes maps, whose numbers a learner can be asked for."""
    return bool(maps_of(spot.layer)) and spot.name != "flatten"


def _task(view: View, name: str) -> Task | None:
    """What can be predicted: any number of a layer's maps."""
    layer, outputs = view.layer, view.values(view.spot.layer)
    if layer is None or not can_be_predicted(view.spot):
        return None
    return Task(name, outputs.shape, None, partial(_judged, view, layer))


def _judged(view: View, layer: Layer, typed: str, at: At) -> Verdict:
    """Judge a number that was typed for a place in the layer's maps."""
    trace = explain(layer, view.values(view.source), at)
    if isinstance(trace, FlattenTrace):
        raise CnnvizError("flatten only moves numbers, so there is none to predict; choose another layer")
    return check_value(typed, trace, neighbours=neighbours_of(view.values(view.spot.layer)[at[0]], at[1:]))


def _options(view: View, task: Task | None) -> ViewOptions:
    """What the view offers, and what it asks a learner who predicts."""
    name = view.spot.name
    options = ViewOptions(f"{name}, and what it was made of", layout="beside", channels_of=name)
    if task is None:
        return options
    return replace(options, predict=True, asking=task.name, asks_value=True, verdicts=verdicts(HUB, task))


def _at(view: View) -> tuple[int, int, int]:
    """Where in the view's result the number lies that is looked at."""
    map_, row, column = view.spot.at
    if view.spot.name in ("dense", shipped.SOFTMAX):
        return 0, view.label, 0
    if view.spot.name == "flatten":
        return 0, map_, row * view.values(view.source).shape[2] + column
    return map_, row, column
