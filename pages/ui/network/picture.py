"""The network's input with what the chosen number sees of it, and a test image of each class."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from cnnviz.models.model import PER_CLASS
from cnnviz.network.summary import seen_by
from pages.ui.classifier import current
from pages.ui.classifier.input import Input, image_column, input_map, look_at_test_image
from pages.ui.classifier.spot import Spot, maps_of
from pages.ui.figures.columns import Cell, Column, show_columns
from pages.ui.figures.maps import Mark, show_maps
from pages.ui.network.chosen import SIZE

#: The classes stand in as many rows.
_ROWS = 2


def show_input(given: Input, spot: Spot) -> None:
    """Show what the network gets; framed is the receptive field of the chosen number."""
    marks: tuple[Mark, ...] = ()
    if maps_of(spot.layer):
        size = (given.image.shape[-2], given.image.shape[-1])
        network = current.model().network
        marks = (Mark(*seen_by(network, spot.layer, (spot.row, spot.column), size)),)
    show_maps([input_map(given, "", marks)], key="input", size=SIZE)


def show_classes(given: Input) -> None:
    """For a test image show one of each class, to be clicked; of its own class itself."""
    if given.number is None:
        return
    show_columns(
        _columns(_shown(given.number)),
        key="gallery",
        label="Test images, one of each class",
        widths=(22, 60),
        on_pick=_take,
        heads=False,
    )
    row, column = divmod(given.number // PER_CLASS, _across())
    st.html(f"<style>.st-key-gallery {{ --chosen-column: {column}; --chosen-row: {row}; }}</style>")


def _shown(number: int) -> list[int]:
    """The test image that stands for each class: its first, or the one that is looked at."""
    classes = range(len(current.labels()))
    return [number if number // PER_CLASS == label else label * PER_CLASS for label in classes]


def _across() -> int:
    return -(-len(current.labels()) // _ROWS)


def _columns(numbers: list[int]) -> list[Column]:
    model, across = current.model(), _across()
    return [_column(model.identity, model.labels, *numbers[start::across]) for start in range(across)]


@lru_cache(maxsize=512)
def _column(identity: str, labels: tuple[str, ...], *numbers: int) -> Column:
    """Make a column of test images of the model of this identity, which is looked at."""
    names = [labels[number // PER_CLASS] for number in numbers]
    told = [f"{name}, test image {number}" for name, number in zip(names, numbers, strict=True)]
    return image_column(current.gallery().images[list(numbers)], " and ".join(names), told)


def _take(cell: Cell) -> None:
    """Go to the first test image of a class."""
    column, row = cell
    label = row * _across() + column
    if label < len(current.labels()):
        look_at_test_image(label * PER_CLASS)
