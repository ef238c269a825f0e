"""The steps from any picture to the network's input: the controls that change them, and what each one did."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import streamlit as st

from cnnviz.models.about import Change
from cnnviz.network.prepare import MARGINS, SHIFTS, Preparation, Prepared
from pages.ui.classifier.drawn import picture
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_segment, pick_slider, pick_toggle

_POLARITIES = {"auto": "automatic", "invert": "swap", "keep": "keep"}
_FILLS = {"auto": "automatic", "yes": "fill", "no": "leave"}


def pick_preparation(changes: Collection[Change]) -> Preparation:
    """Show a control for each step of `changes`; all in the URL."""
    how = Preparation()
    if "polarity" in changes:
        how = replace(how, polarity=pick_segment("Light and dark", _POLARITIES, "light", width="stretch"))
    if "fill" in changes:
        how = replace(how, fill=pick_segment("Inside an outline", _FILLS, "fill", width="stretch"))
    with st.container(horizontal=True):
        if "trim" in changes:
            how = replace(how, trim=pick_toggle("Trim", "trim", True))
        if "brighten" in changes:
            how = replace(how, brighten=pick_toggle("Brighten", "bright", True))
    if "margin" in changes:
        how = replace(how, margin=pick_slider("Margin (pixels)", "margin", 0, *MARGINS, 1))
    if "shift" in changes:
        down = pick_slider("Shift down (pixels)", "shift_down", 0, *SHIFTS, 1)
        right = pick_slider("Shift right (pixels)", "shift_right", 0, *SHIFTS, 1)
        how = replace(how, shift=(down, right))
    return how


def show_steps(prepared: Prepared) -> None:
    """Show the picture after each step, with a sentence on what was done."""
    show_maps(
        [
            Map(
                picture(step.picture),
                f"{step.title}: {step.text}",
                f"{i}. {step.title}",
                step.text,
            )
            for i, step in enumerate(prepared.steps, 1)
        ],
        key="steps",
        layout="strip",
        size=56,
    )
