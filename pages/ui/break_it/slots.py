"""Where the parts of the page go, and the picture that all three views look at."""

from __future__ import annotations

from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from pages.ui.classifier.input import Input, input_map, pick_input, show_gallery
from pages.ui.figures.maps import show_maps
from pages.ui.inputs.pictures import Picture

_BLANK = "This picture is blank, so any prediction is meaningless. Draw something."


class Slots(NamedTuple):
    """Where the parts of a view are drawn."""

    controls: DeltaGenerator
    input: DeltaGenerator
    steps: DeltaGenerator
    stage: DeltaGenerator
    code: DeltaGenerator


def show_given(source: Picture | None, slots: Slots) -> Input:
    """Show the controls that lead to the network's input, and the input or all test images."""
    with slots.input:
        given = pick_input(source, slots.steps)
        show_gallery(given)
        if given.number is None:
            show_maps([input_map(given, given.alt)], key="input", size=150)
    if given.blank:
        slots.stage.html(f'<p class="warning" role="status">{_BLANK}</p>')
    return given
