"""Operating on the network: its maps, its prediction and its skill before and after."""

from __future__ import annotations

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.outcome import Outcome, outcome
from cnnviz.attribution.scores import predictions_of
from cnnviz.errors import CnnvizError
from cnnviz.models.model import Model, Prediction, as_batch
from pages.ui.break_it.form import layers_with_maps, look_at, pick_operation
from pages.ui.break_it.maps import Pair, change_columns, pick_shown, show_close_up
from pages.ui.break_it.operations import operated, read, written
from pages.ui.break_it.predicting import ask_first
from pages.ui.break_it.ranks import show_ranks, wants_ranks
from pages.ui.break_it.shares import show_shares
from pages.ui.break_it.skill import show_changed, show_skill
from pages.ui.break_it.slots import Slots, show_given
from pages.ui.break_it.stack import show_stack, stacked
from pages.ui.classifier import current
from pages.ui.classifier.code import fold_whole_code
from pages.ui.figures.columns import show_columns
from pages.ui.inputs.pictures import Picture
from pages.ui.session import state
from pages.ui.session.aside import aside

_TOO_LARGE = (
    "With these operations the network's numbers grow beyond what float32 can hold, so there is no "
    "prediction. Undo the last operation, or make the kernel as strong as the one it replaces."
)


@state.fragment
def show_operate(source: Picture | None, slots: Slots) -> None:
    """Choose, operate, and look at what it did."""
    with slots.controls:
        operations = stacked()
        target = pick_operation(len(operations))
        show_stack(operations)
    given = show_given(source, slots)
    whole = current.model()
    changed = _changed(whole, text := written(operations))
    before = whole.predict(given.image)
    after = _prediction(changed, given.image)
    made = _outcome(whole, text)
    if after is None or (made is None and whole.gallery is not None):
        slots.stage.error(_TOO_LARGE)
        return
    pair = Pair(before.activations, after.activations, whole.network, changed.network)
    columns = list(layers_with_maps().values())
    with slots.stage, st.container(key="b_stage"):
        main, close, side = st.columns([1.95, 1.15, 1.1], gap="small")
    with main:
        show_columns(
            change_columns(pair, pick_shown()),
            key="b_maps",
            label="All maps of all layers; a dashed frame marks those that were operated on",
            widths=(20, 32),
            on_pick=look_at,
            chosen=(columns.index(target.layer), target.unit),
            sources=[(columns.index(operation.layer_index), operation.unit) for operation in operations],
        )
        is_seen = made is None or ask_first(made)
        if operations and made:
            show_changed(made)
    with close:
        if wants_ranks():
            show_ranks(given.image, before.activations, target, operations)
        else:
            show_close_up(pair, target, operated=bool(operations))
    with side:
        show_shares(given, before.probabilities, after.probabilities)
        if made:
            show_skill(made, operated=bool(operations), is_seen=is_seen)
    with slots.code:
        fold_whole_code(changed, given.image)


def _prediction(changed: Model, image: NDArray[np.float32]) -> Prediction | None:
    """The prediction for one picture; None if numbers grow too large."""
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            prediction = changed.predict(image)
    except CnnvizError:
        return None
    return prediction if np.isfinite(prediction.logits).all() else None


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=current.SAME_MODEL)
def _changed(of: Model, text: str) -> Model:
    """The network after operations; familiarity stays that of the network before."""
    return Model(of.about, operated(read(text)), of.familiarity)


def _outcome(of: Model, text: str) -> Outcome | None:
    """What operations do to the predictions for the gallery's images; None without any, or at an overflow."""
    if of.gallery is None:
        return None
    before = current.gallery_predictions()
    after = _predictions(of, text) if text else before
    return outcome(of.gallery.labels, before, after) if after.size else None


@st.cache_resource(
    max_entries=256, show_spinner="Classifying all test images …", hash_funcs=current.SAME_MODEL
)
def _predictions(of: Model, text: str) -> NDArray[np.intp]:
    """The predictions after operations for the gallery's images; none if its numbers grow too large."""
    return aside(predictions_of, _changed(of, text).network, as_batch(current.known(of.gallery).images))
