"""Predict first: how many test images are classified correctly after a change."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from cnnviz.attribution.outcome import Outcome
from cnnviz.images import digest
from cnnviz.predict.outcome_slips import right_question
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.inputs.controls import pick_toggle
from pages.ui.linked.questions import ask_number

_HUB = "break_it"
_NOTHING = "No prediction is lost or gained so far. Change more: then you are asked how many are correct."


def show_count(name: str, made: Outcome, words: str = "", also: str = "", *, is_changed: bool = True) -> None:
    """Show how many are correct before and after, as a fact; first predicted, if that is on.

    Parameters
    ----------
    name, words
        The fact's, and what stands below it.
    also
        What is said behind lost and gained, once the count may be seen.
    is_changed
        Whether there is an after.
    """
    fact = st.container()
    with st.container(key="beneath"):
        predict = pick_toggle("Predict first", "predict")
    told = (f"{made.right_before}",)
    if is_changed:
        is_seen = not predict or _ask(made)
        value = f"{made.right_before} → {made.right_after if is_seen else '?'}"
        told = (value, f"{len(made.lost)} lost, {len(made.won)} gained{also if is_seen else ''}")
    with fact:
        show_facts([Fact(name, *told)], words)


def _ask(made: Outcome) -> bool:
    """Ask for the count after, and say whether it may be seen; where nothing changed nothing is asked."""
    if not (made.lost.size or made.won.size):
        st.caption(_NOTHING)
        return True
    name = digest(np.stack([made.labels, made.before, made.after]))
    text = f"How many of the {len(made.labels)} test images are classified correctly now?"
    return ask_number(_HUB, name, text, partial(right_question, made))
