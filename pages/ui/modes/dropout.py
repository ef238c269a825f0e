"""Dropout: which units fall silent, what becomes of the others, and what the mean of many draws is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Shade, format_number, range_text, shade, shared_limits
from cnnviz.figures.crossed import crossed
from cnnviz.live.dropping import Dropped, apart, drop, mean_of_draws
from cnnviz.network.sequential import Sequential
from pages.ui import state
from pages.ui.controls import pick_number, pick_slider
from pages.ui.frame import Fact, show_facts
from pages.ui.maps import Map, Pick, show_maps
from pages.ui.modes.plots import settling
from pages.ui.network_input import Input

_SEED, _MAP = "drop_seed", "drop_map"
#: CSS pixels of a small map: its cells, enlarged to be crossed out, one pixel to one.
_CELL, _SIDE = 8, 56
_MOST_SEED, _MOST_DRAWS = 9999, 500
_WORDS = (
    "In training each unit falls silent with probability p, drawn anew for every batch, and the others are "
    "divided by 1 − p. So what a unit gives is right in the mean over the draws, and in a test nothing needs "
    "to be drawn."
)
_Map = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Choice:
    """How dropout draws, which map is looked at closely, and over how many draws a mean is taken."""

    p: float
    seed: int
    map: int
    draws: int


def pick_dropout(maps: int) -> Choice:
    """Show dropout's controls."""
    p = pick_slider("p: share that falls silent", "drop_p", 0.5, 0.0, 0.9, 0.05)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        seed = pick_number("Draw", _SEED, 1, 0, _MOST_SEED)
    with right:
        st.button("Next draw", on_click=_next, width="stretch")
    draws = pick_slider("Mean over draws", "draws", 100, 1, _MOST_DRAWS, 1)
    return Choice(p, seed, pick_number("Map to look at closely", _MAP, 5, 0, maps - 1), draws)


def _next() -> None:
    state.put(_SEED, (int(state.read(_SEED)) + 1) % (_MOST_SEED + 1))


def _look_at(pick: Pick) -> None:
    state.put(_MAP, pick.map)


def show_dropout(network: Sequential, given: Input, choice: Choice, training: bool) -> None:
    """Show all maps before and after the layer, then one with its numbers, and the mean of many draws."""
    dropped = drop(network, given.image, choice.p, choice.seed)
    sheet = dropped.given.reshape(-1, dropped.given.shape[2])
    limits = shared_limits([sheet, sheet * np.float32(dropped.factor)], "clipped")
    before = [shade(one, "clipped", limits) for one in dropped.given]
    after = [shade(one, "clipped", limits) for one in (dropped.training if training else dropped.given)]
    out = dropped.silenced & training
    mode = "In training" if training else "In a test"
    told = "crossed-out units are silenced, the others grow" if training else "nothing changes"
    rows = (("Given to the layer", before, False), (f"{mode}: {told}", after, True))
    maps = [
        Map(
            crossed(shown, out[i], _CELL) if crosses else shown,
            f"{title}, map {i}",
            f"{i}",
            row=title,
            chosen=i == choice.map,
        )
        for title, shades, crosses in rows
        for i, shown in enumerate(shades)
    ]
    show_maps(
        maps,
        key="drop_maps",
        layout="mosaic",
        size=_SIDE,
        on_pick=lambda pick: _look_at(_folded(pick, after)),
    )
    show_facts(_facts(dropped, training), f"{_WORDS} One colour range for all: {range_text(before[0])}.")
    _show_closely(dropped, choice, training, limits)


def _folded(pick: Pick, row: list[Shade]) -> Pick:
    """The map that was clicked, in whichever row."""
    return Pick(pick.map % len(row), pick.row, pick.column)


def _facts(dropped: Dropped, training: bool) -> list[Fact]:
    size, count = dropped.silenced.size, int(dropped.silenced.sum())
    now = dropped.training if training else dropped.given
    return [
        Fact(
            "Silenced",
            f"{count if training else 0} of {size}",
            f"{format_number(dropped.expected)} expected in training",
        ),
        Fact(
            "The others times",
            format_number(dropped.factor) if training else "1",
            f"1 / (1 − {format_number(dropped.p)}) in training",
        ),
        Fact(
            "Mean of all values",
            format_number(now.mean(), 3),
            f"in a test {format_number(dropped.given.mean(), 3)}",
        ),
    ]


def _show_closely(dropped: Dropped, choice: Choice, training: bool, limits: tuple[float, float]) -> None:
    means = mean_of_draws(dropped.given, choice.p, choice.seed, choice.draws)
    one, mean = dropped.given[choice.map], means[-1, choice.map]
    now = np.where(dropped.silenced[choice.map], np.nan, dropped.training[choice.map]) if training else one
    shown = dropped.training[choice.map] if training else one
    name = "in training" if training else "in a test"
    maps = [
        _numbers(shown, now, limits, f"Map {choice.map} {name}" + ("; · is silenced" if training else "")),
        _numbers(mean, mean, limits, f"Map {choice.map}, mean of {format_number(choice.draws)} draws"),
    ]
    left, right = st.columns([2.75, 1], gap="small")
    with left:
        show_maps(maps, key="drop_numbers", layout="mosaic", size=350)
    row, column = (int(at) for at in np.unravel_index(one.argmax(), one.shape))
    goal, path = float(one[row, column]), means[:, choice.map, row, column]
    off = apart(means, dropped.given)
    label = (
        f"Row {row}, column {column} of map {choice.map}: the mean of the draws so far; dashed: "
        f"{format_number(goal, 3)}, as in a test"
    )
    with right:
        st.html(settling(path, goal, label))
        show_facts(
            [
                Fact("Mean of the draws", format_number(path[-1], 3), f"in a test {format_number(goal, 3)}"),
                Fact(
                    "All maps off by",
                    format_number(off[-1], 3),
                    f"root mean square; after 1 draw {format_number(off[0], 3)}",
                ),
            ]
        )


def _numbers(colours: _Map, values: _Map, limits: tuple[float, float], label: str) -> Map:
    return Map(shade(colours, "clipped", limits), label, label, values=values.round(2))
