"""The steps from any picture to the network's input: the controls that change them, and what each one did."""

from __future__ import annotations

import streamlit as st

from cnnviz.figures import shade
from cnnviz.network.prepare import FILLS, MARGINS, POLARITIES, SHIFTS, Preparation, Prepared
from pages.ui.maps import Map, show_maps

_POLARITY_NAMES = {"auto": "automatic", "invert": "swap", "keep": "keep"}
_FILL_NAMES = {"auto": "automatic", "yes": "fill", "no": "leave"}


def pick_preparation() -> Preparation:
    """Show a control for each step that can be changed; all in the URL."""
    polarity = _choose("Light and dark", POLARITIES, _POLARITY_NAMES, "light")
    fill = _choose("Inside of outlines", FILLS, _FILL_NAMES, "fill")
    with st.container(horizontal=True):
        trim = st.toggle("Trim", True, key="trim", bind="query-params")
        brighten = st.toggle("Brighten", True, key="bright", bind="query-params")
    margin = st.slider("Margin (pixels)", *MARGINS, 0, key="margin", bind="query-params")
    down = st.slider("Shift down (pixels)", *SHIFTS, 0, key="shift_down", bind="query-params")
    right = st.slider("Shift right (pixels)", *SHIFTS, 0, key="shift_right", bind="query-params")
    return Preparation(polarity, fill, trim, margin, (down, right), brighten)


def _choose(label: str, options: tuple[str, ...], names: dict[str, str], key: str) -> str:
    return st.segmented_control(
        label,
        options,
        default=options[0],
        required=True,
        format_func=names.__getitem__,
        key=key,
        bind="query-params",
        width="stretch",
    )


def show_steps(prepared: Prepared) -> None:
    """Show the picture after each step, with a sentence on what was done."""
    show_maps(
        [
            Map(
                shade(step.picture, "clipped", (0, 1)),
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
