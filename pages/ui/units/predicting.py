"""Predict first: the number that a map gives for a dimmer picture."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz.attribution.aggregation import Dimmed
from cnnviz.numbers import percent
from cnnviz.predict.dimmed_slips import dimmed_question
from pages.ui.linked.questions import ask_number

_HUB = "units"
_FULL = "Make the picture dimmer: then its number is asked for."


def ask_first(made: Dimmed, predict: bool) -> bool:
    """Ask for b·x + bias in less light, and say whether it may be seen; without an angle nothing is asked."""
    if not (predict and made.less.kernel_size and made.less.patch_size):
        return True
    if made.brightness == 1:
        st.caption(_FULL)
        return True
    light = percent(made.brightness, 0)
    text = f"The picture at {light} brightness: what is b·x + bias? ‖b‖, ‖x‖, cos θ and the bias are above."
    name = f"{made.brightness} {made.full.output} {made.less.output} {made.less.bias}"
    return ask_number(_HUB, name, text, partial(dimmed_question, made))
