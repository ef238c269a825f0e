"""How each kind of layer is linked with what it was given: a new kind is a new row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cnnviz.arguments import Floats
from cnnviz.errors import CnnvizError
from cnnviz.geometry.padding import resolve_padding
from cnnviz.network.layers import ActivationLayer, AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d
from cnnviz.operators import ACTIVATIONS, softmax_trace
from cnnviz.operators.placement import Placement, conv_placement, dense_placement, pool_placement
from pages.ui.classifier.view import View
from pages.ui.linked.parts import Made


@dataclass(frozen=True)
class _Link:
    """How a kind of layer is linked with what it was given.

    `placement` says where its windows lie on maps of a size (rows, columns); `made` takes the view and the
    layer and says how it makes its outputs. The network's sums are rounded, so all outputs are sent.
    """

    placement: Callable[[tuple[int, int], Any], Placement]
    made: Callable[[View, Any], Made]


def _link_of(layer: Layer) -> _Link:
    found = next((link for kind, link in _LINKS.items() if isinstance(layer, kind)), None)
    if found is None:
        raise CnnvizError(
            f"a {type(layer).__name__} layer can't be explained number by number; choose another"
        )
    return found


def placement_of(view: View) -> Placement:
    """Where the windows of the layer that is looked at lie on what it was given."""
    if view.layer is None:
        count = len(view.prediction.logits)
        return dense_placement((count, 1), count)
    rows, columns = _as_maps(view.values(view.source)).shape[1:]
    return _link_of(view.layer).placement((rows, columns), view.layer)


def made_of(view: View) -> Made:
    """How the layer that is looked at makes its outputs."""
    return _shares(view) if view.layer is None else _link_of(view.layer).made(view, view.layer)


def _shares(view: View) -> Made:
    """The softmax behind the last layer."""
    trace = softmax_trace(view.prediction.logits, view.spot.temperature)
    facts = {"temperature": trace.temperature, "power_sum": trace.total}
    return Made("softmax", facts=facts, blocks={"powers": trace.powers}, every=True)


def _place_kernels(size: tuple[int, int], layer: Conv2d) -> Placement:
    taps, steps = (layer.kernel_size,) * 2, (layer.stride,) * 2
    return conv_placement(size, taps, steps, resolve_padding(layer.padding, taps), (1, 1))


def _convolved(view: View, layer: Conv2d) -> Made:
    return Made("conv", layer.parameters["weight"], layer.parameters["bias"], {"separate": False}, every=True)


def _flattened(view: View, layer: Flatten) -> Made:
    return Made("flatten", facts={"map_size": view.values(view.source).shape[1:]}, every=True)


def _scored(view: View, layer: Linear) -> Made:
    """The weights are laid back over the maps that were flattened."""
    weight, maps = layer.parameters["weight"], _as_maps(view.values(view.source))
    laid_back = weight.reshape(len(weight), *maps.shape)
    return Made("dense", laid_back, layer.parameters["bias"], {"precision": "f8"}, every=True)


def activated(name: str, values: Floats) -> Made:
    """How an activation, a key of `ACTIVATIONS`, makes its outputs; the slope at each value is sent, too."""
    slope = ACTIVATIONS[name].derivative(values)
    return Made("activation", facts={"function": name}, blocks={"slope": slope}, every=True)


def _as_maps(values: Floats) -> Floats:
    """Maps, or a vector as a map of one column."""
    return values if values.ndim == 3 else values[None, :, None]


def _each_place(size: tuple[int, int], layer: Layer) -> Placement:
    return pool_placement(size, 1)


_LINKS: dict[type[Layer], _Link] = {
    Conv2d: _Link(_place_kernels, _convolved),
    MaxPool2d: _Link(
        lambda size, layer: pool_placement(size, layer.kernel_size, layer.stride),
        lambda view, layer: Made("pool", facts={"kind": "max"}, every=True),
    ),
    AvgPool2d: _Link(
        lambda size, layer: pool_placement(size, layer.kernel_size, layer.stride),
        lambda view, layer: Made("pool", facts={"kind": "average"}, every=True),
    ),
    ActivationLayer: _Link(
        _each_place, lambda view, layer: activated(layer.activation.key, _as_maps(view.values(view.source)))
    ),
    Flatten: _Link(_each_place, _flattened),
    Linear: _Link(lambda size, layer: dense_placement(size, layer.out_features), _scored),
}
"""For each kind of layer how it is linked."""
