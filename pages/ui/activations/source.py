"""Choosing the maps before the activation: one or more filters over a picture, or the picture itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from cnnviz import operators
from cnnviz.arguments import Floats
from cnnviz.filtering import Choice, built
from cnnviz.kernels import CATALOGUE, CombinedSpec, KernelSpec
from pages.ui.inputs.controls import pick_one, pick_segment, pick_slider
from pages.ui.inputs.kernel import OWN, pick_kernel, pick_parameters, show_weights
from pages.ui.inputs.pictures import Picture

#: The largest value of a picture, which is scaled to 1 as at a network's input.
_WHITE = 255
_SOURCES = {"answer": "a kernel's output", "picture": "the picture itself"}
_GATES = {key: spec.title for key, spec in CATALOGUE.items() if isinstance(spec, KernelSpec) and key != OWN}


@dataclass(frozen=True)
class Source:
    """What is activated: maps (n, H, W), a name for each, and what all of them are called."""

    maps: Floats
    names: tuple[str, ...]
    title: str


def scaled(picture: Picture) -> Floats:
    """Give the picture's numbers: of a matrix as they are, of a photograph from 0 to 1."""
    numbers = picture.grey.astype(np.float64)
    return np.asarray(numbers if picture.is_matrix else numbers / _WHITE)


def _filtered(image: Floats, choice: Choice) -> Floats:
    kernels = choice.kernels.astype(np.float64)[:, None]
    maps: Floats = operators.conv2d(image[None], kernels, padding="same", mode="nearest")
    return maps


def pick_source(picture: Picture) -> Source:
    """Show the choice, and the bias that is added to each number."""
    image, kind = scaled(picture), pick_segment("Activate", _SOURCES, "act_of")
    maps, title = image[None], picture.title
    names: tuple[str, ...] = ("",)
    if kind == "answer":
        with st.popover("Choose the kernel", width="stretch"):
            choice = pick_parameters(pick_kernel())
            show_weights(choice)
        maps, title = _filtered(image, choice), f"{picture.title} after {choice.spec.title}"
        names = choice.spec.names if isinstance(choice.spec, CombinedSpec) else ("",)
    bias = pick_slider("Bias", "act_bias", 0.0, -6.0, 6.0, 0.1)
    return Source((maps + bias).astype(np.float32), names, title)


def pick_map(source: Source) -> int:
    """Show which filter's map is looked at, if there are several."""
    if len(source.names) == 1:
        return 0
    numbers = {str(i): f"Filter {name}" for i, name in enumerate(source.names)}
    return int(pick_one("Map", numbers, "act_map"))


def pick_gate(picture: Picture) -> Floats:
    """Show the choice of the filter that opens the gate of GLU; give its map."""
    spec = CATALOGUE[pick_one("Gate", _GATES, "act_gate", first="laplacian")]
    return np.asarray(_filtered(scaled(picture), built(spec, {}))[0], np.float32)
