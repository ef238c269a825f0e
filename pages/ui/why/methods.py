"""Choosing a method of explaining and its settings; its maps, computed once; what was measured of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.agreement import best_layer_index
from cnnviz.attribution.methods import REFERENCE, STEPS, Asked, Name, relus
from cnnviz.attribution.occlusion import Occlusion
from cnnviz.attribution.surgery import shuffled
from cnnviz.images import digest
from cnnviz.models.model import Model
from cnnviz.network.evidence import has_evidence
from cnnviz.network.sequential import Sequential
from pages.ui.classifier import current
from pages.ui.inputs.controls import pick_number, pick_one, pick_segment
from pages.ui.session.aside import aside
from pages.ui.why.words import NAMES

_FILLS = {"black": "black", "mean": "its mean", "white": "white"}
_LEVELS: dict[str, float | str] = {"black": 0.0, "mean": "mean", "white": 1.0}
View = Name | Literal["hand", "layers"]
#: A cover that the learner puts somewhere, which is no method with a map.
BY_HAND: Final = "hand"
#: What each layer already knows, which is no method with a map either.
LAYERS: Final = "layers"
#: The largest side of a patch.
_LARGEST = 14


def measured() -> Mapping[str, Any] | None:
    """How well the methods agree with occlusion on the model's test images; None if nobody measured it."""
    return current.model().agreement


def pick_method() -> View:
    """Show the choice of a method, of those that can explain this network, and of two other views."""
    network = current.model().network
    cannot = {"evidence"} if not has_evidence(network) else set[str]()
    cannot |= {"cam"} if not relus(network) else set()
    options: dict[View, str] = {name: title for name, title in NAMES.items() if name not in cannot}
    options |= {BY_HAND: "Cover by hand", LAYERS: "Layer by layer"}
    return pick_segment("Method", options, "method", label_visibility="collapsed")


def pick_settings(method: Name) -> Asked:
    """Show the settings of a method, if it has any."""
    match method:
        case "occlusion":
            size = pick_number("Patch", "patch", int(REFERENCE["size"]), 1, _LARGEST, width=130)
            stride = pick_number("Stride", "every", int(REFERENCE["stride"]), 1, size, width=130)
            return Asked(method, size=size, stride=stride, fill=pick_fill())
        case "integrated":
            steps = {str(count): str(count) for count in (STEPS // 8, STEPS, STEPS * 4)}
            return Asked(
                method, steps=int(pick_segment("Integration steps", steps, "way_steps", first=str(STEPS)))
            )
        case "cam":
            names = current.names()
            indices = relus(current.model().network)
            found = measured()
            first = names[best_layer_index(found) if found else indices[-1]]
            layer = pick_one("Layer", {names[i]: names[i] for i in indices}, "cam", width=140, first=first)
            return Asked(method, layer_index=names.index(layer))
    return Asked(method)


def pick_fill() -> float | str:
    """Show the choice of what covers; see `cnnviz.attribution.occlusion.occlude`."""
    return _LEVELS[pick_segment("Covered with", _FILLS, "cover")]


def explained(asked: Asked, image: NDArray[np.float32], label: int, seed: int | None = None) -> NDArray[Any]:
    """Give a method's map (rows, columns) for a class, of the network or one with shuffled weights."""
    if asked.method == "occlusion":
        return asked.over_colours(covered(asked, image, label, seed).map)
    return _explained(current.model(), _settings(asked), digest(image), label, seed, image)


def covered(asked: Asked, image: NDArray[np.float32], label: int, seed: int | None = None) -> Occlusion:
    """Give what covering each patch does; as `explained` otherwise."""
    return _covered(current.model(), _settings(asked), digest(image), label, seed, image)


@st.cache_data(max_entries=256, show_spinner="Explaining …", hash_funcs=current.SAME_MODEL)
def _explained(
    of: Model,
    settings: tuple[Any, ...],
    picture: str,
    label: int,
    seed: int | None,
    _image: NDArray[np.float32],
) -> NDArray[Any]:
    asked = Asked(*settings)
    return asked.over_colours(aside(asked, _network(of, seed), _image, label))


@st.cache_data(
    max_entries=256, show_spinner="Covering one patch after another …", hash_funcs=current.SAME_MODEL
)
def _covered(
    of: Model,
    settings: tuple[Any, ...],
    picture: str,
    label: int,
    seed: int | None,
    _image: NDArray[np.float32],
) -> Occlusion:
    return aside(Asked(*settings).cover, _network(of, seed), _image, label)


def _settings(asked: Asked) -> tuple[Any, ...]:
    return tuple(vars(asked).values())


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=current.SAME_MODEL)
def _network(of: Model, seed: int | None) -> Sequential:
    return of.network if seed is None else shuffled(of.network, seed)
