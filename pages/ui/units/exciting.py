"""The picture that excites a map most: climbing from noise, step by step, and what came out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz.attribution.excite import BLUR, DECAY, MOST_BLUR, MOST_DECAY, Excited, excite
from cnnviz.figures import format_number, shade
from pages.ui import network_loaders, state
from pages.ui.controls import pick_number, pick_slider
from pages.ui.maps import Map, show_maps
from pages.ui.units.favourite import found
from pages.ui.units.unit import Unit

#: So many pictures of the way are shown.
_KEPT = 6
#: A climb ends after so many seconds in any case.
_SECONDS = 6.0


@dataclass(frozen=True)
class Way:
    """How to climb."""

    seed: int
    steps: int
    blur: float
    decay: float


@dataclass(frozen=True)
class Stop:
    """A picture on the way, after so many steps, and the map's mean on it."""

    step: int
    value: float
    image: NDArray[np.float32]


@dataclass(frozen=True)
class Climbed:
    """What came out, and pictures of the way there."""

    best: Excited
    stops: list[Stop]


@state.fragment
def show_exciting(unit: Unit) -> None:
    """Climb, showing how far it is, and show the picture with those on the way."""
    st.html('<h2 class="part">The picture that excites it most</h2>')
    picture, controls = st.columns([1.15, 1], gap="small")
    with controls:
        way = _pick_way()
    with picture:
        climbed = _climb(unit, way, st.empty())
        best = climbed.best
        show_maps(
            [Map(shade(best.image[0], "clipped", (0, 1)), f"What excites {unit.title} most, as found.")],
            key="exciting",
            size=236,
        )
    show_maps(
        [
            Map(
                shade(stop.image[0], "clipped", (0, 1)),
                f"After {stop.step} steps the map’s mean is {format_number(stop.value, 3)}.",
                f"step {stop.step}",
                format_number(stop.value, 3),
            )
            for stop in climbed.stops
        ],
        key="stops",
        layout="mosaic",
        size=58,
    )
    st.html(f'<p class="words">{_words(unit, climbed, way)}</p>')


def _pick_way() -> Way:
    return Way(
        pick_number("Seed of the noise", "climb_seed", 0, 0, 999),
        pick_slider("Steps", "climb_steps", 60, 10, 300, 10),
        pick_slider(
            "Blur after each step",
            "climb_blur",
            BLUR,
            0.0,
            MOST_BLUR,
            0.1,
            help="In pixels; against mere noise.",
        ),
        pick_slider(
            "Back to grey, in %",
            "climb_grey",
            100 * DECAY,
            0.0,
            100 * MOST_DECAY,
            0.5,
            help="How much of the way back to grey a picture goes after each step.",
        )
        / 100,
    )


def _climb(unit: Unit, way: Way, place: DeltaGenerator) -> Climbed:
    """Find the picture, or take the one that was found before; in `place` how far it is."""
    known = _found(unit.layer, unit.map, way)
    if not known:
        stops: list[Stop] = []
        bar = place.progress(0.0, "Climbing …")

        def tell(step: int, value: float, image: NDArray[np.float32]) -> None:
            if step * (_KEPT - 1) // way.steps == len(stops):
                stops.append(Stop(step, value, image))
                bar.progress(step / way.steps, f"Climbing: step {step} of {way.steps}")

        best = excite(
            network_loaders.classifier().network,
            unit.layer,
            unit.map,
            way.seed,
            way.steps,
            _SECONDS,
            decay=way.decay,
            blur=way.blur,
            tell=tell,
        )
        place.empty()
        if not best.finished:
            return Climbed(best, stops)
        known.append(Climbed(best, stops))
    return known[0]


@st.cache_resource(max_entries=512, show_spinner=False)
def _found(layer: int, map_: int, way: Way) -> list[Climbed]:
    """A place to keep what is found, the same for all learners; empty at first.

    A cached function may not draw into a place made outside it, and the progress is to be seen.
    """
    return []


def _words(unit: Unit, climbed: Climbed, way: Way) -> str:
    image = found(unit.convolution + 1, unit.map, "mean")[0]
    here, there = (format_number(value, 3) for value in (climbed.best.values.max(), image.value))
    stopped = "" if climbed.best.finished else f" It was stopped after {_SECONDS:g} s; try fewer steps."
    return (
        f"From grey noise, {way.steps} small steps uphill. The map’s mean after ReLU rises to {here}; on the "
        f"best of the test images that ship it is {there}. This is a pattern, not a thing: no garment looks "
        f"so.{stopped}"
    )
