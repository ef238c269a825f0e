"""Choosing a method of explaining and its settings; its maps, computed once; what was measured of all."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution import agreement
from cnnviz.attribution.agreement import best_layer_index
from cnnviz.attribution.methods import REFERENCE, STEPS, Asked, Name, relus
from cnnviz.attribution.occlusion import Occlusion
from cnnviz.attribution.surgery import shuffled
from cnnviz.images import digest
from cnnviz.network.sequential import Sequential
from pages.ui.classifier import shipped
from pages.ui.inputs.controls import pick_number, pick_one, pick_segment
from pages.ui.why.words import NAMES

_FILLS = {"black": "black", "mean": "its mean", "white": "white"}
_LEVELS: dict[str, float | str] = {"black": 0.0, "mean": "mean", "white": 1.0}
#: The largest side of a patch.
_LARGEST = 14


@st.cache_resource(show_spinner=False)
def measured() -> dict[str, Any]:
    """How well the methods agree with occlusion on the test images that ship."""
    return agreement.shipped()


def pick_method() -> Name:
    """Show the choice of a method."""
    return pick_segment("Method", NAMES, "method", label_visibility="collapsed")


def pick_settings(method: Name) -> Asked:
    """Show the settings of a method, if it has any."""
    match method:
        case "occlusion":
            size = pick_number("Patch", "patch", int(REFERENCE["size"]), 1, _LARGEST, width=130)
            stride = pick_number("Stride", "every", int(REFERENCE["stride"]), 1, size, width=130)
            fill = pick_segment("Covered with", _FILLS, "cover")
            return Asked(method, size=size, stride=stride, fill=_LEVELS[fill])
        case "integrated":
            steps = {str(count): str(count) for count in (STEPS // 8, STEPS, STEPS * 4)}
            return Asked(
                method, steps=int(pick_segment("Integration steps", steps, "way_steps", first=str(STEPS)))
            )
        case "cam":
            names = shipped.names()
            indices = relus(shipped.classifier().network)
            first = names[best_layer_index(measured())]
            layer = pick_one("Layer", {names[i]: names[i] for i in indices}, "cam", width=140, first=first)
            return Asked(method, layer_index=names.index(layer))
    return Asked(method)


def explained(asked: Asked, image: NDArray[np.float32], label: int, seed: int | None = None) -> NDArray[Any]:
    """Give a method's map (28, 28) for a class, of the trained network or one with shuffled weights."""
    if asked.method == "occlusion":
        found: NDArray[Any] = covered(asked, image, label, seed).map[0]
        return found
    return _explained(_settings(asked), digest(image), label, seed, image)


def covered(asked: Asked, image: NDArray[np.float32], label: int, seed: int | None = None) -> Occlusion:
    """Give what covering each patch does; as `explained` otherwise."""
    return _covered(_settings(asked), digest(image), label, seed, image)


@st.cache_data(max_entries=256, show_spinner="Explaining …")
def _explained(
    settings: tuple[Any, ...], picture: str, label: int, seed: int | None, _image: NDArray[np.float32]
) -> NDArray[Any]:
    found: NDArray[Any] = Asked(*settings)(_network(seed), _image, label)[0]
    return found


@st.cache_data(max_entries=256, show_spinner="Covering one patch after another …")
def _covered(
    settings: tuple[Any, ...], picture: str, label: int, seed: int | None, _image: NDArray[np.float32]
) -> Occlusion:
    return Asked(*settings).cover(_network(seed), _image, label)


def _settings(asked: Asked) -> tuple[Any, ...]:
    return tuple(vars(asked).values())


@st.cache_resource(max_entries=16, show_spinner=False)
def _network(seed: int | None) -> Sequential:
    trained = shipped.classifier().network
    return trained if seed is None else shuffled(trained, seed)
