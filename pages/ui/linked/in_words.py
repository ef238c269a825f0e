"""What a linked view's controls are set to, in words: for a page in which nothing can be set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cnnviz.figures import format_number
from pages.ui.linked.options import ViewOptions
from pages.ui.linked.parts import Part

_OFF = "no"
_UNITS = {"°": "°", "pixels": " px", "%": " %"}


def controls_in_words(options: ViewOptions, fields: Mapping[str, object]) -> dict[str, object]:
    """Say what is chosen where the view has controls of it."""
    return {
        place: [said(control, fields) for control in controls]
        for place in ("choice", "parameters")
        if isinstance(controls := options.controls.get(place), list)
    }


def said(control: Mapping[str, object], fields: Mapping[str, object]) -> dict[str, object]:
    """Give a control that says what is chosen, and cannot be set."""
    return {**control, "kind": "said", "text": _value(control, fields)}


def settings_in_words(options: ViewOptions, fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give all that the view's controls are set to, by their labels; of switches those that are on."""
    every = [
        control for listed in options.controls.values() if isinstance(listed, list) for control in listed
    ]
    texts = [(str(control["label"]), _value(control, fields)) for control in every]
    yield from ((label, text) for label, text in texts if text != _OFF)


def _value(control: Mapping[str, object], fields: Mapping[str, object]) -> str:
    """Say what a control is set to."""
    value: object = fields.get(str(control["field"]))
    if isinstance(value, Mapping) and "name" in control:
        value = value.get(str(control["name"]))
    if isinstance(value, bool):
        return "yes" if value else _OFF
    if isinstance(value, int | float) and "groups" not in control:
        return format_number(value) + _UNITS.get(str(control.get("unit")), "")
    groups = control.get("groups")
    options = [option for _, those in groups for option in those] if isinstance(groups, list) else []
    said = next((str(title) for key, title in options if key == value), str(value))
    return said.removeprefix("Colours: ")  # which its label says, too


def size_in_words(windows: Part) -> Iterator[tuple[str, str]]:
    """Give the formula of the output's size, where the view has one."""
    formula = windows[0].get("formula")
    if isinstance(formula, Mapping):
        yield "Size of the output", str(formula["text"])
