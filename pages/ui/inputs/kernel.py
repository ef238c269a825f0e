"""Choosing a kernel: one of the catalogue with its parameters, or the learner's own."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cnnviz.errors import KernelError
from cnnviz.figures import shade
from cnnviz.filtering import Choice, built
from cnnviz.kernels import CATALOGUE, CombinedSpec, KernelSpec, Parameter
from cnnviz.kernels.parameters import Value
from pages.ui.figures.maps import Map, show_maps
from pages.ui.figures.sentences import escape_markdown, sentence
from pages.ui.inputs.controls import HALF, Width, pick_one, pick_slider, pick_text
from pages.ui.inputs.sliders import Slider
from pages.ui.session import keeping, state

OWN = "custom"
_OWN_TEXT = CATALOGUE[OWN].parameters[0]
#: Characters that can be typed; 15 × 15 numbers of ten digits fit.
_LONGEST = 4000
#: Up to this many rows and columns the weights are written out.
_WRITTEN_SIDE = 7


def pick_kernel(first: str = "sobel") -> str:
    """Show the catalogue, and return the chosen kernel's name in it."""
    return pick_one("Kernel", {name: _title(name) for name in CATALOGUE}, "kernel", first=first)


def pick_parameters(name: str) -> Choice:
    """Show a kernel's parameters, and build it; see `build_or_keep`."""
    spec = CATALOGUE[name]
    return build_or_keep(spec, pick_values(spec))


def build_or_keep(spec: KernelSpec | CombinedSpec, values: Mapping[str, Value]) -> Choice:
    """Build a kernel; where it cannot be built, a sentence says why, and the last one that could be stays."""
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


def key_of(spec: KernelSpec | CombinedSpec, parameter: Parameter) -> str:
    """Name a parameter as the address does."""
    return f"{spec.key}_{parameter.name}"


#: Where the text of the learner's own kernel stands.
OWN_TEXT_KEY = key_of(CATALOGUE[OWN], _OWN_TEXT)


def pick_values(spec: KernelSpec | CombinedSpec) -> dict[str, Value]:
    """Show a kernel's parameters, and return what they are set to; `build` says whether they can be used."""
    if not spec.parameters:
        return {}
    width: Width = HALF if len(spec.parameters) > 1 else "stretch"
    with st.container(horizontal=True, gap="small"):
        return {p.name: _pick(spec, p, width) for p in spec.parameters}


def slider_of(spec: KernelSpec | CombinedSpec, parameter: Parameter) -> Slider | None:
    """Describe a number on a scale; None for a choice or a text."""
    p, default = parameter, parameter.default
    if p.choices is not None or isinstance(default, str):
        return None
    kind = type(default)
    return Slider(key_of(spec, p), p.label, default, kind(p.low), kind(p.high), kind(p.step), p.unit)


def pick_weights(key: str, parameter: Parameter) -> str:
    """Show the field in which a kernel can be typed or pasted."""
    return pick_text(parameter.label, key, str(parameter.default), _LONGEST)


def _pick(spec: KernelSpec | CombinedSpec, parameter: Parameter, width: Width) -> Value:
    key = key_of(spec, parameter)
    label = f"{parameter.label} ({parameter.unit})" if parameter.unit == "°" else parameter.label
    if parameter.choices is not None:
        choices = {str(choice): str(choice) for choice in parameter.choices}
        return pick_one(label, choices, key, width=width, first=str(parameter.default))
    slider = slider_of(spec, parameter)
    if slider is None:
        return pick_weights(key, parameter)
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


def take_weights(text: object) -> None:
    """Make a kernel whose numbers were typed over the learner's own; the browser has turned it back.

    What was chosen or typed in the controls meanwhile is newer.
    """
    if isinstance(text, str):
        state.put_unless_wished("kernel", OWN)
        state.put_unless_wished(OWN_TEXT_KEY, text)
