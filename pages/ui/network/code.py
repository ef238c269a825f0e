"""The code of the network's page: of the chosen layer alone, and of the whole network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import streamlit as st

from cnnviz import images
from cnnviz.network.layers import ActivationLayer, Conv2d, Layer, Linear, MaxPool2d
from cnnviz.operators import loops
from cnnviz.scripts import INPUT_FILE, LAYERS_FILE, WEIGHTS_FILE, layer_script, network_script
from pages.ui.classifier import current
from pages.ui.classifier.code import saved
from pages.ui.classifier.loading import show_export_script
from pages.ui.classifier.spot import Spot
from pages.ui.network.layers import Archive
from pages.ui.shell.code import Companion, show_script
from pages.ui.shell.downloads import existing
from pages.ui.shell.frame import folded

_TWINS: Final[MappingProxyType[type, Callable[..., Any]]] = MappingProxyType(
    {Conv2d: loops.conv2d, MaxPool2d: loops.max_pool2d, Linear: loops.linear}
)


def show_network_code(spot: Spot, archive: Archive) -> None:
    """If unfolded, show how the chosen layer and the whole network are computed from the files offered here.

    The files are of the picture that `archive` holds when they are saved.
    """
    part = folded("Code", "code")
    if not part.is_open:
        return
    model = current.model()
    network, names = model.network, model.layer_names
    shape = model.about.shape
    files = _files(archive)
    layer = network.layers[spot.layer] if spot.layer < len(names) else None
    with part.slot:
        st.write(f"**{spot.name} alone**")
        script = layer_script(network, names, spot.layer, shape, spot.temperature)
        show_script(script, files, "layer_code", _twin(layer))
        st.write("**The whole network**")
        show_script(network_script(network, names, model.labels, shape=shape), files, "network_code")
        if current.model() is current.own():
            st.write("**From PyTorch to here**")
            show_export_script("code_script")


def _twin(layer: Layer | None) -> Callable[..., Any] | None:
    """The layer as plain loops, if there is such a function; None is the softmax behind the last one."""
    if isinstance(layer, ActivationLayer):
        return layer.activation.twin
    return loops.softmax if layer is None else _TWINS.get(type(layer))


def _files(archive: Archive) -> dict[str, Companion]:
    return {
        INPUT_FILE: Companion(
            "Save the input (.npy)",
            lambda: images.npy(existing(archive.prediction).input),
        ),
        LAYERS_FILE: Companion("Save all layers (.npz)", archive.npz),
        WEIGHTS_FILE: Companion("Save the weights (.npz)", partial(saved, current.model().network)),
    }
