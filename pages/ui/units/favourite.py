"""The images that excite a map most, with the patch that gave its largest number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.attribution.units import Favourite, all_favourites, favourites
from cnnviz.figures import format_number
from cnnviz.live.subset import HELD_OUT, TRAINING
from cnnviz.models.model import Model, as_batch
from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.classifier.images import images as training_images
from pages.ui.figures.maps import Map, Mark, Pick, show_maps
from pages.ui.inputs.controls import pick_segment
from pages.ui.session import state
from pages.ui.session.aside import aside
from pages.ui.units.unit import Unit

Among = Literal["test", "training"]
_BY: dict[Literal["max", "mean"], str] = {"max": "largest value", "mean": "mean"}


@st.cache_data(max_entries=1024, show_spinner=False, hash_funcs=current.SAME_MODEL)
def found(of: Model, layer: int, map_: int, by: str) -> list[Favourite]:
    """The nine of the gallery's images which excite a map most."""
    return favourites(of.network, as_batch(current.known(of.gallery).images), layer, map_, by=by)


@st.cache_resource(
    max_entries=4,
    show_spinner="Passing the training images through the network, once …",
    hash_funcs=current.SAME_MODEL,
)
def found_in_training(of: Model, data: str) -> dict[tuple[int, int, str], list[Favourite]]:
    """The same of the training images, for all maps at once."""
    return aside(all_favourites, of.network, all_training_images(data))


def all_training_images(data: str) -> NDArray[np.float32]:
    """Put the training images and those that were held out in one array, (N, 1, rows, columns)."""
    training = training_images(data)
    return np.concatenate([training.images, training.held_out])


@dataclass(frozen=True)
class Ranked:
    """Which images were ranked, and by what.

    Attributes
    ----------
    make_images : callable
        Gives the images, (N, rows, columns) or in colour: of training images a copy, too large to be kept.
    by : {"max", "mean"}
    """

    make_images: Callable[[], NDArray[np.float32]]
    by: Literal["max", "mean"]


def show_favourites(unit: Unit) -> Ranked | None:
    """Show nine images, the strongest first; a click on a test image makes it the picture below.

    None if there are no images.
    """
    st.html('<h2 class="part">Images that activate it most</h2>')
    model = current.model()
    if model.gallery is None:
        st.info("No images came with this network, so none can be ranked.")
        return None
    sets: dict[Among, str] = {"test": f"{len(model.gallery.images)} test"}
    data = current.training_data()
    if data:
        sets["training"] = f"{TRAINING + HELD_OUT:,} training"
    with st.container(horizontal=True, gap="small", key="unit_row_images"):
        among = pick_segment("Among these images", sets, "among")
        by = pick_segment("Ranked by the map’s", _BY, "by")
    if among == "training" and data:
        best = found_in_training(model, data)[unit.layer, unit.map, by]
    else:
        best = found(model, unit.layer, unit.map, by)
    show_maps(
        [_drawn(one, among, by) for one in best],
        key="favourites",
        layout="mosaic",
        size=140,
        abreast=3,
        on_pick=partial(_look_at, best) if among == "test" else None,
    )
    click = " Click an image to use it below." if among == "test" else ""
    st.html(
        f'<p class="words">Number: the map’s {_value(by)} value. Framed: what its largest value '
        f"sees.{click}</p>"
    )
    if among == "training" and data:
        return Ranked(lambda: all_training_images(data)[:, 0], by)
    tested = model.gallery.images
    return Ranked(lambda: tested, by)


def _value(by: str) -> str:
    return "largest" if by == "max" else "mean"


def _shipped(among: Among, index: int) -> tuple[NDArray[np.float32], str]:
    """An image and its label."""
    if among == "test":
        gallery = current.gallery()
        return gallery.images[index], current.labels()[int(gallery.labels[index])]
    training = training_images(current.known(current.training_data()))
    first = index < len(training.images)
    images, labels = (
        (training.images, training.labels) if first else (training.held_out, training.held_out_labels)
    )
    at = index if first else index - len(training.images)
    return images[at, 0], current.labels()[int(labels[at])]


def _drawn(one: Favourite, among: Among, by: str) -> Map:
    image, label = _shipped(among, one.index)
    value = format_number(one.value, 3)
    top, left, height, width = one.window
    return Map(
        picture(image),
        f"{'Test' if among == 'test' else 'Training'} image {one.index}, {label}: {_value(by)} value "
        f"{value}; the receptive field of its largest value is {height} by {width} pixels from row {top}, "
        f"column {left}.",
        note=f"{label}, {value}",
        marks=(Mark(*one.window),),
    )


def _look_at(best: list[Favourite], pick: Pick) -> None:
    state.put("src", "test")
    state.put("test", best[pick.map].index)
