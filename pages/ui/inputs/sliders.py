"""Sliders whose result is seen while they are dragged: for pages with previews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.ui.inputs.controls import read_step, set_slider
from pages.ui.session import state
from pages.ui.session.component import register
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


def pick_sliders(name: str, sliders: Sequence[Slider], hub: str, revision: int) -> dict[str, int | float]:
    """Show sliders, and give what each is set to, by its key.

    Parameters
    ----------
    name
        The key of them together.
    hub, revision
        The view that shows what follows, and of which the sliders are the field "parameters": the values by
        their keys; and the last revision of its fields that was applied.
    """
    values = {one.key: set_slider(one.key, one.first, one.low, one.high, one.step) for one in sliders}
    described = [{**vars(one), "value": values[one.key]} for one in sliders]
    _component(key=name, data=pack({"hub": hub, "revision": revision, "sliders": described}, {}))
    return values


def read_values(sent: object, sliders: Sequence[Slider]) -> dict[str, int | float]:
    """Read what the browser sends, values by their sliders' keys; those that cannot be set are left out."""
    if not isinstance(sent, dict):
        return {}
    read = {
        one.key: read_step(str(sent.get(one.key)), one.first, one.low, one.high, one.step) for one in sliders
    }
    return {key: value for key, value in read.items() if value is not None}


def take_values(sent: object, sliders: Sequence[Slider]) -> None:
    """Take over what the browser sends."""
    for key, value in read_values(sent, sliders).items():
        state.put(key, value)
