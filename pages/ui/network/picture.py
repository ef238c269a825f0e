"""The network's input with what the chosen number sees of it, and a test image of each class."""

from __future__ import annotations

import numpy as np
import streamlit as st

from cnnviz.figures import shade
from cnnviz.models.garments import LABELS
from cnnviz.network.summary import seen_by
from pages.ui.classifier import shipped
from pages.ui.classifier.input import PER_CLASS, Input, input_map, look_at_test_image
from pages.ui.classifier.spot import Spot, maps_of
from pages.ui.figures.columns import Cell, Column, show_columns
from pages.ui.figures.maps import Mark, show_maps
from pages.ui.network.chosen import SIZE

#: The classes stand in as many rows.
_ROWS = 2
_ACROSS = len(LABELS) // _ROWS


def show_input(given: Input, spot: Spot) -> None:
    """Show what the network gets; framed is the receptive field of the chosen number."""
    marks: tuple[Mark, ...] = ()
    if maps_of(spot.layer):
        size = (given.image.shape[0], given.image.shape[1])
        network = shipped.classifier().network
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
    row, column = divmod(given.number // PER_CLASS, _ACROSS)
    st.html(f"<style>.st-key-gallery {{ --chosen-column: {column}; --chosen-row: {row}; }}</style>")


def _shown(number: int) -> list[int]:
    """The test image that stands for each class: its first, or the one that is looked at."""
    return [number if number // PER_CLASS == label else label * PER_CLASS for label in range(len(LABELS))]


def _columns(numbers: list[int]) -> list[Column]:
    images = shipped.gallery().images
    columns = []
    for across in range(_ACROSS):
        of_column = numbers[across::_ACROSS]
        sheet = shade(np.concatenate([images[number] for number in of_column]), "raw", (0, 1))
        names = tuple(f"{LABELS[number // PER_CLASS]}, test image {number}" for number in of_column)
        label = " and ".join(LABELS[number // PER_CLASS] for number in of_column)
        columns.append(
            Column("", "", label, sheet.index.reshape(-1, 28, 28), sheet.palette, names, is_signed=False)
        )
    return columns


def _take(cell: Cell) -> None:
    """Go to the first test image of a class."""
    column, row = cell
    label = row * _ACROSS + column
    look_at_test_image(label * PER_CLASS)
