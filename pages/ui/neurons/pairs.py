"""Hidden units that look for nearly the same, side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.figures import Shade, format_number, mosaic
from cnnviz.figures.mosaic import tile_at
from cnnviz.network.prepare import SIDE
from cnnviz.neurons.duplicates import Pair, near_duplicates
from pages.ui.figures.maps import Map, Pick, show_maps
from pages.ui.inputs.controls import pick_slider
from pages.ui.session import state

#: The control of the hidden unit that is followed.
UNIT = "hidden_unit"
#: So many pairs are drawn at most.
_MOST = 24
#: Palette index of 0, and pixels between two pictures.
_WHITE, _GAP = 128, 2


@dataclass(frozen=True)
class Found:
    """The pairs above a threshold, out of `possible` ones."""

    threshold: float
    pairs: list[Pair]
    possible: int


def pick_pairs(weights: NDArray[np.float32]) -> Found:
    """Show the threshold, and find the pairs."""
    threshold = pick_slider(
        "Near-duplicates: minimum cosine",
        "pair_cos",
        0.8,
        0.5,
        0.95,
        0.05,
        help="1 means the same direction.",
    )
    return Found(threshold, near_duplicates(weights, threshold), math.comb(len(weights), 2))


def show_pairs(found: Found, shades: Sequence[Shade]) -> None:
    """Count the pairs and draw the most alike ones; a click follows one of the two units."""
    count, first = len(found.pairs), found.pairs[:_MOST]
    units = len({unit for pair in found.pairs for unit in pair[:2]})
    more = f" The {_MOST} most similar are shown." if count > _MOST else ""
    st.html(
        f'<p class="words"><b>{count:,} of {found.possible:,} pairs</b> of hidden units '
        f"{'points' if count == 1 else 'point'} nearly the "
        f"same way (cosine of their weights at least {format_number(found.threshold)}); {units} of "
        f"{len(shades)} units are in such a pair.{more} Nothing in training keeps two units from learning "
        "the same thing.</p>"
    )
    if first:
        maps = [_map(pair, shades) for pair in first]
        show_maps(maps, key="pairs", layout="mosaic", size=116, on_pick=lambda pick: _take(first, pick))


def _map(pair: Pair, shades: Sequence[Shade]) -> Map:
    one, other = shades[pair.first], shades[pair.second]
    both = replace(one, index=mosaic([one.index, other.index], 2, _GAP, _WHITE))
    cosine = format_number(pair.cosine, 3)
    names = f"units {pair.first} and {pair.second}"
    return Map(both, f"Weights of {names}, cosine {cosine}", names, f"cosine {cosine}")


def _take(pairs: Sequence[Pair], pick: Pick) -> None:
    pair = pairs[pick.map]
    state.put(UNIT, (pair.first, pair.second)[tile_at(pick.column, SIDE, _GAP)])
