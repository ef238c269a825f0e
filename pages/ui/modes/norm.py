"""Batch norm: maps of a batch before and after, with the batch's statistics and with the running ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import range_text, shade, shared_limits
from cnnviz.figures.scales import Limits
from cnnviz.live.modes import MARKS, layer_indices_of
from cnnviz.live.norming import Normed, batch_with, normalise
from cnnviz.network.layers import BatchNorm2d
from cnnviz.network.sequential import Sequential
from pages.ui.classifier import current
from pages.ui.classifier.images import images
from pages.ui.classifier.input import Input
from pages.ui.figures.facts import show_facts
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_number, pick_one, pick_segment, pick_slider, pick_toggle
from pages.ui.modes.networks import data, looked_at
from pages.ui.modes.norm_numbers import norm_facts, norm_plots, norm_table
from pages.ui.shell.frame import folded_on_a_phone

_SIDE, _SHOWN = 91, 16
_SIZES = (2, 32)
_FEW = ("first", "second")
_WORDS = (
    "In training each map is made to have mean 0 and variance 1 over the batch, then scaled by γ and shifted "
    "by β, so an image’s output depends on the rest of its batch. At test time running averages collected in "
    "training take the place of the batch’s own."
)


@dataclass(frozen=True)
class Choice:
    """Which layer of which network, on which batch, and one of its maps; γ and β in place of the learned."""

    network: Sequential
    layer_index: int
    size: int
    seed: int
    map: int
    weight: float | None
    bias: float | None

    def of(self, given: Input, seed: int) -> Normed:
        """What the layer makes of a batch that the image comes in."""
        batch = batch_with(given.image, images(data()), self.size, seed)
        return normalise(self.network, self.layer_index, batch, self.weight, self.bias)

    @property
    def eps(self) -> float:
        """What the layer adds to the variance."""
        return cast(BatchNorm2d, self.network.layers[self.layer_index]).eps


def pick_norm() -> Choice:
    """Show batch norm's controls."""
    marks = {str(mark): f"{mark}" for mark in MARKS}
    mark = MARKS[-1]
    if current.model().training is None:
        mark = int(pick_segment("Batches trained so far", marks, "norm_mark", first=str(mark)))
    network = looked_at(mark)
    layer_index = _pick_layer(layer_indices_of(network, BatchNorm2d))
    left, right = st.columns(2)
    with left:
        seed = pick_number(
            "Batch", "norm_batch", 1, 0, 999, help="Which other images share the batch with the chosen one."
        )
    with right:
        maps = len(network.layers[layer_index].parameters["weight"])
        map_ = pick_number("Map", "norm_map", 0, 0, maps - 1)
    size = pick_slider("Images in the batch", "norm_size", _SIZES[1], *_SIZES, 1)
    weight = bias = None
    if pick_toggle("Choose γ and β", "norm_own"):
        weight = pick_slider("γ: scale", "gamma", 1.0, -2.0, 3.0, 0.1)
        bias = pick_slider("β: shift", "beta", 0.0, -3.0, 3.0, 0.1)
    return Choice(network, layer_index, size, seed, map_, weight, bias)


def _pick_layer(layer_indices: Sequence[int]) -> int:
    """Show the choice of one of the batch norms; of few by their order, of more as a list."""
    if len(layer_indices) == len(_FEW):
        names = {str(at): nth for at, nth in zip(layer_indices, _FEW, strict=True)}
        return int(pick_segment("Batch norm layer", names, "norm_place"))
    numbered = {str(at): f"batch norm {number}" for number, at in enumerate(layer_indices, 1)}
    return int(pick_one("Batch norm layer", numbered, "norm_place"))


def show_norm(given: Input, choice: Choice, training: bool) -> None:
    """Show one map over the batch before and after the layer, its statistics and its values' distribution."""
    normed = choice.of(given, choice.seed)
    rows = _rows(normed, choice.map, training)
    maps = [
        Map(
            shade(one, "signed", limits),
            f"{title}; image {n} of the batch",
            f"{n}" if n else "yours",
            row=title,
        )
        for title, batch, limits in rows
        for n, one in enumerate(batch[:_SHOWN])
    ]
    drawn, facts = st.columns([4, 1], gap="medium")
    with drawn:
        show_maps(maps, key="norm_maps", layout="beside", size=_SIDE, abreast=4)
    before, after = (range_text(shade(batch[0], "signed", limits)) for _, batch, limits in rows)
    with facts:
        show_facts(norm_facts(normed, choice.of(given, choice.seed + 1), choice.map, training, choice.eps))
    st.html(
        f'<p class="words">{_WORDS}</p><p class="words">Colours before the layer: {before}. After it, the '
        f"same in training and at test time: {after}.</p>"
    )
    with folded_on_a_phone("The map’s values and its statistics", "norm_closely"):
        left, right = st.columns([1, 1.2], gap="medium")
        left.html(norm_plots(normed, choice.map))
        right.html(norm_table(normed, choice.map, training))


def _rows(normed: Normed, i: int, training: bool) -> list[tuple[str, NDArray[np.float32], Limits]]:
    """Map `i` of all images before and after the layer, (N, H, W), with a title and a colour range each."""
    before, after = normed.given[:, i], normed.in_mode(training)[:, i]
    both = [*normed.training[:, i], *normed.test[:, i]]
    title = "In training: by the batch’s own" if training else "At test time: by the running"
    return [
        (
            f"Map {i} of each image, before the layer",
            before,
            shared_limits(before, "signed"),
        ),
        (f"{title} statistics", after, shared_limits(both, "signed")),
    ]
