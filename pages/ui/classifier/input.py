"""Choosing what the network looks at: a test image as it is in the data, or a picture prepared for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.delta_generator import DeltaGenerator

from cnnviz import images
from cnnviz.figures import shade
from cnnviz.models.model import PER_CLASS, Model
from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.classifier.preparation import pick_preparation, show_steps
from pages.ui.figures.columns import Cell, Column, show_columns
from pages.ui.figures.maps import Map, Mark
from pages.ui.inputs.controls import pick_number, pick_segment
from pages.ui.inputs.picture import pick_picture
from pages.ui.inputs.pictures import Picture
from pages.ui.inputs.samples import sample
from pages.ui.session import state

_WAYS = {"test": "Test image", "own": "Any picture"}


@dataclass(frozen=True)
class Input:
    """What the network gets.

    Attributes
    ----------
    image : (rows, columns), or (3, rows, columns) in colour, 0–1
    alt : str
    label : int or None
        The class that the data set gives it.
    blank : bool
        Whether there is nothing to be seen.
    number : int or None
        A test image's index in the gallery.
    """

    image: NDArray[np.float32]
    alt: str
    label: int | None = None
    blank: bool = False
    number: int | None = None


def pick_source(
    label_visibility: Literal["visible", "collapsed"] = "visible", of: Model | None = None
) -> Picture | None:
    """Show the choice between the test images and any other picture; None stands for a test image.

    They are those of a model: of the one that the page looks at, if none is given.
    """
    model = of or current.model()
    about = model.about
    samples = _samples(about.samples, in_colour=about.shape[0] > 1)
    if model.gallery is None:
        return pick_picture(samples, key=about.samples)
    way = pick_segment(
        "The network’s input", _WAYS, "src", width="stretch", label_visibility=label_visibility
    )
    if way == "test":
        return None
    return pick_picture(samples, key=about.samples)


def _samples(kind: str, *, in_colour: bool) -> list[str]:
    """The samples of a kind; for a network that takes colours those that have some first."""
    names = [one.name for one in images.catalogue(kind) or images.catalogue("photograph")]
    return sorted(names, key=lambda name: -sample(name).ndim) if in_colour else names


def pick_input(source: Picture | None, steps: DeltaGenerator, of: Model | None = None) -> Input:
    """Show the controls that lead to the network's input; in `steps` what a preparation did, if any."""
    model = of or current.model()
    if source is None:
        return _pick_test_image(model)
    about = model.about
    prepared = about.prepare(source.array, pick_preparation(about.changes))
    with steps:
        show_steps(prepared)
    return Input(prepared.input, f"{source.alt.rstrip('.')}, prepared for the network.", None, prepared.blank)


def _pick_test_image(of: Model) -> Input:
    gallery = current.known(of.gallery)
    count = len(gallery.images)
    chosen = pick_number(f"Test image (0–{count - 1})", "test", 0, 0, count - 1)
    label = int(gallery.labels[chosen])
    name, number = of.labels[label], gallery.indices[chosen]
    alt = f"Test image {chosen}, labelled {name}; number {number} of the test set."
    return Input(gallery.images[chosen], alt, label, number=chosen)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=current.SAME_MODEL)
def gallery_columns(of: Model) -> list[Column]:
    """The test images, a column for each class."""
    gallery = current.known(of.gallery)
    return [
        image_column(
            gallery.images[gallery.labels == label],
            name,
            [f"{name}, test image {label * PER_CLASS + i}" for i in range(PER_CLASS)],
        )
        for label, name in enumerate(of.labels)
    ]


def image_column(pictures: NDArray[np.float32], label: str, names: Sequence[str]) -> Column:
    """A column of pictures, (N, rows, columns) or in colour (N, 3, rows, columns), each with a name."""
    grey = pictures if pictures.ndim == 3 else pictures.mean(axis=1)
    sheet = shade(grey.reshape(-1, grey.shape[2]), "raw", (0, 1))
    index = sheet.index.reshape(grey.shape)
    return Column("", "", label, index, sheet.palette, tuple(names), is_signed=False)


def look_at_test_image(number: int) -> None:
    """Go to a test image that was clicked."""
    state.put("test", number)


def _take_test_image(cell: Cell) -> None:
    look_at_test_image(cell[0] * PER_CLASS + cell[1])


def show_gallery(given: Input) -> None:
    """For a test image show all of these, each to be clicked."""
    if given.number is None:
        return
    show_columns(
        gallery_columns(current.model()),
        key="gallery",
        label="Test images, one column for each class",
        widths=(18, 28),
        on_pick=_take_test_image,
        heads=False,
    )
    column, row = divmod(given.number, PER_CLASS)
    st.html(f"<style>.st-key-gallery {{ --chosen-column: {column}; --chosen-row: {row}; }}</style>")


def input_map(given: Input, note: str, marks: tuple[Mark, ...] = ()) -> Map:
    """The network's input, to be drawn with marks on it and a note below."""
    rows, columns = given.image.shape[-2:]
    return Map(
        picture(given.image),
        f"The network's input. {given.alt}",
        f"Input {rows} × {columns}",
        note,
        marks=marks,
    )
