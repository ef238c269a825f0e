"""Dropout: which units fall silent, what becomes of the others, and what the mean of many draws is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cnnviz.figures import Shade, format_number, range_text, shade
from cnnviz.figures.crossed import crossed
from cnnviz.live.dropping import Dropped, drop
from cnnviz.network.sequential import Sequential
from pages.ui.classifier.input import Input
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_number, pick_slider
from pages.ui.modes.dropout_closely import Choice, show_closely
from pages.ui.modes.told import tell_dropped
from pages.ui.session import state
from pages.ui.shell.frame import folded_on_a_phone

_SEED, _MAP = "drop_seed", "drop_map"
#: CSS pixels of a small map: its cells, enlarged to be crossed out, one pixel to one.
_CELL, _SIDE = 13, 91
_MOST_SEED, _MOST_DRAWS = 9999, 500
_WORDS = (
    "In training each unit is set to 0 with probability p, drawn anew for every image, and the others are "
    "divided by 1 − p. So each output is right on average, and at test time nothing is drawn."
)


def pick_dropout(maps: int) -> Choice:
    """Show dropout's controls."""
    p = pick_slider("p: probability of silencing", "drop_p", 0.5, 0.0, 0.9, 0.05)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        seed = pick_number("Draw", _SEED, 1, 0, _MOST_SEED)
    with right:
        st.button("Next draw", on_click=_next, width="stretch")
    draws = pick_slider("Mean over draws", "draws", 100, 1, _MOST_DRAWS, 1)
    return Choice(p, seed, pick_number("Map to examine", _MAP, 5, 0, maps - 1), draws)


def _next() -> None:
    state.put(_SEED, (int(state.read(_SEED)) + 1) % (_MOST_SEED + 1))


def show_dropout(network: Sequential, given: Input, choice: Choice, training: bool) -> None:
    """Show all maps before and after the layer, then one with its numbers, and the mean of many draws."""
    dropped = drop(network, given.image, choice.p, choice.seed)
    tell_dropped(dropped, training)
    limits = 0.0, max(dropped.most, 0.0)
    before = [shade(one, "clipped", limits) for one in dropped.given]
    after = [shade(one, "clipped", limits) for one in dropped.in_mode(training)]
    crosses = dropped.silenced & training
    told = "In training: crossed out means silenced" if training else "At test time: nothing changes"
    maps, facts = st.columns([4, 1], gap="medium")
    with maps:
        show_maps(
            [
                *_row("Input of the layer", before, choice.map),
                *_row(told, [crossed(*one, _CELL) for one in zip(after, crosses, strict=True)], choice.map),
            ],
            key="drop_maps",
            layout="beside",
            size=_SIDE,
            abreast=4,
            on_pick=lambda pick: state.put(_MAP, pick.map % len(after)),
        )
    with facts:
        show_facts(_facts(dropped, training), f"One colour range for all: {range_text(before[0])}.")
    st.html(f'<p class="words">{_WORDS}</p>')
    with folded_on_a_phone("One map’s numbers, and the mean of many draws", "drop_closely", "draws"):
        show_closely(dropped, choice, training, limits)


def _row(title: str, pictures: Sequence[Shade], chosen: int) -> list[Map]:
    return [
        Map(picture, f"{title}, map {i}", f"{i}", row=title, chosen=i == chosen)
        for i, picture in enumerate(pictures)
    ]


def _facts(dropped: Dropped, training: bool) -> list[Fact]:
    size, count = dropped.silenced.size, int(dropped.silenced.sum())
    return [
        Fact(
            "Silenced",
            f"{count if training else 0} of {size}",
            f"{format_number(dropped.expected)} expected in training",
        ),
        Fact(
            "Factor for the other units",
            format_number(dropped.factor) if training else "1",
            f"1 / (1 − {format_number(dropped.p)}) in training",
        ),
        Fact(
            "Mean of all values",
            format_number(dropped.in_mode(training).mean(), 3),
            f"at test time {format_number(dropped.given.mean(), 3)}",
        ),
    ]
