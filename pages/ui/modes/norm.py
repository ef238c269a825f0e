"""Batch norm: maps of a batch before and after, with the batch's statistics and with the running ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import format_number, range_text, shade, shared_limits
from cnnviz.live.modes import histogram, places_of
from cnnviz.live.norming import Normed, batch_with, moved, normalise, statistics
from cnnviz.network.layers import BatchNorm2d
from cnnviz.network.sequential import Sequential
from pages.ui.controls import pick_number, pick_segment, pick_slider, pick_toggle
from pages.ui.frame import Fact, show_facts
from pages.ui.maps import Map, show_maps
from pages.ui.modes.loaders import MARKS, images, networks
from pages.ui.modes.plots import distributions
from pages.ui.network_input import Input
from pages.ui.tables import table

_SIDE, _SHOWN, _BINS = 56, 16, 41
_SIZES = (2, 32)
_WORDS = (
    "In training each map is brought to mean 0 and variance 1 over the batch, then scaled by γ and shifted "
    "by β, which are learned; so an image comes out otherwise in other company. In a test the running mean "
    "and variance serve, which follow those of the batches in training: an image comes out the same in any "
    "company."
)


@dataclass(frozen=True)
class Choice:
    """Which layer of which network, on which batch, and one of its maps; γ and β in place of the learned."""

    network: Sequential
    place: int
    size: int
    seed: int
    map: int
    weight: float | None
    bias: float | None

    def of(self, given: Input, seed: int) -> Normed:
        """What the layer makes of a batch that the image comes in."""
        batch = batch_with(given.image, images(), self.size, seed)
        return normalise(self.network, self.place, batch, self.weight, self.bias)


def pick_norm() -> Choice:
    """Show batch norm's controls."""
    marks = {str(mark): f"{mark}" for mark in MARKS}
    mark = pick_segment("Batches it was trained for", marks, "norm_mark", first=str(MARKS[-1]))
    network = networks()[int(mark)]
    places = places_of(network, BatchNorm2d)
    names = {str(place): f"the {nth}" for place, nth in zip(places, ("first", "second"), strict=True)}
    place = int(pick_segment("Which batch norm", names, "norm_place"))
    left, right = st.columns(2)
    with left:
        seed = pick_number(
            "Batch", "norm_batch", 1, 0, 999, help="Which other images come with the chosen one."
        )
    with right:
        maps = len(network.layers[place].parameters["weight"])
        map_ = pick_number("Map", "norm_map", 0, 0, maps - 1)
    size = pick_slider("Images in the batch", "norm_size", _SIZES[1], *_SIZES, 1)
    weight = bias = None
    if pick_toggle("Own γ and β", "norm_own"):
        weight = pick_slider("γ: times", "gamma", 1.0, -2.0, 3.0, 0.1)
        bias = pick_slider("β: plus", "beta", 0.0, -3.0, 3.0, 0.1)
    return Choice(network, place, size, seed, map_, weight, bias)


def show_norm(given: Input, choice: Choice, training: bool) -> None:
    """Show one map over the batch before and after the layer, its statistics and its values' distribution."""
    normed = choice.of(given, choice.seed)
    i = choice.map
    sides = (normed.given.shape[2], normed.given.shape[3])
    before, after, other = (
        one[:, i].reshape(-1, sides[1])
        for one in (normed.given, *((normed.training, normed.test)[:: 1 if training else -1]))
    )
    mode = "In training" if training else "In a test"
    rows = (
        (
            f"Map {i} of the images in the batch, given to the layer",
            normed.given,
            shared_limits([before], "signed"),
        ),
        (
            f"{mode}: with {'this batch’s' if training else 'the running'} mean and variance",
            normed.training if training else normed.test,
            shared_limits([after, other], "signed"),
        ),
    )
    maps = [
        Map(
            shade(one[i], "signed", limits),
            f"{title}; image {n} of the batch",
            "yours" if n == 0 else f"{n}",
            row=title,
        )
        for title, batch, limits in rows
        for n, one in enumerate(batch[:_SHOWN])
    ]
    show_maps(maps, key="norm_maps", layout="mosaic", size=_SIDE)
    above, below = (range_text(shade(before[:1], "signed", limits)) for _, _, limits in rows)
    show_facts(
        _facts(given, choice, normed, training),
        f"{_WORDS} Colours above: {above}. Below, the same in training and in a test: {below}.",
    )
    left, right = st.columns([1, 1.2], gap="medium")
    with left:
        st.html(_plots(normed, i))
    with right:
        st.html(_table(normed, i, training))


def _facts(given: Input, choice: Choice, normed: Normed, training: bool) -> list[Fact]:
    i = choice.map
    mean, variance = statistics(normed.training if training else normed.test)
    used = (normed.batch_mean, normed.batch_var) if training else (normed.running_mean, normed.running_var)
    next_batch = choice.of(given, choice.seed + 1)
    whose = "this batch’s" if training else "running"
    return [
        Fact(f"Map {i}: taken off", format_number(used[0][i], 3), f"{whose} mean"),
        Fact("Divided by √ of", format_number(used[1][i], 3), f"{whose} variance"),
        Fact(
            "Then times γ, plus β",
            f"{format_number(normed.weight[i], 3)}, {format_number(normed.bias[i], 3)}",
        ),
        Fact(
            "Mean after",
            format_number(mean[i].round(6), 3),
            f"before {format_number(normed.batch_mean[i], 3)}",
        ),
        Fact(
            "Variance after", format_number(variance[i], 3), f"before {format_number(normed.batch_var[i], 3)}"
        ),
        Fact(
            "Your image in the next batch",
            f"moves by {format_number(moved(normed, next_batch, training), 3)}",
            "root mean square, same image, other companions",
        ),
    ]


def _plots(normed: Normed, i: int) -> str:
    """The map's values over the batch: before, and after in both ways, on one axis."""
    ways = (("Before", normed.given), ("In training", normed.training), ("In a test", normed.test))
    values = {name: maps[:, i] for name, maps in ways}
    limits = _limits(list(values.values()))
    return distributions(
        [(name, histogram(one, limits, _BINS), _told(one)) for name, one in values.items()], limits
    )


def _limits(values: list[NDArray[np.float32]]) -> tuple[float, float]:
    flat = [one.reshape(len(one), -1) for one in values]
    return shared_limits(flat, "signed")


def _told(values: NDArray[np.float32]) -> str:
    mean, variance = statistics(values[:, None])
    return f"mean {format_number(mean[0].round(6), 3)}, variance {format_number(variance[0], 3)}"


def _table(normed: Normed, chosen: int, training: bool) -> str:
    """Every map's mean and variance before, as they are kept, and after in this mode."""
    after = statistics(normed.training if training else normed.test)
    lists = (normed.batch_mean, normed.running_mean, normed.batch_var, normed.running_var, *after)
    rows = [
        [f"map {i}", *(format_number(numbers[i].round(6), 2) for numbers in lists)]
        for i in range(len(normed.weight))
    ]
    heads = ["", "batch’s mean", "running", "batch’s variance", "running", "mean after", "variance after"]
    mode = "in training" if training else "in a test"
    return table(heads, rows, f"Every map over the batch: before, and after {mode}", chosen=chosen)
