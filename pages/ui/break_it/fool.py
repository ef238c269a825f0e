"""Fooling the network with the smallest change that gradient steps find."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.fool import GREY_LEVELS, Fooled, smallest_change
from cnnviz.attribution.ladder import MOST, Ladder, fooled_by_chance, ladder
from cnnviz.figures import shade
from cnnviz.models.model import Model, as_image, as_maps
from cnnviz.numbers import format_number
from pages.ui.break_it.fool_words import TRIES, facts, meaning, of_grey
from pages.ui.break_it.slots import Slots, show_given
from pages.ui.break_it.sweep import Strip, Sweep, show_sweep, strip_of
from pages.ui.classifier import current
from pages.ui.classifier.code import fold_whole_code
from pages.ui.classifier.input import Input
from pages.ui.inputs.controls import pick_one
from pages.ui.inputs.pictures import Picture
from pages.ui.session import state
from pages.ui.session.aside import aside

_ANY = "any"
Image = NDArray[np.float32]


@state.fragment
def show_fool(source: Picture | None, slots: Slots) -> None:
    """Choose what it shall be taken for, and how far pixels may change."""
    with slots.controls:
        options = {_ANY: "any other class", **current.class_options()}
        wanted = pick_one("Target class", options, "b_target")
        hints = st.container()
    given = show_given(source, slots)
    target = None if wanted == _ANY else list(options).index(wanted) - 1
    prediction = current.model().predict(given.image)
    if target == prediction.logits.argmax():
        slots.stage.info(f"{options[wanted]} is already the predicted class. Choose another target class.")
        return
    with slots.stage:
        fooled, rungs, by_chance = _climbed(current.model(), as_maps(given.image), target)
        step = _step(rungs)
        show_sweep(_sweep(given, fooled, rungs), step, key="b_ladder", on_move=partial(_move, rungs))
    with slots.code:
        fold_whole_code(current.model(), as_image(rungs.images[step]))
    with hints:
        facts(fooled, rungs, step)
    with slots.stage:
        meaning(fooled, by_chance)


def _climbed(of: Model, image: Image, target: int | None) -> tuple[Fooled, Ladder, int]:
    """The smallest change, larger ones, and how many random ones within its bound change the prediction.

    Each is kept by itself: a learner who goes on and comes back finds what was done.
    """
    fooled = _smallest(of, image, target)
    by_chance = _by_chance(of, image, fooled.bound) if fooled.found else 0
    return fooled, _larger(of, image, target, fooled), by_chance


@st.cache_resource(
    max_entries=64,
    show_spinner="Searching for the smallest change that fools the network …",
    hash_funcs=current.SAME_MODEL,
)
def _smallest(of: Model, image: Image, target: int | None) -> Fooled:
    return aside(smallest_change, of.network, image, target, MOST / GREY_LEVELS)


@st.cache_resource(max_entries=64, show_spinner="Trying random changes …", hash_funcs=current.SAME_MODEL)
def _by_chance(of: Model, image: Image, bound: float) -> int:
    return aside(fooled_by_chance, of.network, image, bound, TRIES)


@st.cache_resource(max_entries=64, show_spinner="Making larger changes …", hash_funcs=current.SAME_MODEL)
def _larger(of: Model, image: Image, target: int | None, _found: Fooled) -> Ladder:
    return aside(ladder, of.network, image, _found)


def _sweep(given: Input, fooled: Fooled, rungs: Ladder) -> Sweep:
    notes = tuple(_note(rungs, step) for step in range(len(rungs.levels)))
    marks = () if rungs.found is None else ((rungs.found, "smallest that fools it"),)
    return Sweep(
        "Each pixel may change by at most ε",
        of_grey(None),
        rungs.levels,
        fooled.before,
        rungs.probabilities,
        [
            Strip("original", given.alt, strip_of(as_maps(given.image)[None])),
            Strip(
                "change",
                "The change of each pixel: blue is darker, orange lighter, no colour unchanged.",
                shade(_in_grey(rungs.amplified), "signed", (-1, 1)),
                notes,
            ),
            Strip("changed", "The changed picture.", strip_of(rungs.images)),
        ],
        given.label,
        marks,
    )


def _in_grey(images: Image) -> Image:
    """Changes (N, C, rows, columns) one under the other, those of several colours as their mean."""
    return np.asarray(images.mean(axis=1).reshape(-1, images.shape[-1]))


def _note(rungs: Ladder, step: int) -> str:
    """Say how much a change is amplified, and of what it is the mean."""
    if not rungs.largest[step]:
        return "no change"
    mean = "the mean of red, green and blue, " if rungs.images.shape[1] > 1 else ""
    return (
        f"{mean}amplified × {format_number(rungs.factor(step), 3)}; blue is darker, orange lighter; full "
        f"colour means {of_grey(rungs.largest[step])}"
    )


def _step(rungs: Ladder) -> int:
    """The bound that is looked at: one that was chosen, or the smallest that fools, or the widest."""
    nowhere: float | None = None
    chosen = state.setting("b_eps", nowhere, _read, lambda level: "" if level is None else f"{level:g}")
    if chosen is not None:
        return rungs.nearest(chosen)
    return len(rungs.levels) - 1 if rungs.found is None else rungs.found


def _read(text: str) -> float | None:
    try:
        return float(text) if 0 <= float(text) <= MOST else None
    except ValueError:
        return None


def _move(rungs: Ladder, step: int) -> None:
    """Take over where the slider rests; at the smallest that fools it follows the picture."""
    state.put("b_eps", None if step == rungs.found else rungs.levels[step])
