"""The steps from any picture to the network's input: the controls that change them, and what each one did."""

from __future__ import annotations

import streamlit as st

from cnnviz.figures import shade
from cnnviz.network.prepare import MARGINS, SHIFTS, Preparation, Prepared
from pages.ui.figures.maps import Map, show_maps
from pages.ui.inputs.controls import pick_segment, pick_slider, pick_toggle

_POLARITIES = {"auto": "automatic", "invert": "swap", "keep": "keep"}
_FILLS = {"auto": "automatic", "yes": "fill", "no": "leave"}


def pick_preparation() -> Preparation:
    """Show a control for each step that can be changed; all in the URL."""
    polarity = pick_segment("Light and dark", _POLARITIES, "light", width="stretch")
    fill = pick_segment("Inside an outline", _FILLS, "fill", width="stretch")
    with st.container(horizontal=True):
        trim = pick_toggle("Trim", "trim", True)
        brighten = pick_toggle("Brighten", "bright", True)
    margin = pick_slider("Margin (pixels)", "margin", 0, *MARGINS, 1)
    down = pick_slider("Shift down (pixels)", "shift_down", 0, *SHIFTS, 1)
    right = pick_slider("Shift right (pixels)", "shift_right", 0, *SHIFTS, 1)
    return Preparation(polarity, fill, trim, margin, (down, right), brighten)


def show_steps(prepared: Prepared) -> None:
    """Show the picture after each step, with a sentence on what was done."""
    show_maps(
        [
            Map(
                shade(step.picture, "raw", (0, 1)),
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
