"""Each map silenced in turn, ranked by what that does to a class; a click on a line silences the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.scores import logits_of
from cnnviz.attribution.silencing import Silenced, rank_maps, silence_each
from cnnviz.figures import Shade, shade, shared_limits
from cnnviz.models.model import PER_CLASS, Model, as_batch, as_maps
from cnnviz.numbers import format_number
from pages.ui.break_it import stack
from pages.ui.break_it.form import Target, layers_with_maps
from pages.ui.break_it.operations import MOST, Operation
from pages.ui.classifier import current
from pages.ui.figures.bars import Bar, show_bars
from pages.ui.inputs.controls import pick_one, pick_toggle
from pages.ui.session.aside import aside

Array = NDArray[Any]
#: So many lines are shown.
LINES: Final = 16
_TITLE: Final = "Each map silenced, ranked"
_PREDICTED: Final = "predicted"
_BY: Final[Mapping[Literal["logit", "share"], str]] = {"logit": "logit", "share": "share"}
_CHANGES: Final = {"logit": "its logit", "share": "its share in percentage points"}


def wants_ranks() -> bool:
    """Show the switch."""
    return pick_toggle(
        _TITLE,
        "b_ranks",
        help="Silences every map by itself in the network as it was trained, and sorts the maps by how much "
        "that changes a class. Click a line to silence its map here.",
    )


def show_ranks(image: Array, activations: Sequence[Array], target: Target, done: Sequence[Operation]) -> None:
    """Choose the class and the images, and show the maps that matter most to it."""
    predicted = int(activations[-1].argmax())
    label, by, images, layers = _pick(image, predicted, target)
    model = current.model()
    without = {at: _silenced(model, images, at) for at in layers}
    ranked = rank_maps(logits_of(model.network, images), without, label, by)[:LINES]
    silenced = {(one.layer_index, one.unit) for one in done if one.kind == "map"}
    shades = {at: _shades(activations[at]) for at in layers}
    bars = [
        _bar(one, by, shades[one.layer_index][one.unit], silenced, len(done), len(layers) > 1)
        for one in ranked
    ]
    title = f"{current.labels()[label]}: change of {_CHANGES[by]} without the map"
    show_bars(
        bars, key="b_ranked", label=title, title=title, on_pick=lambda line: _silence(ranked[line], done)
    )


def _pick(
    image: Array, predicted: int, target: Target
) -> tuple[int, Literal["logit", "share"], Array, list[int]]:
    """Show the choices: the class, what counts of it, on which images, and in which layers."""
    gallery, convolution = current.model().gallery, current.model().layer_names[target.layer_index]
    classes = {_PREDICTED: _PREDICTED, **{str(i): name for i, name in enumerate(current.labels())}}
    layers: dict[Literal["one", "all"], str] = {"one": convolution, "all": "all layers"}
    pictures: dict[Literal["picture", "class"], str] = {"picture": "this picture"}
    if gallery is not None:
        pictures["class"] = f"its {PER_CLASS} test images"
    left, right = st.columns(2, gap="small")
    with left:
        chosen = pick_one("Class", classes, "b_rank_class")
        counted = pick_one("Images", pictures, "b_rank_of")
    with right:
        by = pick_one("Change of", _BY, "b_rank_by")
        where = pick_one("Maps of", layers, "b_rank_in")
    label = predicted if chosen == _PREDICTED else int(chosen)
    images = as_maps(image)[None]
    if gallery is not None and counted == "class":
        images = as_batch(gallery.images[gallery.labels == label])
    return label, by, images, _convolutions() if where == "all" else [target.layer_index]


@st.cache_resource(max_entries=256, show_spinner="Silencing each map …", hash_funcs=current.SAME_MODEL)
def _silenced(of: Model, images: Array, layer_index: int) -> Array:
    return aside(silence_each, of.network, images, layer_index)


def _convolutions() -> list[int]:
    return [at for name, at in layers_with_maps().items() if name.startswith("conv")]


def _shades(maps: Array) -> list[Shade]:
    limits = shared_limits([maps.reshape(len(maps), -1)], "signed")
    return [shade(one, "signed", limits) for one in maps]


def _bar(
    one: Silenced,
    by: str,
    picture: Shade,
    silenced: set[tuple[int, int]],
    done: int,
    several: bool,
) -> Bar:
    layer = current.model().layer_names[one.layer_index]
    is_silenced = (one.layer_index, one.unit) in silenced
    change = round(100 * one.change, 1) if by == "share" else round(one.change, 2)
    text = f"{'+' if change > 0 else ''}{format_number(change)}"
    name = f"{layer}, map {one.unit}" if several else f"map {one.unit}"
    return Bar(name, text, one.change, is_silenced, not is_silenced and done < MOST, picture)


def _silence(one: Silenced, done: Sequence[Operation]) -> None:
    """Silence a map, unless it is silenced."""
    operation = Operation("map", one.layer_index, one.unit)
    if operation not in done:
        stack.add(operation)
