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
from cnnviz.figures import shade
from pages.ui.break_it.slots import Slots, show_given
from pages.ui.break_it.sweep import Strip, Sweep, show_sweep
from pages.ui.classifier import shipped
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.inputs.controls import pick_number, pick_one, pick_segment
from pages.ui.inputs.pictures import Picture
from pages.ui.session import state

#: For each direction the other one, by which the picture is shifted before.
_OTHER = {"right": "down", "down": "right"}
_FILLS = {"0": "black", "0.5": "grey", "1": "white"}
_ROWS, _COLUMNS = 28, 28
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
    change, image = PERTURBATIONS[kind], given.image[None]
    images, shares = _swept(image, kind, other, how)
    before = shipped.classifier().predict(given.image).probabilities
    step = _step(kind, first_tip(change.amounts, shares))
    made = Sweep(
        change.title,
        change.unit,
        change.amounts,
        before,
        shares,
        [
            Strip("original", f"The original picture. {given.alt}", shade(given.image, "raw", (0, 1))),
            Strip("disturbed", f"{change.title}.", shade(images.reshape(-1, _COLUMNS), "raw", (0, 1))),
        ],
        given.label,
        ((change.amounts.index(0), "unchanged" if not other else "0"),),
    )
    with slots.stage:
        show_sweep(made, step, key="b_sweep", on_move=partial(_move, kind))
        show_facts([], f"The prediction along the curve: {made.along()}.")
    with hints:
        show_facts([_counted_fact(_counted(kind, change.amounts[step], other, how))])


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
    left, right = st.columns(2, gap="small")
    with left:
        row = pick_number("Centre: row", "b_row", _ROWS // 2, 0, _ROWS - 1)
    with right:
        column = pick_number("Column", "b_column", _COLUMNS // 2, 0, _COLUMNS - 1)
    fill = pick_segment("Covered with", _FILLS, "b_fill", width="stretch")
    return 0, How(at=(row, column), fill=float(fill))


@st.cache_resource(max_entries=64, show_spinner="Perturbing …")
def _swept(image: Image, kind: str, other: float, how: How) -> tuple[Image, Image]:
    start = perturb(image, _OTHER[kind], other) if kind in _OTHER else image
    network = shipped.classifier().network
    return sweep(network, start, kind, PERTURBATIONS[kind].amounts, how)


@st.cache_resource(max_entries=256, show_spinner=False)
def _counted(kind: str, amount: float, other: float, how: How) -> Outcome:
    """The predictions for all test images, disturbed in this way."""
    gallery, network = shipped.gallery(), shipped.classifier().network
    changed = [perturb(image, kind, amount, how) for image in gallery.images[:, None]]
    if kind in _OTHER:
        changed = [perturb(image, _OTHER[kind], other) for image in changed]
    after = logits_of(network, np.stack(changed)).argmax(axis=1)
    return outcome(gallery.labels, shipped.gallery_predictions(), after)


def _counted_fact(made: Outcome) -> Fact:
    return Fact(
        f"Correct if all {len(made.labels)} test images are changed like this",
        f"{made.right_before} → {made.right_after}",
        f"{len(made.lost)} lost, {len(made.won)} gained",
    )


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
