"""Activations: each number of a map through one curve, with the curve's slope beside it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from cnnviz import images
from cnnviz.activated import GLU
from cnnviz.operators import ACTIVATIONS
from pages.ui.activations.facts import show_activation_facts
from pages.ui.activations.predicting import ask_first
from pages.ui.activations.source import pick_gate, pick_map, pick_source
from pages.ui.activations.take_home import TITLES, Shown, laboratory, show_code
from pages.ui.activations.view import looked_at, shades, show_activation
from pages.ui.inputs.controls import pick_one, pick_toggle
from pages.ui.inputs.picture import pick_picture
from pages.ui.linked.laboratory import offer_laboratory
from pages.ui.linked.questions import say_code_hidden
from pages.ui.session import state
from pages.ui.shell.downloads import Latest, offer_downloads
from pages.ui.shell.frame import folded, lesson, use_style
from pages.ui.shell.slips import show_slips

_GLU_RULE = (
    "GLU multiplies each value by the sigmoid of another one, its gate: near 1 it is open, near 0 shut."
)


@state.fragment
def page() -> None:
    """Controls beside the curve and the maps."""
    with st.container(key="lesson"):
        controls, stage = st.columns([1, 4.4], gap="medium")
    with controls:
        key = pick_one("Activation", TITLES, "activation", first="relu")
        picture = pick_picture(list(images.SAMPLES))
        gate = pick_gate() if key == GLU else None
        source = pick_source(picture)
        plane = pick_map(source)
    shown = Shown(key, source, gate)
    result = shown.result()
    at = looked_at(result, plane)
    with stage:
        figures, facts = st.container(), st.container()
        with st.container(key="beneath", horizontal=True, vertical_alignment="center"):
            predict = pick_toggle("Predict first", "predict")
            offer_downloads(latest := Latest(), "cnnviz-activated")
            saved = st.container()
            code = folded("Code", "code")
            show_slips("activations")
    with facts:
        is_seen = ask_first(result, plane, at, predict)
        rule = _GLU_RULE if key == GLU else ACTIVATIONS[key].rule
        show_activation_facts(result, source, plane, rule, is_seen)
    drawn = shades(result, plane, is_seen)
    with figures:
        show_activation(result, source, plane, at, drawn)
    if is_seen:
        latest.hold(result.after[plane], drawn["After"], is_to_be_found=False)
        show_code(code, key, result, plane)
    else:
        latest.withdraw()
        say_code_hidden(code, first="numpy" if key == "linear" else "loops")
    with saved:
        offer_laboratory(partial(laboratory, shown, plane, at), "activations", is_offered=is_seen)


lesson("Activations", "Send every number of a map through one curve, and see what its slope lets learn.")
use_style("activations")
page()
