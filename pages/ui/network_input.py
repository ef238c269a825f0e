"""Choosing what the network looks at: a test image as it is in the data, or a picture prepared for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from cnnviz.figures import shade
from cnnviz.network.classifier import LABELS, Classifier
from cnnviz.network.prepare import Prepared, prepare
from cnnviz.network.summary import seen_by
from pages.ui import network_loaders, state
from pages.ui.columns import Column, Place, show_columns
from pages.ui.image_picker import pick_picture
from pages.ui.maps import Map, Mark, show_maps
from pages.ui.network_preparation import pick_preparation, show_steps
from pages.ui.network_spot import Spot

_WAYS = {"test": "Test image", "own": "Any picture"}
_PER_CLASS = 10


@dataclass(frozen=True)
class Input:
    """What the network gets.

    Attributes
    ----------
    image : (28, 28), 0–1
    name : str
        Fit for a file's name.
    alt : str
    label : int or None
        The class that the data set gives it.
    blank : bool
        Whether there is nothing to be seen.
    """

    image: NDArray[np.float32]
    name: str
    alt: str
    label: int | None = None
    blank: bool = False


def pick_input(strip: DeltaGenerator) -> Input:
    """Show the controls, and in `strip` the steps of the preparation if there are any."""
    way = st.segmented_control(
        "What it looks at",
        list(_WAYS),
        default="test",
        required=True,
        format_func=_WAYS.__getitem__,
        key="src",
        bind="query-params",
        width="stretch",
    )
    return _pick_test_image() if way == "test" else _pick_picture(strip)


def _pick_test_image() -> Input:
    gallery = network_loaders.gallery()
    count = len(gallery.images)
    state.offer("test", 0)
    state.limit("test", 0, count - 1)
    chosen = int(
        st.number_input(f"Test image (0–{count - 1})", 0, count - 1, step=1, key="test", bind="query-params")
    )
    show_columns(
        gallery_columns(),
        key="gallery",
        label="Test images, a column for each class",
        widths=(18, 28),
        on_pick=_take_test_image,
        chosen=divmod(chosen, _PER_CLASS),
        heads=False,
    )
    label = int(gallery.labels[chosen])
    st.caption(
        f"Labelled {LABELS[label]}; number {gallery.indices[chosen]} of the test set, as it is in the data."
    )
    return Input(gallery.images[chosen], f"test-{chosen}", f"Test image {chosen}: {LABELS[label]}", label)


@st.cache_resource(show_spinner=False)
def gallery_columns() -> list[Column]:
    """The test images, a column for each class."""
    gallery = network_loaders.gallery()
    columns = []
    for label, name in enumerate(LABELS):
        sheet = shade(gallery.images[gallery.labels == label].reshape(-1, 28), "clipped", (0, 1))
        names = tuple(f"{name}, test image {label * _PER_CLASS + i}" for i in range(_PER_CLASS))
        columns.append(Column("", "", name, sheet.index.reshape(-1, 28, 28), sheet.palette, names))
    return columns


def _take_test_image(place: Place) -> None:
    state.put("test", place[0] * _PER_CLASS + place[1])


def _pick_picture(strip: DeltaGenerator) -> Input:
    picture = pick_picture([sample.name for sample in images.catalogue("garment")], key="garment")
    how = pick_preparation()
    prepared: Prepared = prepare(picture.array, how)
    with strip:
        show_steps(prepared)
    return Input(prepared.input, picture.name, f"{picture.alt} Prepared.", None, prepared.blank)


def show_input(given: Input, classifier: Classifier, spot: Spot) -> None:
    """Show what the network gets, with what the chosen number sees of it."""
    marks: tuple[Mark, ...] = ()
    if spot.layer is not None and len(network_loaders.layers()[spot.layer].shape) == 3:
        size = (given.image.shape[0], given.image.shape[1])
        window = seen_by(classifier.network, spot.layer, (spot.row, spot.column), size)
        marks = (Mark(*window),)
    rows, columns = given.image.shape
    show_maps(
        [
            Map(
                shade(given.image, "clipped", (0, 1)),
                f"The network's input. {given.alt}",
                f"Input {rows} × {columns}",
                "Framed: what the number chosen below sees." if marks else "",
                marks=marks,
            )
        ],
        key="input",
        size=150,
    )
