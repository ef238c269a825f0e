"""Choosing an operation: where in the network, and what is done there."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from cnnviz.attribution.surgery import convolution_before, convolution_of, replace_kernel
from cnnviz.errors import CnnvizError
from cnnviz.kernels import to_text
from cnnviz.kernels.parameters import Value
from cnnviz.network.layers import Conv2d
from pages.ui.break_it import stack
from pages.ui.break_it.operations import KERNELS, MOST, Kind, Operation
from pages.ui.classifier import current
from pages.ui.figures.columns import Cell
from pages.ui.figures.sentences import sentence
from pages.ui.inputs.controls import pick_number, pick_one, pick_toggle
from pages.ui.inputs.kernel import OWN, pick_values
from pages.ui.session import state

_KINDS: dict[Kind, str] = {"map": "Silence a map", "kernel": "Silence a kernel", "put": "Replace a kernel"}
_STRONG_HELP = (
    "The next layers expect numbers of a certain size. If this is on, the new kernel is scaled to the "
    "Euclidean norm of the one it replaces. The map's bias stays the same either way."
)


@dataclass(frozen=True)
class Target:
    """Where it is operated: a layer that gives maps, one of these, and a map below its convolution.

    Attributes
    ----------
    layer : int
        That was chosen, perhaps a ReLU or a pool.
    layer_index : int
        Of the convolution that made its maps.
    unit, channel : int
    """

    layer: int
    layer_index: int
    unit: int
    channel: int


def layers_with_maps() -> dict[str, int]:
    """The names and indices of the layers that give maps which a convolution made."""
    model = current.model()
    layers = model.network.layers
    return {
        name: at
        for at, (name, row) in enumerate(zip(model.layer_names, model.layers, strict=True))
        if len(row.shape) == 3 and isinstance(layers[convolution_before(model.network, at)], Conv2d)
    }


def look_at(cell: Cell) -> None:
    """Go to a map that was clicked."""
    state.put("b_layer", list(layers_with_maps())[cell[0]])
    state.put("b_map", cell[1])


def pick_operation(done: int) -> Target:
    """Show what can be done where, and a button that does it; `done` operations are stacked already."""
    kind = pick_one("Operation", _KINDS, "b_do")
    target = _pick_target(with_channel=kind != "map")
    operation = _operation(kind, target)
    full = done >= MOST
    st.button(
        "Apply" if not full else f"at most {MOST} operations",
        key="b_go",
        width="stretch",
        disabled=full or operation is None,
        on_click=stack.add,
        args=(operation,),
    )
    return target


def _pick_target(with_channel: bool) -> Target:
    layer_indices, rows = layers_with_maps(), current.layers()
    network = current.model().network
    left, right = st.columns(2, gap="small")
    with left:
        layer = layer_indices[pick_one("Layer", {name: name for name in layer_indices}, "b_layer")]
    with right:
        unit = pick_number("Map", "b_map", 0, 0, rows[layer].shape[0] - 1)
    layer_index, conv = convolution_of(network, layer)
    channel = 0
    if with_channel and conv.in_channels > 1:
        below = current.model().layer_names[layer_index - 1] if layer_index else "the input"
        channel = pick_number(f"Its kernel for map … of {below}", "b_see", 0, 0, conv.in_channels - 1)
    return Target(layer, layer_index, unit, channel)


def _operation(kind: Kind, target: Target) -> Operation | None:
    """Make the operation, or say why it can't be done."""
    if kind == "map":
        return Operation("map", target.layer_index, target.unit)
    if kind == "kernel":
        return Operation("kernel", target.layer_index, target.unit, target.channel)
    name = pick_one("Kernel", {key: spec.title for key, spec in KERNELS.items()}, "b_put", first="sobel")
    few = len(KERNELS[name].parameters) <= 1
    with st.container() if few else st.popover("Kernel parameters", width="stretch"):
        values = pick_values(KERNELS[name])
    strong = pick_toggle("As strong as the one it replaces", "b_strong", True, help=_STRONG_HELP)
    try:
        kernel = KERNELS[name].build(**values)
        replace_kernel(current.model().network, kernel, target.unit, target.layer_index, target.channel)
    except CnnvizError as error:
        st.error(sentence(error))
        return None
    parts = tuple(_short(value) for value in values.values())
    if name == OWN:
        parts = (to_text(kernel).replace("\n", "; "),)
    return Operation("put", target.layer_index, target.unit, target.channel, name, parts, strong)


def _short(value: Value) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
