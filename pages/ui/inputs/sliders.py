"""Sliders whose answer is seen while they are dragged: for pages that answer edits before they run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pages.ui.inputs.controls import read_step, set_slider
from pages.ui.session import state
from pages.ui.session.component import register, reported
from pages.ui.session.payload import pack

_component = register("sliders")


@dataclass(frozen=True)
class Slider:
    """A number on a scale.

    Attributes
    ----------
    key : str
        Its name in the address.
    first : int or float
        Where it starts; whole numbers stay whole.
    unit : str
        "pixels", "°" or nothing.
    """

    key: str
    label: str
    first: int | float
    low: int | float
    high: int | float
    step: int | float
    unit: str = ""


def pick_sliders(
    name: str, sliders: Sequence[Slider], hub: str, preview: str | None
) -> dict[str, int | float]:
    """Show sliders, and give what each is set to, by its key.

    Parameters
    ----------
    name
        The key of them together.
    hub, preview
        Which view shows what follows, and where it is asked for (see `previews`). The edit is called
        "parameters"; its text is JSON, the values by their keys.
    """
    values = {one.key: set_slider(one.key, one.first, one.low, one.high, one.step) for one in sliders}
    described = [{**vars(one), "value": values[one.key]} for one in sliders]
    header = {"hub": hub, "preview": preview, "sliders": described}
    _component(key=name, data=pack(header, {}), on_set_change=partial(_take_over, name, sliders))
    return values


def read_values(text: str, sliders: Sequence[Slider]) -> dict[str, int | float]:
    """Read what the browser sends; values that cannot be set are left out."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):  # the second: brackets within brackets
        sent = None
    if not isinstance(sent, dict):
        return {}
    read = {
        one.key: read_step(str(sent.get(one.key)), one.first, one.low, one.high, one.step) for one in sliders
    }
    return {key: value for key, value in read.items() if value is not None}


def _take_over(name: str, sliders: Sequence[Slider]) -> None:
    sent = reported(name, "set")
    if isinstance(sent, str):
        for key, value in read_values(sent, sliders).items():
            state.put(key, value)
