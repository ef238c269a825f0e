"""Choosing a kernel where it is seen: its name and its parameters are controls of a linked view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnviz.filtering import Choice, built
from cnnviz.kernels import CATALOGUE, CombinedSpec, KernelSpec, Parameter
from cnnviz.kernels.parameters import Value
from pages.ui.inputs.controls import set_slider
from pages.ui.inputs.in_view import Described, OneOf, Switch, known, known_elsewhere
from pages.ui.inputs.kernel import build_or_keep, key_of, pick_weights, slider_of
from pages.ui.session import state

Spec = KernelSpec | CombinedSpec


def _groups() -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for spec in CATALOGUE.values():
        groups.setdefault(spec.group, {})[spec.key] = spec.title
    return groups


KERNEL = OneOf("kernel", "Kernel", "sobel", _groups())
#: The parameters of all kernels, by their keys.
_PARAMETERS = {key_of(spec, p): (spec, p) for spec in CATALOGUE.values() for p in spec.parameters}
FLIP = Switch("flip", "Flip the kernel: true convolution")


def set_kernel() -> Choice:
    """Give the kernel that is set; the text of the learner's own is a field of Streamlit's, drawn here.

    The last kernel that could be used stays where this one cannot be: a sentence says so.
    """
    spec = CATALOGUE[known(KERNEL)]
    values = {p.name: _known(spec, p) for p in spec.parameters}
    return build_or_keep(spec, values).flipped(known(FLIP))


def values_of_all() -> dict[str, Value]:
    """Give what the parameters of all kernels are set to, by their keys, for a kernel that is chosen next."""
    return {key: _known_elsewhere(spec, p) for key, (spec, p) in _PARAMETERS.items()}


def chosen_kernel(name: str, known_values: Mapping[str, Value]) -> Choice:
    """Build a kernel of the catalogue with what its parameters are set to, by their keys."""
    spec = CATALOGUE[name]
    return built(spec, {p.name: known_values[key_of(spec, p)] for p in spec.parameters})


def given_values(spec: Spec, sent: object) -> dict[str, Value] | None:
    """Read what the browser sends of parameters, by their names; None if they are another kernel's."""
    if not isinstance(sent, dict):
        return None
    read = {p.name: _accepted(spec, p, sent.get(key_of(spec, p))) for p in spec.parameters}
    values = {name: value for name, value in read.items() if value is not None}
    return values if len(values) == len(read) > 0 else None


def take_parameters(sent: object) -> None:
    """Take over parameters that were set in the view, of whatever kernel."""
    if not isinstance(sent, dict):
        return
    for key in _PARAMETERS.keys() & sent.keys():
        spec, p = _PARAMETERS[key]
        value = _accepted(spec, p, sent[key])
        if value is not None:
            state.put(key, str(value) if p.choices else value)


def parameters(choice: Choice) -> tuple[list[Described], dict[str, Value]]:
    """Describe the controls of a kernel's parameters, and say what they are set to, by their keys."""
    spec = choice.spec
    shown = [p for p in spec.parameters if p.choices or slider_of(spec, p)]
    described = [{**_described(spec, p), "field": "parameters", "name": key_of(spec, p)} for p in shown]
    values: dict[str, Value] = {}
    for p in shown:
        value = choice.values.get(p.name, p.default)
        values[key_of(spec, p)] = str(value) if p.choices else value
    return described, values


def _one_of(spec: Spec, p: Parameter) -> OneOf:
    choices = {str(choice): str(choice) for choice in p.choices or ()}
    return OneOf(key_of(spec, p), p.label, str(p.default), {"": choices})


def _described(spec: Spec, p: Parameter) -> dict[str, Any]:
    slider = slider_of(spec, p)
    if slider is None:
        return _one_of(spec, p).described()
    return {**slider.described(), "label": p.label}


def _known(spec: Spec, p: Parameter) -> Value:
    slider = slider_of(spec, p)
    if slider is not None:
        return set_slider(slider.key, slider.first, slider.low, slider.high, slider.step)
    return known(_one_of(spec, p)) if p.choices else pick_weights(key_of(spec, p), p)


def _known_elsewhere(spec: Spec, p: Parameter) -> Value:
    value: Value | None = known_elsewhere(_one_of(spec, p)) if p.choices else state.read(key_of(spec, p))
    return p.default if value is None else value


def _accepted(spec: Spec, p: Parameter, sent: object) -> Value | None:
    slider = slider_of(spec, p)
    if slider is not None:
        return slider.read(sent)
    return _one_of(spec, p).accepts(sent) if p.choices else None
