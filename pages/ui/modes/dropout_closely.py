"""One map under dropout with its numbers, and what the mean of many draws comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import format_number, shade
from cnnviz.figures.scales import Limits
from cnnviz.live.dropping import Dropped, apart, mean_of_draws
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.maps import Map, show_maps
from pages.ui.modes.plots import draws_in_words, settling

_Array = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Choice:
    """How dropout draws, which map is looked at closely, and over how many draws a mean is taken."""

    p: float
    seed: int
    map: int
    draws: int


def show_closely(dropped: Dropped, choice: Choice, training: bool, limits: Limits) -> None:
    """Show the numbers of one map as it is now, those of the mean of many draws, and how this settles."""
    means = mean_of_draws(dropped.given, choice.p, choice.seed, choice.draws)
    now, mean = dropped.in_mode(training)[choice.map], means[-1, choice.map]
    written = np.where(dropped.silenced[choice.map] & training, np.nan, now)
    name = "in training; · is silenced" if training else "at test time"
    left, right = st.columns([2.75, 1], gap="small")
    with left:
        show_maps(
            [
                _numbers(now, written, limits, f"Map {choice.map} {name}"),
                _numbers(mean, mean, limits, f"Map {choice.map}, mean of {draws_in_words(choice.draws)}"),
            ],
            key="drop_numbers",
            layout="mosaic",
            size=350,
        )
    with right:
        _show_settling(dropped, choice, means)


def _numbers(colours: _Array, values: _Array, limits: Limits, label: str) -> Map:
    return Map(shade(colours, "clipped", limits), label, label, values=values.round(2))


def _show_settling(dropped: Dropped, choice: Choice, means: NDArray[np.float64]) -> None:
    """Show how the mean of the map's largest number comes to what it is in a test."""
    one = dropped.given[choice.map]
    row, column = (int(at) for at in np.unravel_index(one.argmax(), one.shape))
    path, goal = means[:, choice.map, row, column], float(one[row, column])
    off = apart(means, dropped.given)
    label = (
        f"Row {row}, column {column} of map {choice.map}: the mean of the draws so far; dashed: "
        f"{format_number(goal, 3)}, as at test time"
    )
    st.html(settling(path, goal, label))
    show_facts(
        [
            Fact("Mean of the draws", format_number(path[-1], 3), f"at test time {format_number(goal, 3)}"),
            Fact(
                "Error of all maps",
                format_number(off[-1], 3),
                f"root mean square; after 1 draw {format_number(off[0], 3)}",
            ),
        ]
    )
