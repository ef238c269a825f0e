"""Predict first: how many test images are classified correctly after a change."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from cnnviz.attribution.outcome import Outcome
from cnnviz.images import digest
from cnnviz.predict.outcome_slips import right_question
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.questions import ask_number

_HUB = "break_it"
_NOTHING = "No prediction is lost or gained so far. Change more: then you are asked how many are correct."
_ASKED = (
    "Before, {before} of {images} test images were classified correctly. Lost: {lost}, gained: {won}. "
    "How many are correct now?"
)


def ask_first(made: Outcome) -> bool:
    """Ask for the count after a change, if that is on; say whether it may be seen."""
    with st.container(key="beneath"):
        predict = pick_toggle("Predict first", "predict")
    if not predict:
        return True
    if not (made.lost.size or made.won.size):
        st.caption(_NOTHING)
        return True
    name = digest(np.stack([made.labels, made.before, made.after]))
    text = _ASKED.format(
        before=made.right_before, images=len(made.labels), lost=len(made.lost), won=len(made.won)
    )
    return ask_number(_HUB, name, text, partial(right_question, made))


def before_and_after(made: Outcome, is_seen: bool) -> str:
    """Write both counts; while the one after is predicted, it is a question mark."""
    return f"{made.right_before} → {made.right_after if is_seen else '?'}"
