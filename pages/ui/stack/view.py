"""The view of the page on stacks: the browser computes its maps, and Python keeps what was set."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

import numpy as np
from numpy.typing import NDArray

from cnnviz import images
from cnnviz import stack as stacks
from cnnviz.errors import CnnvizError
from cnnviz.figures.palettes import diverging, grey
from cnnviz.kernels import CATALOGUE, CombinedSpec
from cnnviz.numbers import format_number
from cnnviz.operators import ACTIVATIONS, POOLINGS
from cnnviz.predict.field_slips import check_field
from cnnviz.stack import PRESETS, Stack
from pages.ui.figures.sentences import plain_sentence
from pages.ui.inputs import own_matrix, samples
from pages.ui.inputs.pictures import Picture, pictured, scaled_down
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.parts import Part
from pages.ui.linked.small_enough import moved
from pages.ui.linked.view import tell
from pages.ui.session.component import register
from pages.ui.stack.setting import HUB, Chosen, query_of, settings_of

_view = register("stack")
_MOST = {
    "layers": stacks.MOST_LAYERS,
    "maps": stacks.MOST_MAPS,
    "taps": stacks.MOST_TAPS,
    "stride": stacks.MOST_STRIDE,
    "padding": stacks.MOST_PADDING,
    "window": stacks.MOST_WINDOW,
    "work": stacks.MOST_WORK,
    "numbers": stacks.MOST_NUMBERS,
    "text": stacks.LONGEST,
}


def source_of(picture: Picture) -> Part:
    """What the view is told of the picture: one channel."""
    values: NDArray[Any] = picture.grey
    if not picture.is_matrix:
        values = values.astype(np.uint8)  # whole numbers
    low, high = (float(values.min()), float(values.max())) if picture.is_matrix else (0.0, 255.0)
    header: dict[str, object] = {
        "id": picture.digest,
        "title": picture.title,
        "alt": picture.alt,
        "limits": [low, high],
    }
    return header, {"values": values, "grey": grey(), "signed": diverging()}


def show_view(chosen: Chosen, picture: Picture) -> None:
    """Draw it."""
    tell(HUB, chosen.fields(), _options(chosen, picture))
    _view(key="stack_maps", data={"hub": HUB})


def laboratory(chosen: Chosen, picture: Picture) -> Laboratory:
    """Give what is saved as a page."""
    # What Python has found out of the layers would be wrong as soon as they are changed in the page.
    options = {**_options(chosen, picture), "presets": [], "facts": []}

    def smaller(side: int) -> Laboratory:
        other = scaled_down(picture, side)
        at = (*chosen.at[:3], *moved(chosen.at[3:], picture.size, other.size))
        return laboratory(replace(chosen, at=at), other)

    return Laboratory(
        HUB,
        "Stack",
        pictured(picture),
        chosen.fields(),
        options,
        {"source": source_of(picture)},
        size=picture.size,
        smaller=None if picture.is_matrix else smaller,
    )


def _options(chosen: Chosen, picture: Picture) -> dict[str, object]:
    """What the view offers."""
    shape = (1, *picture.size)
    return {
        "source": picture.digest,
        "most": _MOST,
        "presets": [
            [key, one.title, one.about, f"?{urlencode(query_of(key))}"] for key, one in PRESETS.items()
        ],
        "now": _example(chosen, picture),
        "kernels": _kernels(),
        "curves": [[key, "none" if key == "linear" else ACTIVATIONS[key].title] for key in stacks.CURVES],
        "pools": [[key, POOLINGS[key].title] for key in stacks.KINDS],
        "one": _one(chosen.stack),
        "facts": [_facts(stack, shape, chosen.maps) for stack in (chosen.stack, chosen.beside) if stack],
        "verdict": _verdict(chosen),
    }


def _example(chosen: Chosen, picture: Picture) -> str:
    """Which example is shown as it was; empty if none is."""
    told, source = chosen.fields(), f"{picture.name} {images.digest(picture.grey)}"
    for key in PRESETS:
        given = settings_of(key)
        if [told["stack"], told["beside"]] == [given["stack"], given["stack_beside"]] and source == _source(
            key
        ):
            return key
    return ""


@cache
def _source(key: str) -> str:
    """Name what an example is shown on."""
    typed, name = PRESETS[key].typed, PRESETS[key].sample
    grey = images.parse_matrix(typed) if typed else samples.grey_sample(name)
    return f"{name or own_matrix.NAME} {images.digest(grey)}"


def _one(stack: Stack) -> dict[str, str]:
    """The one kernel of a stack, or why there is none; and of which stack."""
    told = {"of": stacks.write_stack(stack)}
    try:
        return {**told, "text": stacks.write_stack((stacks.collapsed(stack),))}
    except CnnvizError as error:
        return {**told, "sentence": plain_sentence(error)}


def _facts(stack: Stack, shape: tuple[int, int, int], maps: int) -> dict[str, object]:
    """What a stack costs, in words, or why it cannot be computed; and of which stack and size."""
    told: dict[str, object] = {"of": stacks.write_stack(stack), "fault": ""}
    try:
        found = stacks.costs(stack, shape)
    except CnnvizError as error:
        return {**told, "fault": plain_sentence(error), "lines": [], "squared": ""}
    numbers = " → ".join(format_number(int(np.prod(one))) for one in (shape, *found.shapes))
    lines = [
        ["Parameters", format_number(found.parameters)],
        ["Multiplications", format_number(found.multiplications)],
        ["Numbers in its maps", numbers],
    ]
    return {**told, "lines": lines, "squared": stacks.squared_text(stack, maps)}


def _verdict(chosen: Chosen) -> dict[str, object] | None:
    """Judge what was predicted last: how many pixels the number sees."""
    if not chosen.predict or chosen.guess is None:
        return None
    typed, task = chosen.guess
    layers = chosen.looked
    try:
        verdict = check_field(
            typed, [one.window for one in layers], [isinstance(one, stacks.Pool) for one in layers]
        )
    except CnnvizError as error:
        return {"right": False, "sentence": plain_sentence(error), "typed": typed, "task": task}
    return {"right": verdict.right, "sentence": verdict.sentence, "typed": typed, "task": task}


@cache
def _kernels() -> list[list[object]]:
    """Kernels of the catalogue that a filter can be filled with: title and weights."""
    found: list[list[object]] = []
    for spec in CATALOGUE.values():
        if isinstance(spec, CombinedSpec) or spec.key == "custom":
            continue
        sizes = {
            one.name: stacks.MOST_TAPS for one in spec.parameters if _is_too_large(one.name, one.default)
        }
        first = next((one for one in spec.parameters if one.choices), None)
        for choice in first.choices or () if first else (None,):
            values = sizes if choice is None or first is None else {**sizes, first.name: choice}
            title = spec.title if choice is None else f"{spec.title}, {choice}"
            found.append([title, spec.build(**values).round(6).tolist()])
    return found


def _is_too_large(name: str, default: object) -> bool:
    return name == "size" and isinstance(default, int) and default > stacks.MOST_TAPS
