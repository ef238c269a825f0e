"""Choosing the maps before the activation: one or more filters over a picture, or the picture itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import streamlit as st

from cnnviz import operators
from cnnviz.arguments import Floats
from cnnviz.filtering import Choice, built
from cnnviz.images.arrays import WHITE
from cnnviz.kernels import CATALOGUE, CombinedSpec, KernelSpec
from pages.ui.inputs.controls import pick_one, pick_segment, pick_slider
from pages.ui.inputs.kernel import OWN, pick_kernel, pick_parameters, show_weights
from pages.ui.inputs.pictures import Picture

_SOURCES = {"answer": "a kernel's output", "picture": "the picture itself"}
_GATES = {key: spec.title for key, spec in CATALOGUE.items() if isinstance(spec, KernelSpec) and key != OWN}


@dataclass(frozen=True)
class Source:
    """What is activated: the maps of a picture, after a kernel and with a bias.

    Attributes
    ----------
    picture : Picture
    choice : Choice, optional
        The kernel; None: the picture itself is activated.
    bias : float
    """

    picture: Picture
    choice: Choice | None
    bias: float

    @cached_property
    def maps(self) -> Floats:
        """The maps before the activation, (n, H, W) float32."""
        image = scaled(self.picture)
        maps = image[None] if self.choice is None else _filtered(image, self.choice)
        return (maps + self.bias).astype(np.float32)

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each map; a lone one has none."""
        spec = None if self.choice is None else self.choice.spec
        return spec.names if isinstance(spec, CombinedSpec) else ("",)

    @property
    def title(self) -> str:
        """What all of them are called."""
        before = self.picture.title
        return before if self.choice is None else f"{before} after {self.choice.spec.title}"


def scaled(picture: Picture) -> Floats:
    """Give the picture's numbers: a matrix as it is, a photograph from 0 to 1 as in a network."""
    numbers = picture.grey.astype(np.float64)
    return np.asarray(numbers if picture.is_matrix else numbers / WHITE)


def _filtered(image: Floats, choice: Choice) -> Floats:
    kernels = choice.kernels.astype(np.float64)[:, None]
    maps: Floats = operators.conv2d(image[None], kernels, padding="same", mode="nearest")
    return maps


def pick_source(picture: Picture) -> Source:
    """Show the choice, and the bias that is added to each number."""
    choice = None
    if pick_segment("Activate", _SOURCES, "act_of") == "answer":
        with st.popover("Choose the kernel", width="stretch"):
            choice = pick_parameters(pick_kernel())
            show_weights(choice)
    return Source(picture, choice, pick_slider("Bias", "act_bias", 0.0, -6.0, 6.0, 0.1))


def pick_map(source: Source) -> int:
    """Show which filter's map is looked at, if there are several."""
    if len(source.names) == 1:
        return 0
    numbers = {str(i): f"Filter {name}" for i, name in enumerate(source.names)}
    return int(pick_one("Map", numbers, "act_map"))


def pick_gate() -> KernelSpec:
    """Show the choice of the filter that opens the gate of GLU."""
    spec = CATALOGUE[pick_one("Gate", _GATES, "act_gate", first="laplacian")]
    assert isinstance(spec, KernelSpec), "only these are offered"
    return spec


def gate_of(picture: Picture, spec: KernelSpec) -> Floats:
    """Give the map that opens the gate."""
    return np.asarray(_filtered(scaled(picture), built(spec, {}))[0], np.float32)
