"""Choosing a kernel: one of the catalogue with its parameters, or the learner's own."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from cnnviz.errors import KernelError
from cnnviz.figures import shade
from cnnviz.filtering import Choice, built
from cnnviz.kernels import CATALOGUE, CombinedSpec, KernelSpec, Parameter
from cnnviz.kernels.parameters import Value
from pages.ui.figures.maps import Map, show_maps
from pages.ui.figures.sentences import escape_markdown, sentence
from pages.ui.inputs.controls import HALF, Width, pick_one, pick_slider, pick_text
from pages.ui.inputs.sliders import Slider, pick_sliders, read_values, take_values
from pages.ui.session import keeping, state

OWN = "custom"
_OWN_TEXT = CATALOGUE[OWN].parameters[0]
#: Characters that can be typed; 15 × 15 numbers of ten digits fit.
_LONGEST = 4000
#: Up to this many rows and columns the weights are written out.
_WRITTEN_SIDE = 7


class Live(NamedTuple):
    """Where what follows from a kernel is seen at once: the hub of a view, and the revision of its fields."""

    hub: str
    revision: int


def pick_kernel(first: str = "sobel") -> str:
    """Show the catalogue, and return the chosen kernel's name in it."""
    return pick_one("Kernel", {name: _title(name) for name in CATALOGUE}, "kernel", first=first)


def pick_parameters(name: str, live: Live | None = None) -> Choice:
    """Show a kernel's parameters, and build it.

    A sentence on what cannot be used stands under the parameters; the last kernel that could be used stays.
    `live` says where what follows from a slider is seen while it is dragged, if anywhere.
    """
    spec = CATALOGUE[name]
    values = pick_values(spec) if live is None else _pick_live(spec, live)
    try:
        choice = built(spec, values)
        keeping.keep("kernel", choice)
    except KernelError as error:
        kept: Choice | None = keeping.kept("kernel")
        choice = kept or built(spec, {})
        meanwhile = "the last valid kernel" if kept else "the initial kernel"
        st.error(f"{sentence(error)} Until you correct it, {meanwhile} is used.")
    if choice.rounding:
        st.caption(escape_markdown(choice.rounding))
    return choice


def _title(name: str) -> str:
    spec = CATALOGUE[name]
    return f"{spec.group} · {spec.title}"


def _key(name: str, parameter: Parameter) -> str:
    return f"{name}_{parameter.name}"


def pick_values(spec: KernelSpec | CombinedSpec) -> dict[str, Value]:
    """Show a kernel's parameters, and return what they are set to; `build` says whether they can be used."""
    if not spec.parameters:
        return {}
    width: Width = HALF if len(spec.parameters) > 1 else "stretch"
    with st.container(horizontal=True, gap="small"):
        return {p.name: _pick(_key(spec.key, p), p, width) for p in spec.parameters}


def _sliders(spec: KernelSpec | CombinedSpec) -> list[Slider]:
    """The parameters that are numbers on a scale."""
    return [slider for p in spec.parameters if (slider := _slider(_key(spec.key, p), p)) is not None]


def _slider(key: str, parameter: Parameter) -> Slider | None:
    """Describe a number on a scale; None for a choice or a text."""
    p, default = parameter, parameter.default
    if p.choices is not None or isinstance(default, str):
        return None
    kind = type(default)
    return Slider(key, p.label, default, kind(p.low), kind(p.high), kind(p.step), p.unit)


def _pick_live(spec: KernelSpec | CombinedSpec, live: Live) -> dict[str, Value]:
    """Show a kernel's parameters, numbers on sliders that show their result while they are dragged."""
    sliders = _sliders(spec)
    slid = pick_sliders("parameters", sliders, live.hub, live.revision) if sliders else {}
    keys = {p: _key(spec.key, p) for p in spec.parameters}
    return {p.name: slid[key] if key in slid else _pick(key, p, "stretch") for p, key in keys.items()}


def _pick(key: str, parameter: Parameter, width: Width) -> Value:
    label = f"{parameter.label} ({parameter.unit})" if parameter.unit == "°" else parameter.label
    default = parameter.default
    if parameter.choices is not None:
        choices = {str(choice): str(choice) for choice in parameter.choices}
        return pick_one(label, choices, key, width=width, first=str(default))
    slider = _slider(key, parameter)
    if slider is None:
        return pick_text(label, key, str(default), _LONGEST)
    return pick_slider(label, key, slider.first, slider.low, slider.high, slider.step, width)


def show_weights(choice: Choice) -> None:
    """Show the weights of a kernel, or of all kernels that are combined."""
    combined = isinstance(choice.spec, CombinedSpec)
    names = choice.spec.names if isinstance(choice.spec, CombinedSpec) else ("",)
    written = max(choice.size) <= _WRITTEN_SIDE
    maps = [
        Map(shade(kernel, "signed"), f"Kernel {name}", label=name, values=kernel if written else None)
        for name, kernel in zip(names, choice.kernels, strict=True)
    ]
    show_maps(maps, key="kernel_parts", layout="mosaic", size=62 if combined else 130)


def own_kernel(text: str) -> Choice:
    """The learner's own kernel of what was typed.

    Raises
    ------
    KernelError
        If it cannot be used.
    """
    return built(CATALOGUE[OWN], {_OWN_TEXT.name: text})


def slid_values(spec: KernelSpec | CombinedSpec, sent: object) -> dict[str, Value] | None:
    """Read what the browser sends while parameters are dragged; None if they are another kernel's."""
    sliders = _sliders(spec)
    values = read_values(sent, sliders)
    if not sliders or len(values) < len(sliders):
        return None
    return {p.name: values[key] for p in spec.parameters if (key := _key(spec.key, p)) in values}


def take_parameters(sent: object) -> None:
    """Take over parameters that were slid, of whatever kernel."""
    for spec in CATALOGUE.values():
        take_values(sent, _sliders(spec))


def take_weights(text: object) -> None:
    """Make a kernel whose numbers were typed over the learner's own; the browser has turned it back.

    What was chosen or typed in the controls meanwhile is newer.
    """
    if isinstance(text, str):
        state.put_unless_wished("kernel", OWN)
        state.put_unless_wished(_key(OWN, _OWN_TEXT), text)
