"""The Network page's linked view: what the layer that is looked at was given, and what it made of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from cnnviz.arguments import Floats
from cnnviz.geometry.padding import resolve_padding
from cnnviz.network.classifier import LABELS
from cnnviz.network.explain import FlattenTrace, explain
from cnnviz.network.layers import ActivationLayer, Conv2d, Flatten, Layer, Linear, MaxPool2d
from cnnviz.operators import ACTIVATIONS, softmax_trace
from cnnviz.operators.placement import Placement, conv_placement, dense_placement, pool_placement
from cnnviz.predict import Verdict, check_value, neighbours_of
from pages.ui.classifier import shipped
from pages.ui.classifier.figures import given_to, made_by
from pages.ui.classifier.spot import Spot, look_at_number, maps_of
from pages.ui.classifier.view import View
from pages.ui.linked.channel import channels, enlarge, large_channel
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
        label=f"{view.spot.name}, and what it was made of",
        fields={
            "at": _at(view),
            "zoom": zoomed(_ZOOM),
            "large": large_channel(_LARGE, view.spot.name, channels(how)),
        },
        options={"layout": "beside", "channels_of": view.spot.name, **_questions(task)},
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
    return given_to(view), _placement(view), made_by(view), _how(view)


def _placement(view: View) -> Placement:
    layer = view.layer
    if layer is None:
        return dense_placement((len(LABELS), 1), len(LABELS))
    rows, columns = view.values(view.source).shape[1:]
    match layer:
        case Conv2d():
            taps, steps = (layer.kernel_size,) * 2, (layer.stride,) * 2
            return conv_placement((rows, columns), taps, steps, resolve_padding(layer.padding, taps), (1, 1))
        case MaxPool2d():
            return pool_placement((rows, columns), layer.kernel_size, layer.stride)
        case Linear():
            return dense_placement((rows, columns), layer.out_features)
    return pool_placement((rows, columns), 1)


def _how(view: View) -> Made:
    """How the layer makes its outputs; the network's sums are rounded, so all outputs are sent."""
    layer = view.layer
    match layer:
        case Conv2d():
            weight, bias = layer.parameters["weight"], layer.parameters["bias"]
            return Made("conv", weight, bias, {"separate": False}, every=True)
        case MaxPool2d():
            return Made("pool", facts={"kind": "max"}, every=True)
        case ActivationLayer():
            return activated(layer.activation.key, view.values(view.source))
        case Flatten():
            return Made("flatten", facts={"map_size": view.values(view.source).shape[1:]}, every=True)
        case Linear():
            weight, maps = layer.parameters["weight"], view.values(view.source)
            laid_back = weight.reshape(len(weight), *maps.shape)
            return Made("dense", laid_back, layer.parameters["bias"], {"precision": "f8"}, every=True)
    trace = softmax_trace(view.answer.logits, view.spot.temperature)
    facts = {"temperature": trace.temperature, "power_sum": trace.total}
    return Made("softmax", facts=facts, blocks={"powers": trace.powers}, every=True)


def activated(name: str, values: Floats) -> Made:
    """How an activation, a key of `ACTIVATIONS`, makes its outputs; the slope at each value is sent, too."""
    slope = ACTIVATIONS[name].derivative(values)
    return Made("activation", facts={"function": name}, blocks={"slope": slope}, every=True)


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
    assert not isinstance(trace, FlattenTrace)  # whose numbers are not asked for
    return check_value(typed, trace, neighbours=neighbours_of(view.values(view.spot.layer)[at[0]], at[1:]))


def _questions(task: Task | None) -> dict[str, object]:
    """What the view asks a learner who predicts."""
    if task is None:
        return {}
    return {"predict": True, "asking": task.name, "asks_value": True, "verdicts": verdicts(HUB, task)}


def _at(view: View) -> tuple[int, int, int]:
    """Where in the view's result the number lies that is looked at."""
    map_, row, column = view.spot.at
    if view.spot.name in ("dense", shipped.SOFTMAX):
        return 0, view.label, 0
    if view.spot.name == "flatten":
        return 0, map_, row * view.values(view.source).shape[2] + column
    return map_, row, column
