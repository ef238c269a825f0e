"""The picture that excites a map most: climbing from noise, step by step, and what came out."""

from __future__ import annotations

import streamlit as st

from cnnviz.attribution.excite import BLUR, DECAY, MOST_BLUR, MOST_DECAY
from cnnviz.figures import format_number
from cnnviz.models.model import as_image
from cnnviz.network.layers import ReLU
from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_number, pick_slider
from pages.ui.session import state
from pages.ui.units.climb import SECONDS, Climbed, Way, climb
from pages.ui.units.favourite import found
from pages.ui.units.unit import Unit


@state.fragment
def show_exciting(unit: Unit) -> None:
    """Climb, showing how far it is, and show the picture with those on the way."""
    st.html('<h2 class="part">Picture made for it</h2>')
    with st.container(horizontal=True, gap="small", key="unit_row_made"):
        seed = pick_number("Seed of the noise", "climb_seed", 0, 0, 999, width=130)
        steps = pick_slider("Steps", "climb_steps", 60, 10, 300, 10)
    picture, stops, words = st.container(), st.container(), st.container()
    way = _pick_way(seed, steps)
    with picture:
        climbed = climb(unit, way, st.empty())
        _show_best(unit, climbed)
    with stops:
        _show_stops(climbed)
    words.html(f'<p class="words">{_words(unit, climbed, way)}</p>')


def _show_best(unit: Unit, climbed: Climbed) -> None:
    best = picture(as_image(climbed.best.image))
    alt = f"The picture found that activates {unit.title} most."
    show_maps([Map(best, alt)], key="exciting", size=340)


def _show_stops(climbed: Climbed) -> None:
    show_maps(
        [
            Map(
                picture(as_image(stop.image)),
                f"After {stop.step} steps the map’s mean is {format_number(stop.value, 3)}.",
                f"{stop.step}",
                format_number(round(stop.value, 2), 3),
                "Steps, and the map’s mean",
            )
            for stop in climbed.stops
        ],
        key="stops",
        layout="mosaic",
        size=58,
        abreast=6,
    )


def _pick_way(seed: int, steps: int) -> Way:
    with st.container(key="unit_way"):
        left, right = st.columns(2, gap="small")
    with left:
        blur = pick_slider(
            "Blur after each step",
            "climb_blur",
            BLUR,
            0.0,
            MOST_BLUR,
            0.1,
            help="In pixels; it suppresses noise.",
        )
    with right:
        grey = pick_slider(
            "Pull towards grey (%)",
            "climb_grey",
            100 * DECAY,
            0.0,
            100 * MOST_DECAY,
            0.5,
            help="How far the picture is pulled back towards grey after each step.",
        )
    return Way(seed, steps, blur, grey / 100)


def _words(unit: Unit, climbed: Climbed, way: Way) -> str:
    here = format_number(climbed.best.values.max(), 3)
    stopped = (
        ""
        if climbed.best.finished
        else f" It was stopped after {SECONDS:g} s, before all {way.steps} steps were taken; try fewer."
    )
    return (
        f"From grey noise, {climbed.best.steps} small steps of gradient ascent. The map’s mean after ReLU is "
        f"{here} on the best picture{_compared(unit, climbed)}{stopped}"
    )


def _compared(unit: Unit, climbed: Climbed) -> str:
    """Say what the best of the test images gives, where there are some."""
    model = current.model()
    after = unit.convolution + 1
    if model.gallery is None or not isinstance(model.network.layers[after], ReLU):
        return "."
    image = found(model, after, unit.map, "mean")[0]
    less = (
        f" So a {model.about.noun} activates it more: other steps, less blur or another seed may do better."
        if climbed.best.values.max() < image.value
        else ""
    )
    return f", {format_number(image.value, 3)} on the best of the test images.{less}"
