"""The network's input with what the chosen number sees of it, and a test image of each class."""

from __future__ import annotations

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
    images, labels = current.gallery().images, current.labels()
    columns = []
    for across in range(_across()):
        of_column = numbers[across :: _across()]
        names = [labels[number // PER_CLASS] for number in of_column]
        told = [f"{name}, test image {number}" for name, number in zip(names, of_column, strict=True)]
        columns.append(image_column(images[of_column], " and ".join(names), told))
    return columns


def _take(cell: Cell) -> None:
    """Go to the first test image of a class."""
    column, row = cell
    label = row * _across() + column
    if label < len(current.labels()):
        look_at_test_image(label * PER_CLASS)
