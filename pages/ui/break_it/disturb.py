"""Disturbing the input by an amount, with the curves of the probabilities over the whole range."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.changes import PERTURBATIONS, How
from cnnviz.attribution.outcome import Outcome, outcome
from cnnviz.attribution.perturb import perturb, sweep
from cnnviz.attribution.scores import logits_of
from cnnviz.attribution.tipping import first_tip
from cnnviz.models.model import Model, as_batch, as_image, as_maps
from pages.ui.break_it.predicting import ask_first, before_and_after
from pages.ui.break_it.slots import Slots, show_given
from pages.ui.break_it.sweep import Strip, Sweep, show_sweep, strip_of
from pages.ui.break_it.told import tell_changed
from pages.ui.classifier import current
from pages.ui.classifier.code import fold_whole_code
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.inputs.controls import pick_number, pick_one, pick_segment
from pages.ui.inputs.pictures import Picture
from pages.ui.session import state
from pages.ui.session.aside import aside

#: For each direction the other one, by which the picture is shifted before.
_OTHER = {"right": "down", "down": "right"}
_FILLS = {"0": "black", "0.5": "grey", "1": "white"}
_SEEDS = 9999
Image = NDArray[np.float32]


@state.fragment
def show_disturb(source: Picture | None, slots: Slots) -> None:
    """Choose what is done to the picture, and how much of it."""
    with slots.controls:
        kind = pick_one("Perturbation", {key: one.title for key, one in PERTURBATIONS.items()}, "b_kind")
        other, how = _pick_how(kind)
        hints = st.container()
    given = show_given(source, slots)
    change, image = PERTURBATIONS[kind], as_maps(given.image)
    images, shares = _swept(current.model(), image, kind, other, how)
    before = current.model().predict(given.image).probabilities
    step = _step(kind, first_tip(change.amounts, shares))
    made = Sweep(
        change.title,
        change.unit,
        change.amounts,
        before,
        shares,
        [
            Strip("original", f"The original picture. {given.alt}", strip_of(as_maps(given.image)[None])),
            Strip("disturbed", f"{change.title}.", strip_of(images)),
        ],
        given.label,
        ((change.amounts.index(0), "unchanged" if not other else "0"),),
    )
    tell_changed(before, shares[step], float(change.amounts[step]), current.labels())
    with slots.stage:
        show_sweep(made, step, key="b_sweep", on_move=partial(_move, kind))
        show_facts([], f"The prediction along the curve: {made.along()}.")
        counted = _counted_facts(kind, change.amounts[step], other, how)
    with slots.code:
        fold_whole_code(current.model(), as_image(images[step]))
    with hints:
        show_facts(counted)


def _pick_how(kind: str) -> tuple[float, How]:
    """Show what a change needs beside its amount; also by how much the picture is shifted the other way."""
    if kind in _OTHER:
        across = PERTURBATIONS[_OTHER[kind]]
        label = f"And {across.title.lower()}"
        return pick_number(label, f"b_also_{_OTHER[kind]}", 0, int(across.low), int(across.high)), How()
    if kind == "noise":
        return 0, How(seed=pick_number("Seed of the noise", "b_seed", 0, 0, _SEEDS))
    if kind != "occlude":
        return 0, How()
    _, rows, columns = current.model().about.shape
    left, right = st.columns(2, gap="small")
    with left:
        row = pick_number("Centre: row", "b_row", rows // 2, 0, rows - 1)
    with right:
        column = pick_number("Column", "b_column", columns // 2, 0, columns - 1)
    fill = pick_segment("Covered with", _FILLS, "b_fill", width="stretch")
    return 0, How(at=(row, column), fill=float(fill))


@st.cache_resource(max_entries=64, show_spinner="Perturbing …", hash_funcs=current.SAME_MODEL)
def _swept(of: Model, image: Image, kind: str, other: float, how: How) -> tuple[Image, Image]:
    start = perturb(image, _OTHER[kind], other) if kind in _OTHER else image
    return aside(sweep, of.network, start, kind, PERTURBATIONS[kind].amounts, how)


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs=current.SAME_MODEL)
def _counted(of: Model, kind: str, amount: float, other: float, how: How) -> Outcome:
    """The predictions for all test images, disturbed in this way."""
    gallery = current.known(of.gallery)
    changed = [perturb(image, kind, amount, how) for image in as_batch(gallery.images)]
    if kind in _OTHER:
        changed = [perturb(image, _OTHER[kind], other) for image in changed]
    after = aside(logits_of, of.network, np.stack(changed)).argmax(axis=1)
    return outcome(gallery.labels, current.gallery_predictions(), after)


def _counted_facts(kind: str, amount: float, other: float, how: How) -> list[Fact]:
    """How many test images are right then, where there are some; first predicted, if that is on."""
    if current.model().gallery is None:
        return []
    made = _counted(current.model(), kind, amount, other, how)
    return [
        Fact(
            f"Correct if all {len(made.labels)} test images are changed like this",
            before_and_after(made, ask_first(made)),
            f"{len(made.lost)} lost, {len(made.won)} gained",
        )
    ]


def _step(kind: str, first: int) -> int:
    """The step that is looked at: one that was chosen, or the first at which the prediction tips."""
    amounts = PERTURBATIONS[kind].amounts
    nowhere: float | None = None
    chosen = state.setting(f"b_{kind}", nowhere, partial(_read, amounts), _write)
    return first if chosen is None else amounts.index(chosen)


def _read(amounts: list[float], text: str) -> float | None:
    try:
        return float(text) if float(text) in amounts else None
    except ValueError:
        return None


def _write(amount: float | None) -> str:
    return "" if amount is None else f"{amount:g}"


def _move(kind: str, step: int) -> None:
    state.put(f"b_{kind}", PERTURBATIONS[kind].amounts[step])
